package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
)

// A Thursday: noon is 19 November 2026.
func TestParseDate_ReadsWhatPeopleWrite(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"", ""}, {"2026-11-21", "2026-11-21"}, {"2026-1-5", "2026-01-05"},
		{"2 Mar 2026", "2026-03-02"}, {" 2  march 2026 ", "2026-03-02"}, {"2. March 2026", "2026-03-02"}, {"2nd March 2026", "2026-03-02"},
		{"Mar 2, 2026", "2026-03-02"}, {"March 2 2026", "2026-03-02"}, {"2-Mar-26", "2026-03-02"}, {"30 Sept. 2026", "2026-09-30"},
		{"Mon 2 Mar 2026", "2026-03-02"}, {"Monday, 2 March 2026", "2026-03-02"},
		{"2.3.2026", "2026-03-02"}, {"2.3.26", "2026-03-02"}, {"21/11/2026", "2026-11-21"}, {"11/21/2026", "2026-11-21"}, {"5/5/2026", "2026-05-05"},
		{"2 Mar", "2027-03-02"}, {"30 October", "2026-10-30"}, {"May 28", "2026-05-28"}, {"2.12.", "2026-12-02"}, {"21/11", "2026-11-21"},
		{"today", "2026-11-19"}, {"Yesterday", "2026-11-18"}, {"tomorrow", "2026-11-20"}, {"29 Feb 2028", "2028-02-29"},
	} {
		if got, hint := parseDate(c.typed, noon); got != c.want || hint != "" {
			t.Errorf("%q: got %q (%s), want %q", c.typed, got, hint, c.want)
		}
	}
}

func TestParseDate_AsksRatherThanGuess(t *testing.T) {
	const which = "This may be 3 April or 4 March; please write the month as a word."
	for typed, want := range map[string]string{
		"3/4/2026": which, "3/4/26": which, "3-4-2026": which, "3/4": which,
		"Tue 2 Mar 2026": "2 March 2026 is a Monday; please write the day without its name, or choose it in the calendar.",
	} {
		if got, hint := parseDate(typed, noon); got != "" || hint != want {
			t.Errorf("%q: got %q and %q, want %q", typed, got, hint, want)
		}
	}
	for _, typed := range []string{"soon", "2026-13-01", "31/2/2026", "31 Feb 2026", "2", "13/13/2026", "2 Mar 2026 3", "2 Ma 2026", "Monday", "2 Mar 20261", "2/3/4/5", "٢ Mar 2026"} {
		if got, hint := parseDate(typed, noon); got != "" || hint == "" {
			t.Errorf("%q: got %q and hint %q, want a hint alone", typed, got, hint)
		}
	}
}

func TestParseDate_TakesNoYearThatIsASlip(t *testing.T) {
	for _, typed := range []string{"0000-01-01", "0206-09-04", "1 January 0001", "21.11.9999", "21/3/1026"} {
		if got, hint := parseDate(typed, noon); got != "" || hint == "" {
			t.Errorf("%q: got %q and hint %q, want a hint alone", typed, got, hint)
		}
	}
	if _, hint := parseDate("0206-09-04", noon); !strings.Contains(hint, "The year 0206 is too far away") {
		t.Errorf("got %q, want the year to be named", hint)
	}
}

func TestParsePastDate_TakesTheLastDayWithoutAYear(t *testing.T) {
	for typed, want := range map[string]string{"2 Mar": "2026-03-02", "22 Nov": "2026-11-22", "1 Dec": "2025-12-01", "2 Mar 2027": "2027-03-02"} {
		if got, hint := parsePastDate(typed, noon); got != want || hint != "" {
			t.Errorf("%q: got %q (%s), want %q", typed, got, hint, want)
		}
	}
}

// What a day field shows can be typed over, so it must read as the same day.
func TestDayShown_ReadsBack(t *testing.T) {
	for day := noon; day.Before(noon.AddDate(1, 2, 0)); day = day.AddDate(0, 0, 1) {
		want := day.Format(isoDate)
		if got, hint := parseDate(dayShown(want), noon.AddDate(-3, 0, 0)); got != want {
			t.Fatalf("%q: got %q (%s), want %q", dayShown(want), got, hint, want)
		}
	}
	if got := dayShown("soon"); got != "soon" {
		t.Errorf("got %q, want what cannot be read as it is", got)
	}
}

func TestForm_ADayIsWrittenAsPeopleDoAndKeptAsOneForm(t *testing.T) {
	ft := newFormTest(t, everyType())
	ft.Fill(ft.write(me, text("date", "2026-03-02")))
	editor := ft.box("date").editor.(*dateEditor)
	editor.parts.today = func() time.Time { return noon }
	if got, want := editor.entry.Text, "2 Mar 2026"; got != want {
		t.Errorf("the field shows %q, want %q", got, want)
	}
	if got, want := editor.words.Text(), "Monday"; got != want {
		t.Errorf("beside it stands %q, want %q", got, want)
	}
	if ft.Changed() {
		t.Error("showing a day counts as a change")
	}

	editor.entry.SetTextQuietly("")
	ft.window.Canvas().Focus(editor.entry)
	test.Type(editor.entry, "tomorrow")
	if got, want := editor.words.Text(), "Friday 20 November 2026"; got != want {
		t.Errorf("while it is typed, beside it stands %q, want %q", got, want)
	}
	ft.window.Canvas().Unfocus()
	if got, want := editor.entry.Text, "20 Nov 2026"; got != want {
		t.Errorf("the field shows %q, want %q", got, want)
	}
	edits := ft.Changes()
	if len(edits) != 1 || edits[0].Value.Text != "2026-11-20" {
		t.Errorf("got %+v, want one edit with 2026-11-20", edits)
	}
}

func TestForm_ADayThatCannotBeReadStaysAsTyped(t *testing.T) {
	ft := newFormTest(t, everyType())
	ft.Fill(ft.artifact)
	ft.typeInto(ft.box("date"), "after the holidays")

	if got := ft.box("date").editor.(*dateEditor).entry.Text; got != "after the holidays" {
		t.Errorf("the field shows %q, want it as typed", got)
	}
	if got := ft.box("date").error.words.Text(); got == "" {
		t.Error("nothing beside it says what to do")
	}
	if edits := ft.Changes(); len(edits) != 0 {
		t.Errorf("got %+v, want nothing written", edits)
	}
	drafts := ft.Drafts()
	if len(drafts) != 1 || drafts[0].Value.Text != "after the holidays" {
		t.Errorf("got %+v, want the words kept", drafts)
	}
}
