package ui

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// printKey does what Ctrl+P does; the test driver keeps no keys of a window.
func (st *schoolTest) printKey() { st.uncovered(st.Shell.onPrint)() }

func TestSaveAs_IsReachedByKeyAndButtonFromPagesProjectsAndLists(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	project := st.record("project", titled("Essays on time"))
	own := app.NewLink{Rel: "project", Target: project}
	barrier := st.record("barrier", titled("Two slips"), own)
	st.record("meeting", map[improve.FieldKey]string{"title": "Monday", "date": "2026-11-23"}, own)
	measure := st.record("measure", titled("Essays in"), own)
	st.record("data-point", map[improve.FieldKey]string{"date": "2026-11-18", "value": "12"}, own, app.NewLink{Rel: "measure", Target: measure})

	for _, c := range []struct {
		route       Route
		there, name string
	}{
		{projectRoute(project, tabOverview), "The six steps", "Save “Essays on time”"},
		{artifactRoute(barrier), "How it stands", "Save “Two slips”"},
		{Route{Screen: ShelfScreen, ID: "barrier"}, "Two slips", "Save “Barriers”"},
		{Route{Screen: ProjectsScreen}, "Essays on time", "Save “Projects”"},
		{Route{Screen: MeetingsScreen}, "Monday", "Save “Meetings”"},
		{sheetRoute(measure), "All numbers", "Save “Essays in”"},
	} {
		st.goAndSee(c.route, c.there)
		st.press("Save as…")
		st.seeOver(c.name)
		st.pressOver("Cancel")
		st.printKey()
		st.seeOver(c.name)
		what, _ := st.open.(saver).Saving()
		forms := what.forms()
		if row, ok := st.window.Canvas().Focused().(*ListRow); !ok || row.AccessibilityLabel() != forms[0].words {
			t.Errorf("%s: the keyboard is at %v, want the first form", c.name, st.window.Canvas().Focused())
		}
		picture(t, st.window, "save-as")
		if got, want := slices.Contains(st.over(), "Poster of A4 sheets (PDF)"), c.route.Screen == ProjectScreen; got != want {
			t.Errorf("%s offers a poster: got %v, want %v", c.name, got, want)
		}
		if got, want := forms[0].words == "One page (PDF)", c.route.Screen == ProjectScreen; got != want {
			t.Errorf("%s offers %q first", c.name, forms[0].words)
		}
		for _, form := range forms {
			if !slices.Contains(st.over(), form.words) {
				t.Errorf("%s does not offer %q", c.name, form.words)
			}
		}
		st.pressOver("Cancel")
	}

	st.goAndSee(Route{Screen: HomeScreen}, "Next steps")
	st.printKey()
	st.see("Open a page, a project or a list first. Then it can be printed or saved as a file.")
}

func TestSaveAs_WritesEveryFormAndLeavesSmallGroupsOut(t *testing.T) {
	journal := newJournal(t, "teacher")
	p := workProgram(t, journal)
	project := create(t, journal, "project", titled("Essays on time"))
	own := app.NewLink{Rel: "project", Target: project}
	create(t, journal, "change-idea", titled("Begin in class"), own)
	away := create(t, journal, "change-idea", titled("Fine them"), own)
	if err := journal.Retire(t.Context(), away); err != nil {
		t.Fatal(err)
	}
	measure := create(t, journal, "measure", map[improve.FieldKey]string{"title": "Essays", "unit": "percent"}, own)
	create(t, journal, "data-point", map[improve.FieldKey]string{"date": "2026-11-18", "numerator": "2", "denominator": "3", "group": "New pupils", "note": "the little ones"}, own, app.NewLink{Rel: "measure", Target: measure})

	what := saving{title: "Essays on time", project: project}
	for _, form := range what.forms() {
		var file bytes.Buffer
		count, err := p.writeForm(t.Context(), journal, &file, what, form)
		if err != nil {
			t.Fatalf("%s: %v", form.words, err)
		}
		if count < 1 || form.poster == nil && count < 2 || file.Len() == 0 {
			t.Errorf("%s: %d pages in %d bytes, want those of the project", form.words, count, file.Len())
		}
		if form.poster != nil && !strings.Contains(file.String(), "/TrimBox") {
			t.Errorf("%s says nothing of where to cut", form.words)
		}
		text := file.String()
		if readable := form.ending != ".pdf" && form.ending != ".xlsx"; readable && !strings.Contains(text, "Begin in class") {
			t.Errorf("%s does not hold the idea", form.words)
		}
		for _, kept := range []string{"Fine them", "the little ones"} {
			if strings.Contains(text, kept) {
				t.Errorf("%s holds %q", form.words, kept)
			}
		}
	}
	_, err := writeAs(t.Context(), journal, &bytes.Buffer{}, saving{title: "Essays", list: improve.Query{LinkTo: measure, Kinds: []improve.KindName{"data-point"}}}, app.CSV)
	if improve.CodeOf(err) != improve.NotFound {
		t.Errorf("a list of a small group alone: %v, want that there is nothing for a file", err)
	}
}

// fileName gives the field for the name of a file, once it has the keyboard.
func (st *schoolTest) fileName() *Entry {
	st.t.Helper()
	var field *Entry
	st.until("the field with the name", func() (ok bool) {
		field, ok = st.window.Canvas().Focused().(*Entry)
		return ok
	})
	return field
}

// callFile types a name for the file that is asked for.
func (st *schoolTest) callFile(name string) {
	st.t.Helper()
	field := st.fileName()
	field.SetText("")
	test.Type(field, name)
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// saveAs saves what is open in a form under a name, and gives the notice.
func (st *schoolTest) saveAs(form, name string) string {
	st.t.Helper()
	st.press("Save as…")
	st.seeOver(form)
	st.pressOver(form)
	st.callFile(name)
	said := ""
	st.until(name+" in a notice", func() bool {
		at := slices.IndexFunc(st.words(), func(words string) bool { return strings.HasPrefix(words, name) })
		if at >= 0 {
			said = st.words()[at]
		}
		return at >= 0
	})
	return said
}

func TestSaveAs_SaysWhatIsLeftOutOfTheFile(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("HOME", folder)
	t.Setenv("USERPROFILE", folder)
	st := newSchoolTest(t, schoolParts{})
	project := st.record("project", map[improve.FieldKey]string{"title": "Essays on time", "problem": "They come late"})
	own := app.NewLink{Rel: "project", Target: project}
	measure := st.record("measure", map[improve.FieldKey]string{"title": "Essays", "unit": "percent"}, own)
	st.record("data-point", map[improve.FieldKey]string{"date": "2026-11-18", "numerator": "2", "denominator": "3", "group": "New pupils"}, own, app.NewLink{Rel: "measure", Target: measure})
	apart := improve.Edit{Field: "problem", Value: improve.TextValue("Nobody sees who is stuck"), Over: []improve.Dot{}} // by somebody who had not seen the first
	if err := st.journal.Edit(t.Context(), project, []improve.Edit{apart}); err != nil {
		t.Fatal(err)
	}
	st.goAndSee(projectRoute(project, tabOverview), "The six steps")

	const number, text = "1 number is not shown: 1 of groups of fewer than", "1 text that was written at the same time"
	if said := st.saveAs("Plain table (CSV)", "table.csv"); !strings.Contains(said, number) || !strings.Contains(said, text) {
		t.Errorf("of a table it says %q", said)
	}
	if said := st.saveAs("Web page (HTML)", "page.html"); !strings.Contains(said, number) || strings.Contains(said, text) {
		t.Errorf("of a page that holds both texts it says %q", said)
	}
}
