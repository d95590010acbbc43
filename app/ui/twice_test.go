package ui

import (
	"context"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// holdWrites lets nothing be written that is begun from now on, until release
// is called: the disk of a busy laptop.
func (st *schoolTest) holdWrites() (release func()) {
	may := make(chan struct{})
	st.Go(func(context.Context) error {
		<-may
		return nil
	})
	return func() { close(may) }
}

// reads waits until a read that is begun now has ended; by then others had their chance.
func (st *schoolTest) reads() {
	st.t.Helper()
	read := false
	st.GoThen(func(ctx context.Context) error {
		_, err := st.journal.Store().Cards(ctx, improve.Query{})
		return err
	}, func(error) { read = true })
	st.until("a read", func() bool { return read })
}

// done waits until nothing is under way.
func (st *schoolTest) done() {
	st.t.Helper()
	st.until("all is done", st.Settled)
}

// count gives how many pages of a kind are here.
func (st *schoolTest) count(kind improve.KindName) int {
	st.t.Helper()
	cards, err := st.journal.Store().Cards(st.t.Context(), improve.Query{Kinds: []improve.KindName{kind}})
	if err != nil {
		st.t.Fatal(err)
	}
	return len(cards)
}

func TestShell_WhatIsMadeOrOpenedOnceIsNotMadeOrOpenedTwice(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	made, opened := 0, 0
	press := func() {
		st.MakeOnce("page", func(context.Context) error { return nil }, func(error) { made++ })
		st.OpenOnce("sheet", func(context.Context) error { return nil }, func(error) { opened++ })
	}

	release := st.holdWrites()
	press()
	press()
	release()
	st.done()
	if made != 1 || opened != 1 {
		t.Errorf("made %d, opened %d; want each once", made, opened)
	}
	press()
	st.done()
	if made != 2 || opened != 2 {
		t.Errorf("made %d, opened %d; want another each", made, opened)
	}

	press()
	st.Navigate(Route{Screen: ProjectsScreen})
	st.done()
	if made != 3 || opened != 2 {
		t.Errorf("made %d, opened %d; want nothing opened over another screen", made, opened)
	}
}

func TestShell_WhatIsReadAfterAWriteSeesIt(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	release := st.holdWrites()
	st.Go(func(ctx context.Context) error { return st.journal.Store().SetSetting(ctx, "a", "new") })
	got := ""
	st.GoAfter(func(ctx context.Context) (err error) {
		got, err = st.journal.Store().Setting(ctx, "a")
		return err
	}, st.ShowError)

	st.reads()
	release()
	st.done()
	if got != "new" {
		t.Errorf("read %q, want what was begun to be written before", got)
	}
}

func TestReads_AnOlderOneThatComesLateIsNotShown(t *testing.T) {
	var shown []string
	words := make(chan string, 1)
	read, show := newestOnly(func(context.Context) (string, error) { return <-words, nil }, func(s string) { shown = append(shown, s) })

	begin := func(word string) numbered[string] {
		words <- word
		found, err := read(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	old, fresh := begin("old"), begin("fresh")
	show(fresh)
	show(old)
	show(begin("latest"))

	if got, want := strings.Join(shown, " "), "fresh latest"; got != want {
		t.Errorf("shown: %q, want %q", got, want)
	}
}

func TestNewSpace_EnterTwiceMakesOne(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	before, err := st.journal.Store().Spaces(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	st.openNewSpace(improve.PairSpace, func(improve.SpaceID) {})
	name := st.window.Canvas().Focused().(*Entry)
	name.SetText("North and South")

	release := st.holdWrites()
	enter(name)
	enter(name)
	release()
	st.done()

	after, err := st.journal.Store().Spaces(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got := len(after) - len(before); got != 1 {
		t.Errorf("%d spaces more, want 1", got)
	}
}

func TestExamples_StartPressedTwiceMakesOneSet(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	st.goAndSee(Route{Screen: ExamplesScreen, ID: examplePage + "weeks/reached"}, "Start mine from this")
	release := st.holdWrites()
	st.press("Start mine from this")
	st.reads()
	st.press("Start mine from this")
	st.reads()
	release()
	st.done()

	cards, err := st.journal.Store().Cards(t.Context(), improve.Query{Limit: everything})
	if err != nil {
		t.Fatal(err)
	}
	titles := map[string]int{}
	for _, card := range cards {
		titles[string(card.Kind)+" "+card.Title]++
	}
	for title, n := range titles {
		if n > 1 {
			t.Errorf("%q is here %d times", title, n)
		}
	}
}

func TestPage_GoOnPressedTwiceBeginsOneDraft(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	id := st.record("empathy-interview", titled("Ninth grade, lunch"))
	st.goAndSee(artifactRoute(id), "Go on from here")
	page := st.openedPage()
	next := page.kind.Next[0]
	kind := st.journal.Catalog().Kind(next.Kind)

	release := st.holdWrites()
	page.side.goOn(next, kind)
	page.side.goOn(next, kind)
	release()
	st.done()

	drafts, err := st.journal.Drafts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(drafts) != 1 {
		t.Errorf("%d unfinished pages, want 1", len(drafts))
	}
}

func TestPage_PutAwayTwiceGoesBackOnce(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	id := st.record("story", titled("The list on the door"))
	st.goAndSee(Route{Screen: ProjectsScreen}, "Projects")
	st.goAndSee(artifactRoute(id), "Put away")

	release := st.holdWrites()
	st.press("Put away")
	st.press("Put away")
	release()
	st.done()

	if got := st.Route().Screen; got != ProjectsScreen {
		t.Errorf("at %q, want where the page was opened from", got)
	}
}

func TestFirstRun_AnAimThatIsRefusedLeavesNoProject(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	if _, err := st.startProject(t.Context(), "Essays", strings.Repeat("long ", improve.MaxTitle)); err == nil {
		t.Fatal("an aim of five thousand signs was taken")
	} else if strings.Contains(err.Error(), "Line") {
		t.Errorf("%q speaks of lines", err)
	}
	if _, err := st.startProject(t.Context(), "Essays", "By May 8 of 10."); err != nil {
		t.Fatal(err)
	}
	if got := st.count("project"); got != 1 {
		t.Errorf("%d projects, want 1", got)
	}
}

// types writes into a field of the page that is open.
func (st *schoolTest) types(field improve.FieldKey, text string) {
	st.t.Helper()
	form := st.openedPage().writing.form
	form.Focus(field)
	form.boxesOf(field)[0].editor.focus().(*Entry).SetText(text)
}

func TestPage_WhoComesBackAtOnceFindsWhatWasTyped(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	id := st.record("story", titled("The list on the door"))
	st.goAndSee(artifactRoute(id), "Comments")
	st.openedPage().side.comment.SetText("Who wrote it?")
	st.types(improve.TitleKey, "") // it cannot be recorded so

	release := st.holdWrites()
	st.Navigate(Route{Screen: ProjectsScreen})
	st.Navigate(artifactRoute(id))
	st.reads()
	release()
	st.see("Comments")

	page := st.openedPage()
	st.until("the comment is there", func() bool { return page.side.comment.Text == "Who wrote it?" })
	if got := page.writing.form.Value(improve.TitleKey); got != "" {
		t.Errorf("the title is %q; what was typed is gone", got)
	}
}

func TestHome_ShowsAPageThatIsNotFinishedAsSoonAsItIsLeft(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	st.record("project", titled("Essays on time"))
	id := st.record("story", titled("The list on the door"))
	st.goAndSee(artifactRoute(id), "Comments")
	st.types(improve.TitleKey, "")

	release := st.holdWrites()
	st.goAndSee(Route{Screen: HomeScreen}, "Next steps")
	st.reads()
	release()

	st.see("It is kept on this laptop only.")
}

func TestSettings_TheListOfNamesIsNotKeptBeforeItWasRead(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	if err := st.journal.SetRoster(t.Context(), "Amina"); err != nil {
		t.Fatal(err)
	}
	release := st.holdWrites()
	st.goAndSee(Route{Screen: SettingsScreen}, "Names of your students")
	st.press("Keep the list") // nothing stands in the field yet
	release()
	st.done()

	if got, err := st.journal.Roster(t.Context()); err != nil || got != "Amina" {
		t.Errorf("the list is %q, %v; want Amina", got, err)
	}
}

func TestShell_WhatIsMadeLateTakesNobodyFromWhereHeWent(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	test := st.record("pdsa", map[improve.FieldKey]string{"title": "Two periods"})
	for name, away := range map[string]bool{"the user is still there": false, "the user went on": true} {
		t.Run(name, func(t *testing.T) {
			st.goAndSee(artifactRoute(test), "Two periods")
			release := st.holdWrites()
			st.planNext(test)
			if away {
				st.Navigate(Route{Screen: ProjectsScreen})
			}
			release()
			st.done()

			next, err := st.journal.NextCycle(t.Context(), test)
			if err != nil {
				t.Fatal(err)
			}
			if opened := st.Route() == artifactRoute(next); opened == away {
				t.Errorf("the next test is open: %t", opened)
			}
			if away {
				st.see("The next test of this row is ready.")
				st.press("Open it")
				if st.Route() != artifactRoute(next) {
					t.Errorf("the notice opens %v", st.Route())
				}
			}
		})
	}
}

func TestSettings_TwoChecksAtOnceAreOne(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	st.checking = &dataCheck{full: true} // it was begun, and takes a while
	st.goAndSee(Route{Screen: SettingsScreen}, "The full check runs…")

	st.press("Quick check")
	st.see("The full check runs…")
	st.goAndSee(Route{Screen: ProjectsScreen}, "Projects")
	st.goAndSee(Route{Screen: SettingsScreen}, "The full check runs…")
	st.checked(improve.CheckReport{Events: 7}, nil)
	st.see("All is well: 7 entries are there and whole.")

	st.press("Quick check")
	st.done()
	if words := strings.Join(st.words(), "\n"); !strings.Contains(words, "All is well: ") || strings.Contains(words, "All is well: 7 ") {
		t.Errorf("got %q, want what another check found", words)
	}
}
