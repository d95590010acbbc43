package app

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// theoryThen is all pages of a theory as they stood at one time, those that
// were put away too.
type theoryThen struct {
	project improve.ArtifactID
	pages   map[improve.ArtifactID]*improve.Artifact
	member  map[improve.ArtifactID]bool // part of the project, put away or not
}

// shows tells whether a page stood in the diagram.
func (t theoryThen) shows(page *improve.Artifact) bool {
	return inTheory(page.Kind) && t.member[page.ID] && !page.Retired()
}

// at folds the first events of a story.
func (s *TheoryStory) at(end int) theoryThen {
	then := theoryThen{project: s.Project, pages: map[improve.ArtifactID]*improve.Artifact{}}
	for _, e := range s.events[:end] {
		then.apply(e)
	}
	then.member = s.members(then.pages)
	return then
}

func (t theoryThen) apply(e pastEvent) {
	id := e.Event.Header.Object
	page := t.pages[id]
	if page == nil {
		fresh := improve.NewArtifact(id, e.Space)
		page = &fresh
		t.pages[id] = page
	}
	page.Apply(e.Event)
}

func (s *TheoryStory) members(pages map[improve.ArtifactID]*improve.Artifact) map[improve.ArtifactID]bool {
	return membersOf(s.catalog, s.Project, s.ids, func(id improve.ArtifactID) (improve.Artifact, bool) {
		page := pages[id]
		if page == nil {
			return improve.Artifact{}, false
		}
		return *page, true
	})
}

// membersOf tells which pages are part of a project: what says so, and what is
// tied to those and says of no project. What was put away still holds what hangs on it.
func membersOf(catalog *improve.Catalog, project improve.ArtifactID, ids []improve.ArtifactID, find func(improve.ArtifactID) (improve.Artifact, bool)) map[improve.ArtifactID]bool {
	below := map[improve.ArtifactID][]improve.ArtifactID{}
	for _, id := range ids {
		page, here := find(id)
		if !here {
			continue
		}
		if own := page.LinkedTo(projectRel); len(own) > 0 {
			if slices.Contains(own, project) {
				below[project] = append(below[project], id)
			}
			continue
		}
		kind := catalog.Kind(page.Kind)
		for _, link := range page.Links() {
			if rel, known := kind.Rel(link.Rel); known && !rel.Loose {
				below[link.Target] = append(below[link.Target], id)
			}
		}
	}
	member := map[improve.ArtifactID]bool{}
	for next := []improve.ArtifactID{project}; len(next) > 0; next = next[1:] {
		for _, id := range below[next[0]] {
			if !member[id] {
				member[id] = true
				next = append(next, id)
			}
		}
	}
	return member
}

// ofTheory tells whether a field says what a team believes. How far an idea has
// come, here and elsewhere, is what happened: it goes with the tests.
func ofTheory(kind *improve.Kind, key improve.FieldKey) bool {
	field, ok := kind.Field(key)
	if !ok || field.Hidden || key == sitesList || kind.Whole != "" {
		return false
	}
	if course := kind.Course; course != nil && (key == course.State || key == course.Moves || key == course.Reason) {
		return false
	}
	return kind.Again == nil || key != kind.Again.Day && key != kind.Again.Done
}

// toldOf tells whether a change of a field is told: the theory, and how far an idea has come.
func toldOf(kind *improve.Kind, key improve.FieldKey) bool {
	return ofTheory(kind, key) || kind.Course != nil && key == kind.Course.State
}

// theoryBackCells are the cells of a BackKey that speaks of a whole diagram;
// docs/PROTOCOL.md says what they hold.
const (
	backProject improve.FieldKey = "project"
	backVersion improve.FieldKey = "version"
)

// teller goes through the events of a story and makes versions of them.
type teller struct {
	story *TheoryStory
	names map[improve.LogID]string
	now   theoryThen
	last  map[improve.ArtifactID]stand // as of the last version

	open    bool // a sitting has begun
	count   int
	current TheoryVersion
	touched map[improve.ArtifactID]bool
	since   map[improve.DeviceID]bool // who wrote something after going back
	back    sameBack
	whys    map[improve.ArtifactID]int // number of the version that changed a page last
}

// sameBack names one going back, which marks each page that it changes.
type sameBack struct {
	device improve.DeviceID
	to     string
}

// tell makes the versions.
func (s *TheoryStory) tell(names map[improve.LogID]string) {
	t := &teller{
		story: s, names: names, last: map[improve.ArtifactID]stand{}, touched: map[improve.ArtifactID]bool{}, whys: map[improve.ArtifactID]int{},
		now: theoryThen{project: s.Project, pages: map[improve.ArtifactID]*improve.Artifact{}},
	}
	for i, e := range s.events {
		t.take(i, e)
	}
	t.close(len(s.events))
}

// take sorts an event into the sitting that it belongs to, and folds it.
func (t *teller) take(at int, e pastEvent) {
	header := e.Event.Header
	kind := t.story.catalog.Kind(header.Kind)
	if kind == nil || !inTheory(header.Kind) {
		t.now.apply(e)
		return
	}
	when := header.Stamp.Time()
	switch {
	case header.Type == improve.SetEvent && header.Field == improve.BackKey:
		t.wentBack(at, e, when)
	case header.Type == improve.SetEvent && header.Field == improve.RevisionsKey:
		t.now.apply(e)
		t.say(header.Object, improve.DecodeValue(e.Event.Body).Cells[improve.RevisionWhy])
		return
	case header.Type == improve.LinkEvent,
		header.Type == improve.SetEvent && (header.Field == improve.RetiredKey || toldOf(kind, header.Field)):
		if !t.open || when.Sub(t.current.At) > oneVersion {
			t.close(at)
			t.begin()
		}
		t.current.At = when
		t.touched[header.Object] = true
		t.since[e.Device] = true
		t.by(e)
	}
	t.now.apply(e)
}

// wentBack begins a version of its own, so that what was left stays one. All
// marks of one going back come before what it changes.
func (t *teller) wentBack(at int, e pastEvent, when time.Time) {
	value := improve.DecodeValue(e.Event.Body)
	back := sameBack{device: e.Device, to: cmp.Or(value.Cells[backVersion], value.Text)}
	if t.open && t.back == back && !t.since[e.Device] {
		return
	}
	t.close(at)
	t.begin()
	t.back, t.current.At = back, when
	if value.Cells[backProject] == t.story.Project.String() {
		t.current.Back = t.story.stoodAt(value.Cells[backVersion])
	}
}

// stoodAt gives the number of the version that a time belongs to.
func (s *TheoryStory) stoodAt(at string) int {
	for _, version := range s.Versions {
		if versionTime(version.At) >= at {
			return version.Number
		}
	}
	return 0
}

func (t *teller) begin() {
	t.open, t.current, t.back = true, TheoryVersion{}, sameBack{}
	t.touched, t.since = map[improve.ArtifactID]bool{}, map[improve.DeviceID]bool{}
}

func (t *teller) by(e pastEvent) {
	if !slices.ContainsFunc(t.current.By, func(a TheoryAuthor) bool { return a.Device == e.Device }) {
		t.current.By = append(t.current.By, TheoryAuthor{Name: t.names[e.Event.Log], Device: e.Device})
	}
}

// say keeps a reason with the version that changed its page last.
func (t *teller) say(page improve.ArtifactID, why string) {
	if why == "" {
		return
	}
	version := &t.current
	if !t.touched[page] || !t.open {
		at := slices.IndexFunc(t.story.Versions, func(v TheoryVersion) bool { return v.Number == t.whys[page] })
		if at < 0 {
			return
		}
		version = &t.story.Versions[at]
	}
	if !slices.Contains(version.Why, why) {
		version.Why = append(version.Why, why)
	}
}

// close ends a sitting with what it changed; one that changed nothing is no version.
func (t *teller) close(end int) {
	if !t.open {
		return
	}
	t.open = false
	t.now.member = t.story.members(t.now.pages)
	after := maps.Clone(t.last)
	for _, id := range t.story.ids {
		page := t.now.pages[id]
		if page == nil {
			continue
		}
		if t.touched[id] {
			after[id] = standOf(t.story.catalog.Kind(page.Kind), *page)
		}
		if stand, here := after[id]; here {
			stand.member = t.now.member[id]
			after[id] = stand
		}
	}
	t.current.Changes = changesBetween(t.story.ids, t.last, after)
	t.last = after
	if len(t.current.Changes) == 0 {
		return
	}
	t.count++
	t.current.Number, t.current.end = t.count, end
	for _, change := range t.current.Changes {
		t.whys[change.Page] = t.count
	}
	t.story.Versions = append(t.story.Versions, t.current)
	if over := len(t.story.Versions) - mostTheoryVersions; over > 0 {
		t.story.Versions = slices.Delete(t.story.Versions, 0, over)
	}
}

// stand is what a version compares of a page.
type stand struct {
	kind   improve.KindName
	title  string
	fields map[improve.FieldKey]string
	rows   map[improve.FieldKey][]improve.Row
	links  []improve.Link
	away   bool
	member bool
}

func standOf(kind *improve.Kind, page improve.Artifact) stand {
	s := stand{kind: page.Kind, title: page.Title(), away: page.Retired(), links: page.Links(), fields: map[improve.FieldKey]string{}, rows: map[improve.FieldKey][]improve.Row{}}
	for _, field := range kind.Fields() {
		switch {
		case !toldOf(kind, field.Key) || field.Key == improve.TitleKey:
		case field.Type == improve.Rows:
			s.rows[field.Key] = page.Rows(field.Key)
		default:
			s.fields[field.Key] = page.Text(field.Key)
		}
	}
	return s
}

// changesBetween tells what differs, page by page, the oldest page first.
func changesBetween(ids []improve.ArtifactID, before, after map[improve.ArtifactID]stand) []TheoryChange {
	var changes []TheoryChange
	for _, id := range ids {
		was, now := before[id], after[id]
		stood, stands := was.member && !was.away, now.member && !now.away
		change := TheoryChange{Page: id, Kind: now.kind, Title: cmp.Or(now.title, was.title)}
		switch {
		case !stood && stands && was.away:
			changes = append(changes, change.as(TheoryBrought))
			changes = append(changes, change.texts(was, now)...)
			changes = append(changes, change.lines(was, now, after)...)
		case !stood && stands:
			changes = append(changes, change.as(TheoryAdded))
		case stood && !stands && now.away:
			changes = append(changes, change.as(TheoryPutAway))
		case stood && !stands:
			changes = append(changes, change.as(TheoryTaken))
		case stood:
			changes = append(changes, change.texts(was, now)...)
			changes = append(changes, change.lines(was, now, after)...)
		}
	}
	return changes
}

func (c TheoryChange) as(act TheoryAct) TheoryChange {
	c.Act = act
	return c
}

// texts tells which words of a page differ.
func (c TheoryChange) texts(was, now stand) []TheoryChange {
	var changes []TheoryChange
	if was.title != now.title {
		reworded := c.as(TheoryReworded)
		reworded.Before = was.title
		changes = append(changes, reworded)
	}
	var fields []improve.FieldKey
	for key, text := range now.fields {
		if text != was.fields[key] {
			fields = append(fields, key)
		}
	}
	for key, rows := range now.rows {
		if !slices.EqualFunc(rows, was.rows[key], sameRowAs) {
			fields = append(fields, key)
		}
	}
	if len(fields) > 0 {
		slices.Sort(fields)
		changed := c.as(TheoryChanged)
		changed.Fields = fields
		changes = append(changes, changed)
	}
	return changes
}

func sameRowAs(x, y improve.Row) bool {
	return x.ID == y.ID && x.Position == y.Position && maps.Equal(x.Cells, y.Cells)
}

// lines tells which lines of a page within the theory came or went.
func (c TheoryChange) lines(was, now stand, all map[improve.ArtifactID]stand) []TheoryChange {
	var changes []TheoryChange
	tell := func(act TheoryAct, from, other []improve.Link) {
		for _, link := range from {
			target, within := all[link.Target]
			if !within || slices.ContainsFunc(other, func(l improve.Link) bool { return l.Rel == link.Rel && l.Target == link.Target }) {
				continue
			}
			line := c.as(act)
			line.Rel, line.Target, line.To = link.Rel, link.Target, target.title
			changes = append(changes, line)
		}
	}
	tell(TheoryLinked, now.links, was.links)
	tell(TheoryUnlinked, was.links, now.links)
	slices.SortStableFunc(changes, func(x, y TheoryChange) int { return strings.Compare(string(x.Rel), string(y.Rel)) })
	return changes
}
