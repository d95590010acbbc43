package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/assets"
)

func TestIcons_Picture(t *testing.T) {
	window := newTestWindow(t, nil, laptop)
	icons := Flow(18)
	for _, name := range assets.IconNames() {
		icons.Add(Column(4, NewBigIcon(name, ""), Label(name, ColorMuted)))
	}
	window.SetContent(NewPage(Card("Icons", "", icons)))
	settle(window, laptop)

	picture(t, window, "icons")
}

func TestWidgets_Picture(t *testing.T) {
	window := newTestWindow(t, nil, laptop)
	steps := List(
		NewListRow(RowParts{Icon: "check", IconInk: theme.ColorNameSuccess, Title: "Say what you want to achieve", OnTapped: func() {}}),
		NewListRow(RowParts{Icon: "test", Title: "Talk partners for three minutes", Sub: "Small test 3 · waits for what happened", Note: "due Tuesday", OnTapped: func() {}}),
		NewListRow(RowParts{Icon: "measure", Title: "Exit tickets with a correct explanation", Sub: "Weekly", Right: QuietButton("Add numbers", "", func() {}), OnTapped: func() {}}),
	)
	disabled := PrimaryButton("Not now", "", func() {})
	disabled.Disable()
	buttons := Flow(Gap, PrimaryButton("Go on", "", func() {}), QuietButton("Cancel", "", func() {}), DangerButton("Delete", "trash", func() {}),
		LinkButton("Show both", "", func() {}), IconButton("more", "More", func() {}), disabled)
	chips := Flow(Gap, NewChip(ChipOK, "All saved · shared 10:42 with 3 laptops", nil), NewChip(ChipWaiting, "4 changes wait for Amina and Ben", nil),
		NewChip(ChipBusy, "Sharing… 12 of 40", nil), NewChip(ChipWarn, "1 note needs you", nil), NewChip(ChipPlain, "Fishbone cause", nil))
	window.SetContent(NewPage(
		BackButton("Explaining in maths", func() {}),
		Card("Next steps", "Your team works on step 3 of 6", steps),
		Card("Buttons and chips", "", buttons, chips),
		Notice(NoticeWarn, "The prediction was written after the test began. Say so when you study it, so that nobody takes it for a forecast.", QuietButton("Open", "", func() {})),
		EmptyState(EmptyParts{
			Icon: "test", Title: "No small tests yet", Why: "A small test tells you in a week whether an idea works in your room.",
			Example: "On Tuesday, eight pupils explain one problem to a partner before they write.",
			Primary: PrimaryButton("Plan a test", "plus", func() {}), Quiet: QuietButton("See an example", "", func() {}),
		}),
		Labelled("Goal", "80 % by June"),
	))
	settle(window, laptop)

	picture(t, window, "widgets")
}

func TestTabs(t *testing.T) {
	made := map[string]int{}
	page := func(key string) Tab {
		return Tab{Key: key, Word: "The " + key, Make: func() fyne.CanvasObject {
			made[key]++
			return NewPage(Card(key, "", Paragraph("Words")))
		}}
	}
	window := newTestWindow(t, nil, laptop)
	tabs := NewTabs(page("overview"), page("causes"), page("tests"))
	window.SetContent(tabs.Object())
	settle(window, laptop)

	test.Tap(tabs.words[2])
	tabs.words[2].TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if got := window.Canvas().Focused(); got != tabs.words[1] {
		t.Errorf("the left arrow goes to %v, want the second tab", got)
	}
	tabs.Open("overview")
	tabs.Open("tests")

	if tabs.Key() != "tests" || made["tests"] != 1 || made["causes"] != 0 {
		t.Errorf("open %q, made %v; want each made once, when first opened", tabs.Key(), made)
	}
	picture(t, window, "tabs")
}

func TestPressable_ByKeyboard(t *testing.T) {
	pressed := 0
	button := QuietButton("Add", "plus", func() { pressed++ })
	newTestWindow(t, container.NewVBox(button), fyne.NewSize(300, 100))

	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyA} {
		button.TypedKey(&fyne.KeyEvent{Name: key})
	}
	test.Tap(button)
	button.Disable()
	test.Tap(button)

	if got, want := pressed, 4; got != want {
		t.Errorf("pressed %d times, want %d", got, want)
	}
}

func TestPressable_IsLargeEnough(t *testing.T) {
	newTestWindow(t, nil, laptop)

	for _, button := range []*Button{PrimaryButton("A", "", nil), QuietButton("A", "", nil), IconButton("more", "More", nil)} {
		if got := button.MinSize().Height; got < 32 {
			t.Errorf("height %v, want at least 32", got)
		}
	}
	if got := NewListRow(RowParts{Title: "A"}).MinSize().Height; got < 32 {
		t.Errorf("row height %v, want at least 32", got)
	}
}

func TestEntry(t *testing.T) {
	t.Run("Tab leaves a field of several lines and writes no tab", func(t *testing.T) {
		prose, next := NewProse(""), NewEntry("")
		window := newTestWindow(t, container.NewVBox(prose, next), fyne.NewSize(500, 400))
		left := false
		prose.OnLeft = func() { left = true }

		window.Canvas().Focus(prose)
		test.Type(prose, "one")
		if prose.AcceptsTab() {
			t.Error("want a field that gives the Tab key away")
		}
		window.Canvas().FocusNext()

		if window.Canvas().Focused() != next || !left || prose.Text != "one" {
			t.Errorf("focused %T, left %v, text %q", window.Canvas().Focused(), left, prose.Text)
		}
	})

	t.Run("it grows with its text and stops at its most lines", func(t *testing.T) {
		prose := NewProse("")
		newTestWindow(t, container.NewVBox(prose), fyne.NewSize(400, 800))
		small := prose.MinSize().Height

		prose.SetTextQuietly("one\ntwo\nthree\nfour\nfive")
		five := prose.MinSize().Height
		prose.SetTextQuietly(string(make([]byte, 0)) + "a\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na")
		most := prose.MinSize().Height
		prose.SetTextQuietly("one")

		if !(small < five && five < most) || prose.MinSize().Height != small {
			t.Errorf("heights %v %v %v and back %v", small, five, most, prose.MinSize().Height)
		}
		if got, limit := most, small*entryMaxRows; got > limit {
			t.Errorf("height %v, want at most %v", got, limit)
		}
	})

	t.Run("it tells what the user types, not what the program writes", func(t *testing.T) {
		entry := NewEntry("")
		newTestWindow(t, container.NewVBox(entry), fyne.NewSize(400, 100))
		var told []string
		entry.OnTyped = func(text string) { told = append(told, text) }

		entry.SetTextQuietly("from the program")
		test.Type(entry, "ab")

		if got, want := len(told), 2; got != want {
			t.Errorf("told %q, want %d times", told, want)
		}
	})
}

func TestWords_Wrap(t *testing.T) {
	letters := func(text string) float32 { return float32(len([]rune(text))) }

	got := wrap("one two three\nextraordinarily x", 8, letters)
	want := []string{"one two", "three", "extraord", "inarily", "x"}
	if len(got) != len(want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got, want := ellipsis("a long title", 7, letters), "a long…"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What people call a project stands on a button and a chip; a page that is
// wider than the window loses all that stands at its right.
func TestButtonAndChip_AreNoWiderThanAPageWithALongName(t *testing.T) {
	newTestWindow(t, nil, laptop)
	name := strings.Repeat("Donaudampfschifffahrt", 12)
	button, chip := LinkButton(name, "project", nil), NewChip(ChipPlain, name, nil)
	again := QuietButton("short", "", nil)
	again.SetText(name)
	for _, shown := range []fyne.CanvasObject{button, again, chip} {
		if width := shown.MinSize().Width; width > MaxField {
			t.Errorf("%T is %v wide", shown, width)
		}
	}
	if button.Text() != name || chip.Text() != name {
		t.Error("the whole name is not told any more")
	}
}
