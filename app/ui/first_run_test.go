package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"github.com/cairn-schools/cairn/improve"
)

// newcomer is a window at its first question, "Who are you?".
func newcomer(t *testing.T) *schoolTest {
	st := emptySchoolTest(t)
	st.see("Welcome to Cairn")
	st.press("Start new")
	st.see("Who are you?")
	return st
}

// intoFocus types into whatever has the keyboard.
func (st *schoolTest) intoFocus(words string) *Entry {
	st.t.Helper()
	entry, ok := st.window.Canvas().Focused().(*Entry)
	if !ok {
		st.t.Fatalf("the keyboard is in %T, want a field", st.window.Canvas().Focused())
	}
	test.Type(entry, words)
	return entry
}

func TestFirstRun_AnEmptyNameIsAskedForWhereItBelongs(t *testing.T) {
	st := newcomer(t)
	name := st.window.Canvas().Focused()
	enter(name.(*Entry)) // to the school
	enter(st.intoFocus("Hill Primary"))
	st.see("Your name is empty. Write the name by which your colleagues know you.")
	if got := st.window.Canvas().Focused(); got != name {
		t.Errorf("the keyboard is in %v, want the name", got)
	}
}

func TestFirstRun_PressedTwiceIsAsOnce(t *testing.T) {
	st := newcomer(t)
	st.intoFocus("Lena Ozgur")
	st.press("Go on")
	st.press("Go on")
	st.see("What do you want to get better for your students?")
	st.intoFocus("By June every child in year 3 reads for ten minutes a day.")
	st.press("Save")
	st.press("Save")
	st.see("The six steps")
	st.Shell.work.Wait()
	cards, err := st.journal.Store().Cards(t.Context(), improve.Query{Kinds: []improve.KindName{"project", "aim", "person"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(cards) != 3 {
		t.Errorf("there are %d pages %v, want a person, a project and its aim", len(cards), cards)
	}
}

func TestFirstRun_AnExampleDoesNotTakeOnesOwnSentence(t *testing.T) {
	st := newcomer(t)
	st.intoFocus("Lena Ozgur")
	st.press("Go on")
	st.see("What do you want to get better for your students?")
	mine := "By June every child in year 3 reads for ten minutes a day."
	sentence := st.intoFocus(mine)
	st.press("Explaining in maths")
	st.press("Coming to school")
	if sentence.Text == mine {
		t.Fatal("the example was not put in")
	}
	st.press("Put back what I wrote")
	if sentence.Text != mine {
		t.Errorf("the sentence is %q, want what was written, %q", sentence.Text, mine)
	}
}
