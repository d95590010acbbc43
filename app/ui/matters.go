package ui

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// Kinds of what a leadership team keeps an eye on.
const (
	rockKind    improve.KindName = "rock"
	barrierKind improve.KindName = "barrier"
)

// How urgent something is that somebody keeps an eye on; the smaller comes first.
const (
	matterLate   = iota // a 45-day task that is late or off track
	matterUntold        // a barrier that is gone, and whoever raised it does not know
	matterInWay         // a barrier
	matterGoing         // a 45-day task that goes well
)

// matter is a 45-day task or a barrier that is not closed yet.
type matter struct {
	ID    improve.ArtifactID
	Kind  improve.KindName
	Title string
	Who   string // who does it or sees to it
	State string // in words
	Age   string // "12 days left", "open for 40 days", "not told back yet"
	From  string // who raised it
	Rank  int
	day   string // by which those of one rank are sorted
	Mine  bool
	Soon  bool // its last day is within a week
}

// soonDays is how many days before its end a 45-day task stands among its
// owner's next steps: one weekly meeting.
const soonDays = 7

// matters gives the 45-day tasks and barriers that are not closed, the most urgent first.
func (p *Program) matters(shelf *shelved) []matter {
	var all []matter
	for _, a := range shelf.parts {
		switch a.Kind {
		case rockKind:
			all = append(all, p.rockMatter(a)...)
		case barrierKind:
			all = append(all, p.barrierMatter(a)...)
		}
	}
	slices.SortStableFunc(all, func(x, y matter) int { return cmp.Or(cmp.Compare(x.Rank, y.Rank), cmp.Compare(x.day, y.day)) })
	return all
}

// matterOf says what both have.
func (p *Program) matterOf(a improve.Artifact) matter {
	kind := p.journal.Catalog().Kind(a.Kind)
	return matter{
		ID: a.ID, Kind: a.Kind, Title: a.Title(), Who: a.Text("owner"), Mine: isMine(a.Text("owner"), p.me),
		State: p.optionWords(a, kind.Course.State), Age: courseAge(kind.Course, a, p.now()),
	}
}

func (p *Program) rockMatter(a improve.Artifact) []matter {
	state := a.Text("state")
	if p.journal.Catalog().Kind(rockKind).Course.Ended(state) {
		return nil
	}
	m := p.matterOf(a)
	m.Rank, m.day = matterGoing, cmp.Or(a.Text("due"), "9999")
	today := p.now()
	if m.day < today.Format(isoDate) || state == "off" {
		m.Rank = matterLate
	}
	m.Soon = m.day <= today.AddDate(0, 0, soonDays).Format(isoDate)
	return []matter{m}
}

func (p *Program) barrierMatter(a improve.Artifact) []matter {
	course := p.journal.Catalog().Kind(barrierKind).Course
	m := p.matterOf(a)
	m.From = a.Text("raised_by")
	m.Rank, m.day = matterInWay, openSince(course, a).Format(isoDate)
	if course.Ended(a.Text(course.State)) {
		if a.Text(course.TellBack) == "yes" || m.From == "" {
			return nil
		}
		m.Rank, m.Age = matterUntold, T("course.untold", "not told back yet")
	}
	return []matter{m}
}

// openSince gives the day from which the age of something is counted: the one
// that somebody wrote, or that on which it was recorded.
func openSince(course *improve.Course, a improve.Artifact) time.Time {
	if since, err := time.Parse(improve.DateLayout, a.Text(course.Since)); err == nil {
		return since
	}
	made := a.Created.Time()
	return time.Date(made.Year(), made.Month(), made.Day(), 0, 0, 0, 0, time.UTC)
}

// matterSteps gives what of this waits for the user: their own 45-day tasks
// that are late, off track or soon due, and the barriers that they see to.
func matterSteps(matters []matter) []nextStep {
	var steps []nextStep
	for _, m := range matters {
		step := nextStep{Due: dueTest, Sub: dotted(m.State, m.Age), Route: artifactRoute(m.ID)}
		switch {
		case !m.Mine, m.Rank == matterGoing && !m.Soon:
			continue
		case m.Rank == matterUntold:
			step.Icon, step.Title = "warning", T("home.steps.tell", "Tell %s what became of it: %s", m.From, m.Title)
			step.Button, step.Route = T("home.steps.tell.button", "Told?"), fieldRoute(m.ID, "told_back")
		case m.Rank == matterInWay:
			step.Icon, step.Title, step.Button = "warning", T("home.steps.barrier", "You see to it: %s", m.Title), T("home.steps.barrier.button", "Open")
		default:
			step.Icon, step.Title, step.Button = "project", T("home.steps.rock", "Your 45-day task: %s", m.Title), T("home.steps.rock.button", "Open")
			if m.Rank == matterLate {
				step.Due = dueNow
			}
		}
		steps = append(steps, step)
	}
	return steps
}

// againSteps reminds of pages that somebody means to look at once more: those
// that the user answers for or, where nobody is named, wrote.
func (p *Program) againSteps(ctx context.Context, shelf *shelved) ([]nextStep, error) {
	var steps []nextStep
	today := p.now().Format(isoDate)
	for _, a := range shelf.parts {
		kind := p.journal.Catalog().Kind(a.Kind)
		if kind == nil || kind.Again == nil {
			continue
		}
		day := kind.LooksAgain(a)
		if day == "" || day > today {
			continue
		}
		mine, err := p.answersFor(ctx, a)
		if err != nil {
			return nil, err
		}
		if mine {
			steps = append(steps, nextStep{
				Due: dueTest, Icon: p.iconOf(a.Kind), Title: T("home.steps.again", "Look at it again: %s", headline(p.journal.Catalog(), a)),
				Sub: dotted(p.kindTitleIn(a.Space, kind), T("home.steps.again.day", "for %s", dayWords(day))), Button: T("home.steps.again.button", "Look"), Route: fieldRoute(a.ID, kind.Again.Day),
			})
		}
	}
	return steps, nil
}

// answersFor tells whether a page is the user's to look after: they are named
// on it or, where nobody is, they wrote it.
func (p *Program) answersFor(ctx context.Context, a improve.Artifact) (bool, error) {
	if owner := a.Text("owner"); owner != "" {
		return isMine(owner, p.me), nil
	}
	log, known, err := p.journal.Store().LogByID(ctx, a.Author.Log)
	return known && log.Device == p.journal.Device(), err
}
