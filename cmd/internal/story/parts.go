package story

import (
	"context"
	"fmt"
	"strings"

	"github.com/cairn-schools/cairn/cmd/internal/desk"
)

const (
	aimSentence = "By 1 June 2027, 85 of 100 seniors will have sent their aid form, up from 61."
	project     = "Money for college"
	driver      = "Families know what the form is for"
	idea        = "Help table at lunch"
	measure     = "Seniors whose form is sent"
	testName    = "Help table, one lunch"
)

// northBegins: a teacher starts Cairn for the first time and gets a saved aim.
func (s *Story) northBegins(ctx context.Context) (err error) {
	if s.north, err = s.Desk.OpenWindow(ctx, "north", 0); err != nil {
		return err
	}
	w := s.north
	err = do(ctx, see(w, "Welcome to Cairn"), keys(w, "Return"), see(w, "Who are you?"),
		write(w, "Amina Diallo"), keys(w, "Tab"), write(w, "North High"), keys(w, "Return"),
		see(w, "What do you want to get better for your students?"), write(w, aimSentence),
		fill(w, "A short name for it", project), press(w, "Save"), see(w, "The six steps"))
	if err != nil {
		return err
	}
	if _, _, err := s.has(ctx, w, "aim", "the sentence", titled("85 of 100 seniors")); err != nil {
		return err
	}
	s.say("North: Amina said who she is and what is to get better; the aim is saved.")
	s.picture(ctx, "north-began")
	return nil
}

// southBegins: the buddy school's teacher starts Cairn.
func (s *Story) southBegins(ctx context.Context) (err error) {
	if s.south, err = s.Desk.OpenWindow(ctx, "south", 1); err != nil {
		return err
	}
	w := s.south
	err = do(ctx, see(w, "Welcome to Cairn"), press(w, "Join my team"), see(w, "Who are you?"),
		fill(w, "Your name", "Ben Okafor"), fill(w, "Your school", "South High"), press(w, "Go on"),
		see(w, "Connect a laptop in this room"))
	if err != nil {
		return err
	}
	s.say("South: Ben said who he is.")
	return nil
}

// fourWords connects the two laptops by four words that both screens show.
func (s *Story) fourWords(ctx context.Context) error {
	n, o := s.north, s.south
	err := do(ctx, press(n, "Sharing"), press(n, "Connect a laptop in this room"), press(n, "Show my number"), see(n, "Waiting for the other laptop"))
	if err != nil {
		return err
	}
	number, err := n.Read(ctx, "the number of this laptop", func(i desk.Item) bool {
		return (i.Role == "text" || i.Role == "entry") && strings.HasPrefix(i.Text, "127.0.0.1:")
	})
	if err != nil {
		return err
	}
	if err := do(ctx, press(o, "Connect a laptop in this room"), fill(o, "192.168.1.20:4001", number.Text), press(o, "Connect")); err != nil {
		return err
	}
	if err := s.sameWords(ctx); err != nil {
		return err
	}
	err = do(ctx, press(n, "They match"), press(o, "They match"),
		press(n, "I share with Ben Okafor"), press(o, "Amina Diallo shares with me"), press(n, "Share"),
		see(n, "Connected"), see(o, "Connected"))
	if err != nil {
		return err
	}
	s.say("The two laptops are connected: a space for both schools is on each.")
	s.picture(ctx, "connected")
	return nil
}

// sameWords reads the four words from both screens and compares them as the two people would.
func (s *Story) sameWords(ctx context.Context) error {
	words := make([]string, 2)
	for i, w := range []*desk.Window{s.north, s.south} {
		if err := w.See(ctx, "They match"); err != nil {
			return err
		}
		items, err := w.Items()
		if err != nil {
			return err
		}
		words[i] = fourWordsIn(items)
	}
	if words[0] == "" || words[0] != words[1] {
		return fmt.Errorf("the screens show %q and %q", words[0], words[1])
	}
	s.say("Both screens show the same four words: %s.", words[0])
	s.picture(ctx, "four-words")
	return nil
}

// fourWordsIn gives the words that stand on a screen after "1.", "2.", "3." and "4.".
func fourWordsIn(items []desk.Item) string {
	var words []string
	for i, item := range items[1:] {
		if items[i].Text == fmt.Sprintf("%d.", len(words)+1) {
			words = append(words, item.Text)
		}
	}
	if len(words) != 4 {
		return ""
	}
	return strings.Join(words, " ")
}

// theory: a driver and an idea, each made from the one before.
func (s *Story) theory(ctx context.Context) error {
	w := s.north
	err := do(ctx, goTo(w, project), see(w, "The six steps"), begin(w, "What must change"), write(w, driver), keys(w, "Tab"), see(w, "Saved"),
		makeFrom(w, "Idea to try"),
		see(w, "The idea in one line"), write(w, idea), keys(w, "Tab"), see(w, "Saved"))
	if err != nil {
		return err
	}
	if _, _, err := s.has(ctx, w, "change-idea", "its name", titled(idea)); err != nil {
		return err
	}
	s.say("North: what must change, and an idea that works on it.")
	return nil
}

// numbers: a measure with this term's weekly numbers.
func (s *Story) numbers(ctx context.Context) error {
	w := s.north
	err := do(ctx, goTo(w, project), see(w, "The six steps"), begin(w, "Measure"), see(w, "What do you count?"), write(w, measure), keys(w, "Tab"), see(w, "Saved"))
	if err != nil {
		return err
	}
	counted, _, err := s.has(ctx, w, "measure", "its name", titled(measure))
	if err != nil {
		return err
	}
	for week, value := range []string{"61", "60", "63", "62", "66", "68", "71"} {
		day := fmt.Sprintf("2026-%02d-%02d", 9+(week*7+4)/30, (week*7+4)%30+1)
		if _, err := s.Desk.Ctl(ctx, w.Dir, "add", "--kind", "data-point", "--set", "date="+day, "--set", "value="+value, "--link", "measure="+counted.ID); err != nil {
			return err
		}
	}
	if err := do(ctx, goTo(w, project), press(w, "Numbers"), see(w, "71")); err != nil {
		return err
	}
	s.say("North: a measure with seven weekly numbers; those that cairnctl added show in the open window.")
	s.picture(ctx, "numbers")
	return nil
}

// test: a PDSA test with its prediction.
func (s *Story) test(ctx context.Context) error {
	w := s.north
	err := do(ctx, goTo(w, idea), see(w, "The idea in one line"), makeFrom(w, "Test"),
		see(w, "Name of the test"), write(w, testName), keys(w, "Tab"),
		write(w, "One table by the lunch-room door on Tuesday."), keys(w, "Tab"), see(w, "Saved"),
		press(w, "Add a line"), fill(w, "Question", "Will anyone come?"), fill(w, "What do you expect?", "8 to 10 seniors"), keys(w, "Tab"))
	if err != nil {
		return err
	}
	_, _, err = s.has(ctx, w, "pdsa", "its prediction", func(p page) bool { return strings.Contains(fmt.Sprint(p.Fields["questions"]), "8 to 10 seniors") })
	if err != nil {
		return err
	}
	s.say("North: a test with its prediction, written before anything has happened.")
	s.picture(ctx, "test")
	return nil
}

// share: the project moves to the space of both schools and appears at South.
func (s *Story) share(ctx context.Context) error {
	n, o := s.north, s.south
	err := do(ctx, goTo(n, project), see(n, "The six steps"), press(n, "Share…"),
		see(n, "With whom do you want to share it?"), pickSpace(n),
		see(n, "This goes"), press(n, "Share"), see(n, "Shared with")) // until then "Share…" of the page is the only one
	if err != nil {
		return err
	}
	_, took, err := s.has(ctx, o, "pdsa", "North's test", titled(testName))
	if err != nil {
		return err
	}
	if err := do(ctx, press(o, "Projects"), see(o, project)); err != nil {
		return err
	}
	s.say("The project is at South: its last page came %.1f s after North had shared it.", took.Seconds())
	s.picture(ctx, "shared")
	return nil
}

// pickSpace presses the first space of the list.
func pickSpace(w *desk.Window) step {
	return func(ctx context.Context) error {
		row, err := w.Read(ctx, "a space to share with", func(i desk.Item) bool { return i.Role == "row" })
		if err != nil {
			return err
		}
		return w.Press(ctx, row.Text)
	}
}
