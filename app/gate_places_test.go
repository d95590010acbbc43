package app

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// districtDays is the truth about some days of a measure at two or three
// schools: who was counted of each group, at each school, and what of it was written.
type districtDays struct {
	size    [][]float64 // by school and group, the same on all days: classes do not change in a week
	points  []dayPoint
	written map[improve.ArtifactID]cellAt
}

// cellAt names a number: -1 stands for all schools, and for all groups.
type cellAt struct{ day, school, group int }

// Numbers of several schools, on several days, with totals of each school, of
// each group and of all together, some of them not written. Whoever reads what
// leaves, on all days, and knows how many are in each group, cannot tell how
// many of a small group were counted.
func TestGate_TotalsOfSeveralSchoolsAndDaysGiveNoSmallGroupAway(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 9))
	left := 0
	for n := range 25 * sequences(t) {
		d := newDistrictDays(r)
		verdict := judge(d.points, map[string]string{"g0": "set", "g1": "set", "g2": "set"}, kinds.SmallGroup)
		known := map[cellAt]float64{}
		for _, p := range d.points {
			if verdict[p.id] == mayLeave {
				known[d.written[p.id]] = p.Count
				left++
			}
		}
		if why := d.leak(known); why != "" {
			t.Fatalf("seed %d, table %d: %s\nof %v\nsizes %v", seed, n, why, known, d.size)
		}
	}
	if left == 0 {
		t.Error("no number leaves, want some")
	}
}

func newDistrictDays(r *rand.Rand) *districtDays {
	d := &districtDays{written: map[improve.ArtifactID]cellAt{}}
	schools, groups := 2+r.IntN(2), 2+r.IntN(2)
	for range schools {
		row := make([]float64, groups)
		for g := range row {
			row[g] = float64(10 + r.IntN(60))
			if r.IntN(3) == 0 {
				row[g] = float64(1 + r.IntN(12))
			}
		}
		d.size = append(d.size, row)
	}
	for day := range 1 + r.IntN(3) {
		d.write(r, day)
	}
	return d
}

// write counts one day and writes most of its numbers.
func (d *districtDays) write(r *rand.Rand, day int) {
	count, size := map[cellAt]float64{}, map[cellAt]float64{}
	for s, row := range d.size {
		for g, n := range row {
			some := []float64{0, n, math.Floor(r.Float64() * (n + 1)), math.Floor(r.Float64() * (n + 1))}[r.IntN(4)]
			for _, at := range []cellAt{{day, s, g}, {day, s, -1}, {day, -1, g}, {day, -1, -1}} {
				count[at], size[at] = count[at]+some, size[at]+n
			}
		}
	}
	across := r.IntN(2) == 0
	for s := -1; s < len(d.size); s++ {
		for g := -1; g < len(d.size[0]); g++ {
			if s < 0 && !across || r.IntN(8) == 0 {
				continue
			}
			at := cellAt{day, s, g}
			p := dayPoint{Point: kinds.Point{Date: fmt.Sprint("2026-09-1", day), Size: size[at], Count: count[at]}, id: improve.ArtifactID{byte(len(d.points) + 1)}}
			if g >= 0 {
				p.Group = fmt.Sprint("g", g)
			}
			if s >= 0 {
				p.place = improve.ArtifactID{0xff, byte(s + 1)}
			}
			d.points, d.written[p.id] = append(d.points, p), at
		}
	}
}

// leak looks for a small group at a school, or in all, whose count is the same
// in everything that could have been, given what is known.
func (d *districtDays) leak(known map[cellAt]float64) string {
	days := map[int]bool{}
	for at := range known {
		days[at.day] = true
	}
	for day := range days {
		low, high := d.possible(day, known)
		for s, row := range d.size {
			for g, n := range row {
				if n >= kinds.SmallGroup || d.saidOfAll(day, s, known) || d.saidOfGroup(day, g, known) {
					continue
				}
				if low[s][g] == high[s][g] {
					return fmt.Sprintf("on day %d, of the %g in group %d of school %d, %g were counted", day, n, g, s, low[s][g])
				}
			}
		}
	}
	return ""
}

// saidOfAll tells that a line of all students, of the school or of all, says it.
func (d *districtDays) saidOfAll(day, school int, known map[cellAt]float64) bool {
	for _, s := range []int{school, -1} {
		of := 0.0
		for at, row := range d.size {
			if s >= 0 && at != s {
				continue
			}
			for _, n := range row {
				of += n
			}
		}
		if count, ok := known[cellAt{day, s, -1}]; ok && (count == 0 || count == of) {
			return true
		}
	}
	return false
}

// saidOfGroup tells that the line of a group at all schools says it.
func (d *districtDays) saidOfGroup(day, group int, known map[cellAt]float64) bool {
	of := 0.0
	for _, row := range d.size {
		of += row[group]
	}
	count, ok := known[cellAt{day, -1, group}]
	return ok && (count == 0 || count == of)
}

// possible narrows down what each count of a day can be, by all sums that hold.
func (d *districtDays) possible(day int, known map[cellAt]float64) (low, high [][]float64) {
	for _, row := range d.size {
		low, high = append(low, make([]float64, len(row))), append(high, append([]float64{}, row...))
	}
	for range 50 {
		for s := -1; s < len(d.size); s++ {
			for g := -1; g < len(d.size[0]); g++ {
				if count, ok := known[cellAt{day, s, g}]; ok {
					d.narrow(low, high, s, g, count)
				}
			}
		}
	}
	return low, high
}

// narrow draws what follows for each count from the sum of those of a school, a group or all.
func (d *districtDays) narrow(low, high [][]float64, school, group int, count float64) {
	least, most := 0.0, 0.0
	each := func(do func(s, g int)) {
		for s := range d.size {
			for g := range d.size[s] {
				if (school < 0 || s == school) && (group < 0 || g == group) {
					do(s, g)
				}
			}
		}
	}
	each(func(s, g int) { least, most = least+low[s][g], most+high[s][g] })
	each(func(s, g int) {
		up, down := min(high[s][g], count-(least-low[s][g])), max(low[s][g], count-(most-high[s][g]))
		least, most = least+down-low[s][g], most+up-high[s][g]
		low[s][g], high[s][g] = down, up
	})
}
