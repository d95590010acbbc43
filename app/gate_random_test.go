package app

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// sequences is 40, or what CAIRN_TABLES asks for.
func sequences(t *testing.T) int {
	t.Helper()

	asked := os.Getenv("CAIRN_TABLES")
	if asked == "" {
		return 40
	}
	n, err := strconv.Atoi(asked)
	if err != nil {
		t.Fatalf("CAIRN_TABLES: %v", err)
	}
	return n
}

// Two laptops of one school write the groups of a day in any order, some of
// them late, change what is wrong, and hand each other what they have. After
// each step nobody can work a group of fewer than ten out of what both hold.
func TestGate_noSmallGroupCanBeWorkedOutWhateverTheOrder(t *testing.T) {
	wantNoneWorkedOut(t, rand.Uint64(), sequences(t))
}

// A number that nobody corrected made the groups of a set come to more than the total.
func TestGate_noSmallGroupCanBeWorkedOutWhereNumbersContradict(t *testing.T) {
	wantNoneWorkedOut(t, 4199969385802824265, 10)
}

func wantNoneWorkedOut(t *testing.T, seed uint64, sequences int) {
	t.Helper()

	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 5))
	ann, measure := gateDesk(t)
	ben := deskOf(t, "Ben", "")
	ann.admit(ben, ann.me.School, improve.Owner)
	project := ann.get(measure).LinkedTo("project")[0]
	left, steps := 0, 0
	for n := range sequences {
		s := newSchoolDay(t, r, ann, ben, project)
		for step := range 4 + r.IntN(12) {
			s.step()
			steps++
			if why := s.leak(); why != "" {
				t.Fatalf("seed %d, sequence %d, step %d: %s", seed, n, step, why)
			}
		}
		left += len(s.held())
	}
	t.Logf("after %d steps %d numbers had left", steps, left)
	if left == 0 {
		t.Error("no number left, want some")
	}
}

// schoolDay is the truth about one day at a school, and what two laptops wrote of it.
type schoolDay struct {
	t       *testing.T
	r       *rand.Rand
	desks   [2]*desk
	measure improve.ArtifactID
	total   float64
	sets    [][]string // the groups of each set come to the total
	size    map[string]float64
	written map[string]int // by which laptop
	ids     map[string]improve.ArtifactID
}

func newSchoolDay(t *testing.T, r *rand.Rand, ann, ben *desk, project improve.ArtifactID) *schoolDay {
	s := &schoolDay{
		t: t, r: r, desks: [2]*desk{ann, ben}, total: float64(40 + r.IntN(160)),
		size: map[string]float64{}, written: map[string]int{}, ids: map[string]improve.ArtifactID{},
	}
	named := r.IntN(2) == 0
	count := 1
	if named {
		count += r.IntN(2)
	}
	var groups []map[improve.FieldKey]string
	for set := range count {
		names := make([]string, 2+r.IntN(3))
		left := s.total
		for i := range names {
			names[i] = fmt.Sprintf("g%d%d", set, i)
			part := float64(r.IntN(int(left) + 1))
			if r.IntN(2) == 0 {
				part = min(left, float64(r.IntN(12)))
			}
			if i == len(names)-1 {
				part = left
			}
			s.size[names[i]], left = part, left-part
			if named {
				groups = append(groups, map[improve.FieldKey]string{"group": names[i], "set": fmt.Sprint("set ", set)})
			}
		}
		s.sets = append(s.sets, names)
	}
	s.measure = ann.create(NewArtifact{Kind: "measure", Fields: fields{"title": "M"}, Rows: rows{"groups": groups}, Links: []NewLink{{"project", project}}})
	s.carry()
	return s
}

// sizeOf is the truth about a group; "" is everyone.
func (s *schoolDay) sizeOf(group string) float64 {
	if group == "" {
		return s.total
	}
	return s.size[group]
}

// step writes a number that is missing, or moves children between two groups
// and mends what was written of them.
func (s *schoolDay) step() {
	set := s.sets[s.r.IntN(len(s.sets))]
	group := set[s.r.IntN(len(set))]
	if s.r.IntN(4) == 0 {
		group = ""
	}
	if _, known := s.ids[group]; !known {
		s.write(group)
	} else if other := set[s.r.IntN(len(set))]; group != "" && other != group {
		moved := math.Floor(s.r.Float64() * (s.size[group] + 1))
		s.size[group] -= moved
		s.size[other] += moved
		s.mend(group)
		s.carry() // what is written apart at the same time nobody can know
		s.mend(other)
	}
	s.carry()
}

func (s *schoolDay) cells(group string) fields {
	return counted(group, strconv.Itoa(int(s.sizeOf(group))))
}

func (s *schoolDay) write(group string) {
	if s.sizeOf(group) == 0 {
		return
	}
	by := s.r.IntN(2)
	s.ids[group], s.written[group] = s.desks[by].number(s.measure, s.cells(group)), by
}

// mend changes a number where it is; a change that the gate refuses stays undone.
func (s *schoolDay) mend(group string) {
	id, known := s.ids[group]
	if !known || s.sizeOf(group) == 0 {
		return
	}
	d := s.desks[s.written[group]]
	if to, moved := d.get(id).MovedTo(); moved {
		id, s.ids[group] = to, to
	}
	err := d.Edit(context.Background(), id, []improve.Edit{{Field: kinds.PointRecord, Value: improve.CellsValue(s.cells(group))}})
	if err != nil && improve.CodeOf(err) != improve.Denied {
		s.t.Fatal(err)
	}
}

// carry hands what is new in the school's space from each laptop to the other.
func (s *schoolDay) carry() {
	for i, from := range s.desks {
		from.sendNews(s.desks[1-i], s.desks[0].me.School)
	}
}

// sendNews sends what the other does not have yet.
func (d *desk) sendNews(to *desk, space improve.SpaceID) {
	d.t.Helper()

	has := map[improve.LogID]uint64{}
	for _, log := range to.logs(space) {
		has[log.ID] = log.Head.Seq
	}
	var segments []improve.Segment
	for _, log := range d.logs(space) {
		for after := has[log.ID]; after < log.Head.Seq; {
			segment, err := d.db.Segment(context.Background(), improve.LogRange{Log: log.ID, After: after})
			if err != nil {
				d.t.Fatal(err)
			}
			segments = append(segments, segment)
			after = segment.Events[len(segment.Events)-1].Seq
		}
	}
	if len(segments) == 0 {
		return
	}
	if ingested, err := to.Ingest(context.Background(), space, segments); err != nil || len(ingested.Refused) > 0 {
		d.t.Fatalf("send: %v, refused %v", err, ingested.Refused)
	}
}

// held gives what the laptops hold of the day in the space that both read.
func (s *schoolDay) held() map[string]float64 {
	all, err := s.desks[1].db.Artifacts(context.Background(), improve.Query{
		Spaces: []improve.SpaceID{s.desks[0].me.School}, LinkTo: s.measure, Retired: true, Limit: everything,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	held := map[string]float64{}
	for _, a := range all {
		size, _ := strconv.ParseFloat(a.Text("denominator"), 64)
		held[a.Text("group")] = size
	}
	return held
}

// leak tells what a reader who knows how the groups add up can work out: it
// solves the sums, by another way than the gate does.
func (s *schoolDay) leak() string {
	held := s.held()
	var hidden, small []string
	for _, group := range s.groups() {
		size, shown := held[group]
		switch {
		case shown && group != "" && size < kinds.SmallGroup:
			return fmt.Sprintf("%s with %v is in the school's log", group, size)
		case shown:
			continue
		case group != "" && s.size[group] < kinds.SmallGroup:
			small = append(small, group)
		}
		hidden = append(hidden, group)
	}
	known := s.equations(held, hidden)
	for mask := 1; mask < 1<<len(small); mask++ {
		want, truth := make([]float64, len(hidden)+1), 0.0
		for i, group := range small {
			if mask>>i&1 == 1 {
				truth += s.size[group]
				for at, h := range hidden {
					if h == group {
						want[at] = 1
					}
				}
			}
		}
		value, solved := solve(known, want)
		if solved && truth > 0 && truth < kinds.SmallGroup && math.Abs(value-truth) < 1e-6 {
			return fmt.Sprintf("%b of %v come to %v: held %v, truth %v of %v, sets %v", mask, small, value, held, s.size, s.total, s.sets)
		}
	}
	return ""
}

func (s *schoolDay) groups() []string {
	groups := []string{""}
	for _, set := range s.sets {
		groups = append(groups, set...)
	}
	return groups
}

// equations say for each set that its groups come to everyone; the last column is what is known.
func (s *schoolDay) equations(held map[string]float64, hidden []string) [][]float64 {
	var rows [][]float64
	for _, set := range s.sets {
		row := make([]float64, len(hidden)+1)
		for _, group := range append([]string{""}, set...) {
			sign := 1.0
			if group == "" {
				sign = -1
			}
			if size, shown := held[group]; shown {
				row[len(hidden)] -= sign * size
				continue
			}
			for at, h := range hidden {
				if h == group {
					row[at] = sign
				}
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// solve works a sum of unknowns out of equations; ok is false where it does not follow.
func solve(rows [][]float64, want []float64) (value float64, ok bool) {
	last := len(want) - 1
	var done [][]float64
	for _, row := range rows {
		row = append([]float64{}, row...)
		for _, d := range done {
			subtract(row, d, row[lead(d)])
		}
		if at := lead(row); at < last {
			scale := row[at]
			for i := range row {
				row[i] /= scale
			}
			for _, d := range done {
				subtract(d, row, d[at])
			}
			done = append(done, row)
		}
	}
	for _, d := range done {
		factor := want[lead(d)]
		subtract(want, d, factor)
	}
	return -want[last], lead(want) >= last
}

func subtract(row, other []float64, factor float64) {
	for i := range row {
		row[i] -= factor * other[i]
	}
}

// lead is the place of the first unknown in a row, the number of unknowns when there is none.
func lead(row []float64) int {
	for i, f := range row[:len(row)-1] {
		if math.Abs(f) > 1e-9 {
			return i
		}
	}
	return len(row) - 1
}
