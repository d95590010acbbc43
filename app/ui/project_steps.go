package ui

import (
	"slices"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
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
	Title  string
	Help   string
	Button string
	Done   bool
	Route  Route // where the button goes
}

// workSteps gives the six steps of a project and what to press for each.
func workSteps(book projectBook) []workStep {
	id := book.Project.ID
	own := app.NewLink{Rel: projectRel, Target: id}
	aims := book.of("aim")
	return []workStep{
		{
			Title: T("work.aim", "Say what you want to achieve"), Help: T("work.aim.help", "By when, who, will do what, from where they are now to the goal."),
			Button: T("work.aim.button", "Write the aim"), Done: len(aims) > 0, Route: aimRoute(book, own),
		},
		{
			Title: T("work.why", "Find out why it happens"), Help: T("work.why.help", "Talk with students and families, and collect causes."),
			Button: T("work.why.button", "Look for causes"), Done: len(book.of("fishbone-cause")) > 0, Route: projectRoute(id, tabCauses),
		},
		{
			Title: T("work.change", "Decide what must change"), Help: T("work.change.help", "Two to five large things, and ideas to try under them."),
			Button: T("work.change.button", "Say what must change"), Done: len(book.of("driver")) > 0 && len(book.of("change-idea")) > 0, Route: projectRoute(id, tabTheory),
		},
		{
			Title: T("work.know", "Agree how you will know"), Help: T("work.know.help", "One or two numbers that you can count every week."),
			Button: T("work.know.button", "Choose a measure"), Done: len(book.of("measure")) > 0, Route: projectRoute(id, tabNumbers),
		},
		{
			Title: T("work.test", "Try something small"), Help: T("work.test.help", "One class, one student, one day. Write down first what you expect."),
			Button: T("work.test.button", "Plan a test"), Done: len(book.of("pdsa")) > 0, Route: projectRoute(id, tabTests),
		},
		{
			Title: T("work.next", "Decide what comes next"), Help: T("work.next.help", "Keep it, change it and try again, or drop it."),
			Button: T("work.next.button", "Look at the tests"), Done: slices.ContainsFunc(book.of("pdsa"), isDecided), Route: projectRoute(id, tabTests),
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

func isDecided(a improve.Artifact) bool { return stageOf(a) == testDecided }

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
