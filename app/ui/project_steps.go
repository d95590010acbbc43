package ui

import (
	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// The tabs of a project page, as they stand in its route.
const (
	tabOverview = "overview"
	tabCauses   = "causes"
	tabTheory   = "theory"
	tabTests    = "tests"
	tabNumbers  = "numbers"
	tabNotes    = "notes"
)

// projectRoute leads to a tab of a project's page.
func projectRoute(id improve.ArtifactID, tab string) Route {
	return Route{Screen: ProjectScreen, ID: id.String() + "/" + tab}
}

// workStep is one of the six steps of a project.
type workStep struct {
	Key    string // of kinds.Works
	Title  string
	Help   string
	Button string
	Done   bool
	Route  Route // where the button goes
}

// workSteps gives the six steps of a project and what to press for each.
func workSteps(book projectBook) []workStep {
	id := book.Project.ID
	own, done := app.NewLink{Rel: projectRel, Target: id}, app.WorkDone(book.all())
	return []workStep{
		{
			Key: kinds.WorkAim, Title: T("work.aim", "Say what you want to achieve"), Help: T("work.aim.help", "By when, who, will do what, from where they are now to the goal."),
			Button: T("work.aim.button", "Write the aim"), Done: done[kinds.WorkAim], Route: aimRoute(book, own),
		},
		{
			Key: kinds.WorkWhy, Title: T("work.why", "Find out why it happens"), Help: T("work.why.help", "Talk with students and families, and collect causes."),
			Button: T("work.why.button", "Look for causes"), Done: done[kinds.WorkWhy], Route: projectRoute(id, tabCauses),
		},
		{
			Key: kinds.WorkChange, Title: T("work.change", "Decide what must change"), Help: T("work.change.help", "Two to five large things, and ideas to try under them."),
			Button: T("work.change.button", "Say what must change"), Done: done[kinds.WorkChange], Route: projectRoute(id, tabTheory),
		},
		{
			Key: kinds.WorkKnow, Title: T("work.know", "Agree how you will know"), Help: T("work.know.help", "One or two numbers that you can count every week."),
			Button: T("work.know.button", "Choose a measure"), Done: done[kinds.WorkKnow], Route: projectRoute(id, tabNumbers),
		},
		{
			Key: kinds.WorkTest, Title: T("work.test", "Try something small"), Help: T("work.test.help", "One class, one student, one day. Write down first what you expect."),
			Button: T("work.test.button", "Plan a test"), Done: done[kinds.WorkTest], Route: projectRoute(id, tabTests),
		},
		{
			Key: kinds.WorkNext, Title: T("work.next", "Decide what comes next"), Help: T("work.next.help", "Keep it, change it and try again, or drop it."),
			Button: T("work.next.button", "Look at the tests"), Done: done[kinds.WorkNext], Route: projectRoute(id, tabTests),
		},
	}
}

// aimRoute leads to the aim, or to a new one.
func aimRoute(book projectBook, own app.NewLink) Route {
	if aims := book.of("aim"); len(aims) > 0 {
		return artifactRoute(aims[0].ID)
	}
	return newRoute("aim", own)
}

func artifactRoute(id improve.ArtifactID) Route {
	return Route{Screen: ArtifactScreen, ID: id.String()}
}

// fieldRoute leads to a field of a page, or to the first empty one after it.
func fieldRoute(id improve.ArtifactID, field improve.FieldKey) Route {
	return Route{Screen: ArtifactScreen, ID: id.String() + "/" + string(field)}
}

// numberRoute leads to the line that adds a number to a measure.
func numberRoute(project, measure improve.ArtifactID) Route {
	return projectRoute(project, tabNumbers+"/"+measure.String())
}

// stepNumber gives the step that a project is at, from 1 to 6: the first that is not done.
func stepNumber(steps []workStep) int {
	for i, step := range steps {
		if !step.Done {
			return i + 1
		}
	}
	return len(steps)
}

// stepWords says "Step 3 of 6".
func stepWords(steps []workStep) string {
	return T("work.step", "Step %d of %d", stepNumber(steps), len(steps))
}
