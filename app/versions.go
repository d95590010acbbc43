package app

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// oneVersion is how long somebody may pause while they change a page and it
// still counts as one version: the form writes at each pause in typing. Who
// comes back later has thought about it, and may want to go back to before.
const oneVersion = 2 * time.Minute

// mostVersions is how many versions of a page are told apart, the latest:
// further back nobody looks, and each keeps all texts of the page.
const mostVersions = 500

// Version is a page as it stood after somebody had changed it.
type Version struct {
	Number  int // from 1, the first
	Page    improve.ArtifactID
	At      time.Time // of its last change
	By      string    // who
	Device  improve.DeviceID
	Changed []improve.FieldKey
	Linked  []improve.RelName // relations of which links were added or taken away
	Why     string            // as whoever changed it said; "" when nobody did
	Back    int               // the number of the version that it went back to; 0 where it went on

	Fields map[improve.FieldKey]string
	Rows   map[improve.FieldKey][]map[improve.FieldKey]string
	Erased []improve.FieldKey // of what was erased for good since
}

// Versions gives how a page stood after each change, the oldest first. What
// somebody had no right to write is left out, and so is what Cairn keeps for itself.
func (j *Journal) Versions(ctx context.Context, id improve.ArtifactID) ([]Version, error) {
	page, err := j.store.Artifact(ctx, id)
	if err != nil {
		return nil, err
	}
	entries, err := j.store.History(ctx, id)
	if err != nil {
		return nil, err
	}
	story := pageStory{kind: j.catalog.Kind(page.Kind), page: id, values: map[improve.RegisterKey]improve.HistoryEntry{}}
	names := map[improve.LogID]string{}
	for _, entry := range entries {
		if !story.tells(entry) {
			continue
		}
		if _, known := names[entry.Dot.Log]; !known {
			if names[entry.Dot.Log], err = j.AuthorName(ctx, entry.Dot); err != nil {
				return nil, err
			}
		}
		story.take(entry, names[entry.Dot.Log])
	}
	story.close()
	return story.versions, nil
}

// pageStory folds the changes of a page one after the other.
type pageStory struct {
	kind     *improve.Kind
	page     improve.ArtifactID
	values   map[improve.RegisterKey]improve.HistoryEntry
	versions []Version
	count    int
}

// tells leaves out comments, what did not count, and what Cairn keeps for itself.
func (s *pageStory) tells(entry improve.HistoryEntry) bool {
	switch {
	case !entry.Counts:
		return false
	case entry.Type == improve.LinkEvent, wentBack(entry):
		return true
	case entry.Type != improve.SetEvent || strings.HasPrefix(string(entry.Field), "~"):
		return false
	case s.kind == nil || entry.Field == improve.RevisionsKey:
		return true
	}
	field, ok := s.kind.Field(entry.Field)
	return !ok || !field.Hidden
}

// wentBack tells that what follows brings an earlier version back.
func wentBack(entry improve.HistoryEntry) bool {
	return entry.Type == improve.SetEvent && entry.Field == improve.BackKey
}

func (s *pageStory) take(entry improve.HistoryEntry, by string) {
	if wentBack(entry) { // in the same sitting too, so that what was left stays a version
		s.begin(entry, by)
		s.versions[len(s.versions)-1].Back = s.numberAt(entry.Value)
		return
	}
	last := len(s.versions) - 1
	if entry.Type == improve.SetEvent && entry.Field == improve.RevisionsKey {
		if last >= 0 && s.versions[last].Device == entry.Device {
			s.versions[last].Why = entry.Value.Cells[improve.RevisionWhy]
		}
		return
	}
	if last < 0 || s.versions[last].Device != entry.Device || entry.At.Sub(s.versions[last].At) > oneVersion || s.versions[last].Why != "" {
		s.begin(entry, by)
		last = len(s.versions) - 1
	}
	version := &s.versions[last]
	version.At = entry.At
	if entry.Type == improve.LinkEvent {
		if !slices.Contains(version.Linked, entry.Rel) {
			version.Linked = append(version.Linked, entry.Rel)
		}
		return
	}
	if !slices.Contains(version.Changed, entry.Field) {
		version.Changed = append(version.Changed, entry.Field)
	}
	s.values[improve.RegisterKey{Field: entry.Field, ID: entry.Row}] = entry
}

func (s *pageStory) begin(entry improve.HistoryEntry, by string) {
	s.close()
	s.count++
	s.versions = append(s.versions, Version{Number: s.count, Page: s.page, By: by, Device: entry.Device, At: entry.At})
	if over := len(s.versions) - mostVersions; over > 0 {
		s.versions = slices.Delete(s.versions, 0, over)
	}
}

// numberAt finds a version by its time; 0 where what came from others since has
// split it. Where a whole diagram went back it is the one that stood by then.
func (s *pageStory) numberAt(back improve.Value) int {
	stood := 0
	for _, version := range s.versions {
		at := versionTime(version.At)
		if at == back.Text {
			return version.Number
		}
		if at <= back.Cells[backVersion] {
			stood = version.Number
		}
	}
	return stood
}

// close keeps in the last version how the page stands now.
func (s *pageStory) close() {
	if len(s.versions) == 0 {
		return
	}
	version := &s.versions[len(s.versions)-1]
	version.Fields, version.Rows = map[improve.FieldKey]string{}, map[improve.FieldKey][]map[improve.FieldKey]string{}
	rows := map[improve.FieldKey][]improve.HistoryEntry{}
	for key, entry := range s.values {
		switch {
		case entry.Erased && !slices.Contains(version.Erased, key.Field):
			version.Erased = append(version.Erased, key.Field)
		case entry.Erased || entry.Value.IsZero():
		case key.ID != improve.RowID{}:
			rows[key.Field] = append(rows[key.Field], entry)
		case entry.Value.Cells != nil:
			maps.Copy(version.Fields, entry.Value.Cells)
		default:
			version.Fields[key.Field] = entry.Value.Text
		}
	}
	slices.Sort(version.Erased)
	for field, entries := range rows {
		slices.SortFunc(entries, func(x, y improve.HistoryEntry) int {
			return cmp.Or(cmp.Compare(x.Value.Cells[improve.RowPosition], y.Value.Cells[improve.RowPosition]), cmp.Compare(string(x.Row[:]), string(y.Row[:])))
		})
		for _, entry := range entries {
			cells := maps.Clone(entry.Value.Cells)
			delete(cells, improve.RowPosition)
			version.Rows[field] = append(version.Rows[field], cells)
		}
	}
}

// GoBack writes a page as it stood in one of its versions: a new version, so
// that nothing is lost. What was erased for good since stays away; links stay
// as they are.
func (j *Journal) GoBack(ctx context.Context, id improve.ArtifactID, number int) error {
	versions, err := j.Versions(ctx, id)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(versions, func(v Version) bool { return v.Number == number })
	if at < 0 {
		return &improve.Error{Code: improve.NotFound, Message: "There is no such version of this page.", Hint: "Choose one from its history."}
	}
	page, err := j.store.Artifact(ctx, id)
	if err != nil {
		return err
	}
	edits, err := j.EditsFor(page, wayBack(versions[len(versions)-1], versions[at]))
	if err != nil || len(edits) == 0 {
		return err
	}
	return j.update(ctx, func(b *batch) error {
		a, kind, err := b.editable(id)
		if err != nil {
			return err
		}
		edits = withReason(kind, a, edits)
		if err := b.ownText(a, improve.BackKey, versionTime(versions[at].At)); err != nil {
			return err
		}
		return b.edit(id, clean(edits))
	})
}

// withReason takes the reason that stands there along where a state goes back:
// it is the one of that state again.
func withReason(kind *improve.Kind, a improve.Artifact, edits []improve.Edit) []improve.Edit {
	if kind.Course == nil || slices.ContainsFunc(edits, func(e improve.Edit) bool { return e.Field == kind.Course.Reason }) {
		return edits
	}
	reason := a.Register(kind.Course.Reason, improve.RowID{})
	return append(edits, improve.Edit{Field: kind.Course.Reason, Value: improve.TextValue(a.Text(kind.Course.Reason)), Over: reason.Dots()})
}

// wayBack gives the fields and lists in which a version differs from the latest.
func wayBack(now, then Version) Filled {
	filled := Filled{Fields: map[improve.FieldKey]string{}, Rows: map[improve.FieldKey][]map[improve.FieldKey]string{}}
	for key := range unionOf(now.Fields, then.Fields) {
		if now.Fields[key] != then.Fields[key] && !slices.Contains(then.Erased, key) {
			filled.Fields[key] = then.Fields[key]
		}
	}
	for key := range unionOf(now.Rows, then.Rows) {
		if !slices.EqualFunc(now.Rows[key], then.Rows[key], maps.Equal) && !slices.Contains(then.Erased, key) {
			filled.Rows[key] = then.Rows[key]
		}
	}
	return filled
}

func unionOf[V any](x, y map[improve.FieldKey]V) map[improve.FieldKey]bool {
	keys := map[improve.FieldKey]bool{}
	for key := range x {
		keys[key] = true
	}
	for key := range y {
		keys[key] = true
	}
	return keys
}

// SayWhy keeps the reason for the latest changes of a page, with the day.
func (j *Journal) SayWhy(ctx context.Context, id improve.ArtifactID, why string) error {
	_, err := j.AddRow(ctx, id, improve.RevisionsKey, map[improve.FieldKey]string{
		improve.RevisionDate: j.clock.Now().Format(improve.DateLayout), improve.RevisionWhy: why,
	})
	return err
}
