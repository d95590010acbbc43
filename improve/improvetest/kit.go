package improvetest

import (
	"math"
	"math/rand/v2"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// Kit writes events that say what those of the peers' bench kit say (gen.py):
// the same mix of edits, new pages, rows and comments by writers of whom few
// write most, about pages that were lately written by anybody, with texts of
// the same words and lengths. In JSON with a signature such an event has 0.46
// KB. What gen.py draws as a reference to one earlier change is here the list
// of the versions that an edit replaces. The same seed gives the same bytes.
type Kit struct {
	Space *Space

	rng   *rand.Rand
	words []string
	logs  []*Log
	pages []*kitPage

	writers map[string]int      // of WriteFile: places in logs
	named   map[string]*kitPage // of WriteFile
}

// kitPage is what the kit remembers of a page: the last write to each register.
type kitPage struct {
	id   improve.ArtifactID
	kind improve.KindName
	last map[improve.FieldKey]improve.Dot
}

// kitWords are the words of gen.py.
const kitWords = `students reading fluency percent proficient grade attendance homework exit ticket
small group routine teacher coach plan study act change idea aim driver measure run chart median shift
trend baseline week october november improvement cycle hypothesis prediction data collected observation
engagement math fractions writing feedback peer tutoring intervention tier family call bus breakfast
classroom team meeting huddle notes next step owner due adopt adapt abandon because we think that if then
more fewer than expected the of and to in with for on by from was were are will not yet still`

// How gen.py draws: the mean place of the writer, how far back the page, the
// logarithm of the words in a text, the milliseconds between two changes.
const (
	kitWriterMean = 12
	kitPageMean   = 200
	kitWordsMu    = 3.25
	kitWordsSigma = 0.65
	kitLeastWords = 3
	kitLeastPause = 500
	kitMostPause  = 120_000
)

// NewKit founds a space with so many logs: the root's auth log, and data logs.
func NewKit(seed int64, logs int) *Kit {
	rng := NewRand(seed)
	k := &Kit{Space: NewSpace(rng, improve.NetworkSpace), rng: rng, words: strings.Fields(kitWords)}
	k.writers, k.named = map[string]int{}, map[string]*kitPage{}
	k.logs = append(k.logs, k.Space.Log(k.Space.Root, improve.Data))
	for len(k.logs) < logs-1 {
		d := NewDevice(rng)
		k.Space.Grant(k.Space.Root, d, improve.Member)
		k.logs = append(k.logs, k.Space.Log(d, improve.Data))
	}
	return k
}

// Auth gives what the auth log got since it was asked last.
func (k *Kit) Auth() improve.Segment { return k.Space.Log(k.Space.Root, improve.Auth).Seal() }

// Write writes so many events and hands them over in pieces of the size of an
// exchange's, each log's in order; nothing waits when it returns.
func (k *Kit) Write(events int, take func(improve.Segment)) {
	for range events {
		log := k.logs[min(int(k.rng.ExpFloat64()*kitWriterMean), len(k.logs)-1)]
		k.write(log)
		if log.size() >= improve.SegmentBytes {
			take(log.Seal())
		}
	}
	for _, log := range k.logs {
		if log.Pending() > 0 {
			take(log.Seal())
		}
	}
}

// write appends one event of the kinds and weights of gen.py.
func (k *Kit) write(log *Log) {
	k.Space.stamp += improve.HLC(kitLeastPause+k.rng.IntN(kitMostPause-kitLeastPause)) << 16
	roll := k.rng.IntN(100)
	page := k.page(roll >= 55 && roll < 75)
	h := improve.Header{
		Type: improve.SetEvent, Stamp: k.Space.stamp | improve.HLC(k.rng.IntN(4)),
		Object: page.id, Kind: page.kind, Access: k.Space.grants[log.Device.ID],
	}
	fields := KitFields()
	switch {
	case roll < 75: // field.set 55, item.create 20
		k.set(log, page, h, fields[k.rng.IntN(len(fields))], k.text())
	case roll < 83: // list.insert 8
		h.Field, h.Row = "rows", k.Space.RowID()
		log.WriteValue(h, improve.CellsValue(map[improve.FieldKey]string{"text": k.text(), improve.RowPosition: "i"}))
	case roll < 91: // comment.add 8
		h.Type, h.Row = improve.CommentEvent, k.Space.RowID()
		log.WriteValue(h, improve.TextValue(k.text()))
	case roll < 97: // measure.point 6
		k.set(log, page, h, "point", k.text())
	default: // item.delete 3, with its reason
		k.set(log, page, h, "reason", k.text())
	}
}

// set writes a register over the write of it that stands.
func (k *Kit) set(log *Log, page *kitPage, h improve.Header, field improve.FieldKey, text string) {
	h.Field = field
	if before, ok := page.last[field]; ok {
		h.Over = []improve.Dot{before}
	}
	page.last[field] = log.WriteValue(h, improve.TextValue(text))
}

// page gives one of the latest pages, or a new one.
func (k *Kit) page(fresh bool) *kitPage {
	if !fresh && len(k.pages) > 0 {
		return k.pages[max(0, len(k.pages)-1-int(k.rng.ExpFloat64()*kitPageMean))]
	}
	kinds := Kinds()
	p := &kitPage{id: k.Space.ArtifactID(), kind: kinds[k.rng.IntN(len(kinds))], last: map[improve.FieldKey]improve.Dot{}}
	k.pages = append(k.pages, p)
	return p
}

func (k *Kit) text() string {
	picked := make([]string, max(kitLeastWords, int(math.Exp(kitWordsMu+kitWordsSigma*k.rng.NormFloat64()))))
	for i := range picked {
		picked[i] = k.words[k.rng.IntN(len(k.words))]
	}
	return strings.Join(picked, " ")
}

// KitFields gives the fields that the kit's edits write, as in gen.py.
func KitFields() []improve.FieldKey {
	return []improve.FieldKey{improve.TitleKey, "aim", "text", "owner", "due", "status", "value"}
}
