package app

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// Bounds of the story of a theory: far more than a project comes to in years,
// and little enough to be told at once.
const (
	mostTheoryPages    = 1000
	mostTheoryVersions = 500 // the latest; numbers go on counting
)

// TheoryVersion is the driver diagram of a project as it stood after a sitting
// in which people changed it.
type TheoryVersion struct {
	Number  int // from 1, the first
	At      time.Time
	By      []TheoryAuthor // everybody who changed something, in the order in which they began
	Changes []TheoryChange
	Why     []string // as those who changed the pages said
	Back    int      // the number of the version that it went back to; 0 where it went on

	end int // how many events had come by then
}

// TheoryAuthor is somebody who changed a diagram.
type TheoryAuthor struct {
	Name   string
	Device improve.DeviceID
}

// TheoryAct says what became of a page of a diagram.
type TheoryAct string

// The acts. A page that came in or went says nothing else of itself.
const (
	TheoryAdded    TheoryAct = "added"
	TheoryTaken    TheoryAct = "taken-away" // it belongs to the project no more
	TheoryPutAway  TheoryAct = "put-away"
	TheoryBrought  TheoryAct = "brought-back"
	TheoryReworded TheoryAct = "reworded" // its headline
	TheoryChanged  TheoryAct = "changed"  // other fields of it
	TheoryLinked   TheoryAct = "linked"   // a line to another page
	TheoryUnlinked TheoryAct = "unlinked"
)

// TheoryChange is what one version changed about one page.
type TheoryChange struct {
	Act    TheoryAct
	Page   improve.ArtifactID
	Kind   improve.KindName
	Title  string             // as it was then
	Before string             // of what was reworded: the headline before
	Fields []improve.FieldKey // of what was changed
	Rel    improve.RelName    // of a line
	Target improve.ArtifactID // of a line: where it leads
	To     string             // of a line: the headline there
}

// TheoryStory is how the driver diagram of a project stood over time, read in
// one look. It does not change; it is safe for use by several goroutines.
type TheoryStory struct {
	Project  improve.ArtifactID
	Versions []TheoryVersion // the oldest first

	catalog *improve.Catalog
	ids     []improve.ArtifactID
	events  []pastEvent
}

// Kinds of a theory: the boxes of the diagram and the belief in one sentence.
// Causes are no part of it, but a driver may belong to the project by its cause.
const causeKind improve.KindName = "fishbone-cause"

var theoryKinds = [...]improve.KindName{"aim", "driver", "change-idea", "theory-of-action"}

// inTheory tells whether pages of a kind are part of a theory.
func inTheory(kind improve.KindName) bool { return slices.Contains(theoryKinds[:], kind) }

// TheoryStory reads how the driver diagram of a project came to be: the aims,
// what must change, the ideas and what the team believes, with the lines between
// them and what was put away. It is worked out of what was recorded of the pages,
// those that left the project too. What is not in it: comments, how far an idea
// has come elsewhere, photos, and what somebody had no right to write. Of a
// project that moved it is the story until then; the page in its place has its own.
func (j *Journal) TheoryStory(ctx context.Context, project improve.ArtifactID) (*TheoryStory, error) {
	page, err := j.store.Artifact(ctx, project)
	if err != nil {
		return nil, err
	}
	if page.Kind != projectKind {
		return nil, &improve.Error{Code: improve.Invalid, Message: "Only a project has a driver diagram.", Hint: "Name the project that it belongs to."}
	}
	pages, err := j.theoryEver(page, func(q improve.Query) ([]improve.Artifact, error) { return j.store.Artifacts(ctx, q) })
	if err != nil {
		return nil, err
	}
	story := &TheoryStory{Project: project, catalog: j.catalog}
	for _, page := range pages {
		story.ids = append(story.ids, page.ID)
	}
	past, err := j.store.Past(ctx, story.ids)
	if err != nil {
		return nil, err
	}
	story.events = inTime(past)
	if _, gone := page.MovedTo(); gone {
		story.events = untilMoved(story.events)
	}
	names, err := j.namesOf(ctx, story.events)
	if err != nil {
		return nil, err
	}
	story.tell(names)
	return story, nil
}

// theoryEver gives the pages that are or once were part of a project's theory,
// the oldest first: those that are tied to it, or to one of them, or were once.
func (j *Journal) theoryEver(project improve.Artifact, read func(improve.Query) ([]improve.Artifact, error)) ([]improve.Artifact, error) {
	all, err := read(improve.Query{Kinds: append([]improve.KindName{causeKind}, theoryKinds[:]...), Retired: true, Replaced: true, Order: improve.ByCreated, Limit: everything})
	if err != nil {
		return nil, err
	}
	below := map[improve.ArtifactID][]int{}
	_, gone := project.MovedTo()
	for at, page := range all {
		if _, moved := page.MovedTo(); moved && !gone {
			continue
		}
		for _, link := range page.LinksEver() {
			if !j.loose(page.Kind, link.Rel) {
				below[link.Target] = append(below[link.Target], at)
			}
		}
	}
	taken := make([]bool, len(all))
	for next := []improve.ArtifactID{project.ID}; len(next) > 0; next = next[1:] {
		for _, at := range below[next[0]] {
			if !taken[at] {
				taken[at] = true
				next = append(next, all[at].ID)
			}
		}
	}
	var pages []improve.Artifact
	for at, page := range all {
		if taken[at] {
			pages = append(pages, page)
		}
	}
	if len(pages) > mostTheoryPages {
		return nil, &improve.Error{
			Code: improve.Invalid, Message: fmt.Sprintf("This theory has %d pages; its versions are told up to %d.", len(pages), mostTheoryPages),
			Hint: "Look at the versions of its pages instead.",
		}
	}
	return pages, nil
}

// untilMoved gives what came before the first page moved elsewhere: with it all
// of them were put away, which nobody chose.
func untilMoved(events []pastEvent) []pastEvent {
	at := slices.IndexFunc(events, func(e pastEvent) bool {
		return e.Event.Header.Type == improve.SetEvent && e.Event.Header.Field == improve.MovedKey
	})
	if at < 0 {
		return events
	}
	return events[:at]
}

// pastEvent is an event in its place in time.
type pastEvent struct {
	improve.PastEvent
	order improve.HLC // its stamp, or that of an earlier one of its log if that is later
}

// inTime sorts events as they happened. Those of one log stay in its order,
// whatever clock wrote them.
func inTime(past []improve.PastEvent) []pastEvent {
	slices.SortFunc(past, func(x, y improve.PastEvent) int { return x.Event.Dot().Compare(y.Event.Dot()) })
	events := make([]pastEvent, len(past))
	for i, p := range past {
		events[i] = pastEvent{PastEvent: p, order: p.Event.Header.Stamp}
		if i > 0 && past[i-1].Event.Log == p.Event.Log {
			events[i].order = max(events[i].order, events[i-1].order)
		}
	}
	slices.SortStableFunc(events, func(x, y pastEvent) int {
		switch {
		case x.order < y.order:
			return -1
		case x.order > y.order:
			return 1
		}
		return x.Event.Dot().Compare(y.Event.Dot())
	})
	return events
}

// namesOf gives who writes each log.
func (j *Journal) namesOf(ctx context.Context, events []pastEvent) (map[improve.LogID]string, error) {
	names := map[improve.LogID]string{}
	for _, e := range events {
		if _, known := names[e.Event.Log]; known {
			continue
		}
		name, err := j.DeviceName(ctx, e.Space, e.Device)
		if err != nil {
			return nil, err
		}
		names[e.Event.Log] = name
	}
	return names, nil
}

// version finds a version by its number.
func (s *TheoryStory) version(number int) (TheoryVersion, error) {
	at := slices.IndexFunc(s.Versions, func(v TheoryVersion) bool { return v.Number == number })
	if at < 0 {
		return TheoryVersion{}, &improve.Error{Code: improve.NotFound, Message: "There is no such version of this diagram.", Hint: "Choose one from its history."}
	}
	return s.Versions[at], nil
}

// Pages gives the pages that stood in a version as they were then, the oldest
// first: what was put away by then is left out. An *Error NotFound where there
// is no such version.
func (s *TheoryStory) Pages(number int) ([]improve.Artifact, error) {
	version, err := s.version(number)
	if err != nil {
		return nil, err
	}
	then := s.at(version.end)
	var pages []improve.Artifact
	for _, id := range s.ids {
		if page, here := then.pages[id]; here && then.shows(page) {
			pages = append(pages, *page)
		}
	}
	return pages, nil
}
