//go:build windowtest

package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/cmd/internal/desk"
)

// visit is a coach of three schools and a coach of another one, who share a space.
type visit struct {
	desk         *desk.Desk
	coach, buddy desk.Folder
	pair         string
}

const pairName = "Three Valleys and Harbor"

func TestWindow_ACoachDoesTheJobsByMouse(t *testing.T) {
	v := newVisit(t)
	w, err := v.desk.OpenWindow(t.Context(), v.coach.Name, 0, "-lan=false")
	try(t, err)
	defer func() { try(t, w.Close()) }()
	v.meet(t)
	doesIn(t, v.desk, w, v.coach, byMouse, []windowJob{
		{"C1", 0, seesWhoIsStuck}, {"C3", 3, comparesSchools}, {"C2", 3, v.comments}, {"C5", 4, v.passesOn},
	})
}

// newVisit fills the coach's folder with the three schools of the example.
func newVisit(t *testing.T) *visit {
	t.Helper()
	ctx, v := t.Context(), &visit{desk: openDesk(t)}
	var err error
	v.coach, err = v.desk.Begin(ctx, "coach", desk.Newcomer{Person: "Sara Lind", School: "Three Valleys", Role: "coach"})
	try(t, err)
	_, err = v.desk.Add(ctx, v.coach, v.coach.Space, sampleOfToday()+
		`{"kind":"story","fields":{"title":"The box with the string","outcome":"Keisha said that Jaylen had drawn the circle."}}
{"kind":"story","fields":{"title":"Rain at the gate"}}`)
	try(t, err)
	v.buddy, err = v.desk.Begin(ctx, "buddy", desk.Newcomer{Person: "Ben Okafor", School: "Harbor High", Role: "coach"})
	try(t, err)
	v.pair, err = v.desk.NewSpace(ctx, v.coach, "pair", pairName)
	try(t, err)
	return v
}

// meet lets the buddy's laptop into the space of both; its test is at the
// coach's then. The coach's window is open.
func (v *visit) meet(t *testing.T) {
	t.Helper()
	ctx := t.Context()
	try(t, v.desk.Admit(ctx, v.coach, v.pair, "member", v.buddy))
	_, err := v.desk.Add(ctx, v.buddy, v.pair, `{"kind":"pdsa","fields":{"title":"Reading aloud in two lessons","happened":"19 of 26 went on reading.","learned":"It works when we begin in the middle of the book."}}`)
	try(t, err)
	try(t, v.desk.Exchange(ctx, v.buddy))
}

func seesWhoIsStuck(a atWork) {
	for _, words := range []string{
		"Who moved, who may be stuck?", "Last change", "Brandt Creek High School", "Say why: explaining in ninth-grade maths",
		"Quarry Hill High School", "Larkfield High School and 2 others", "Money for college: every form in",
	} {
		try(a.t, a.Window.See(a.t.Context(), words))
	}
}

func comparesSchools(a atWork) {
	a.clicks("Money for college: every form in", "Numbers", "Each school")
	for _, school := range []string{"Everyone", "Brandt Creek High School", "Larkfield High School", "Quarry Hill High School"} {
		_, err := a.Window.Read(a.t.Context(), school, func(i desk.Item) bool { return i.Role == "part" && strings.HasPrefix(i.Text, school) })
		try(a.t, err)
	}
}

// clicks clicks one thing after another.
func (a atWork) clicks(words ...string) {
	a.t.Helper()
	for _, one := range words {
		try(a.t, a.Click(a.t.Context(), one))
	}
}

func (v *visit) comments(a atWork) {
	ctx := a.t.Context()
	a.clicks("Reading aloud in two lessons", "Study")
	try(a.t, a.Type(ctx, "Whom did you ask?"))
	a.clicks("Give feedback")
	try(a.t, a.Window.See(ctx, "on Study"))
	v.atTheBuddys(a.t, "feedback", "Whom did you ask?")
}

// atTheBuddys waits until the buddy has got a page with these words.
func (v *visit) atTheBuddys(t *testing.T, kind, words string) {
	t.Helper()
	waitFor(t, "a "+kind+" at the buddy's with "+words, func() bool {
		try(t, v.desk.Exchange(t.Context(), v.buddy))
		out, err := v.desk.Ctl(t.Context(), v.buddy.Dir, "list", "--kind", kind)
		return err == nil && strings.Contains(out, words)
	})
}

// passesOn counts for whoever has shared with that school before.
func (v *visit) passesOn(a atWork) {
	ctx := a.t.Context()
	before := atWork{Hand: &desk.Hand{Window: a.Window}, t: a.t, d: a.d, folder: a.folder}
	before.opens("Rain at the gate")
	before.clicks("Share…", pairName)
	before.shares()
	try(a.t, a.Home(ctx))

	a.opens("The box with the string")
	a.clicks("Share…")
	try(a.t, a.Window.See(ctx, "Can be read by Ben Okafor, on one laptop"))
	try(a.t, a.Window.See(ctx, "Names that are covered"))
	a.look("job-C5-names")
	a.shares()
	v.atTheBuddys(a.t, "story", "Student A said that Student B had drawn the circle.")
}

// opens opens a story by its name, with the pointer: two clicks.
func (a atWork) opens(story string) {
	a.t.Helper()
	ctx := a.t.Context()
	a.clicks("Search everything")
	try(a.t, a.Find(ctx, story, story))
	a.clicks(story)
	try(a.t, a.Window.See(ctx, "What came of it?"))
}

// shares ends the sheet that tells what would go.
func (a atWork) shares() {
	a.t.Helper()
	ctx := a.t.Context()
	try(a.t, a.Window.See(ctx, "This goes")) // until then "Share…" of the page is the only one
	a.clicks("Share")
	try(a.t, a.Window.See(ctx, "Shared with “"+pairName+"”."))
}

// C4 is done by two: the coach puts on a stick what Ben lacks and takes in what
// he puts there. No way but the stick leads from one window to the other.
func TestWindow_TwoCoachesExchangeByAStick(t *testing.T) {
	ctx, v := t.Context(), newVisit(t)
	try(t, v.desk.Join(ctx, v.coach, v.pair, "member", v.buddy))
	stick := newStick(t, "KINGSTON")
	coach, buddy := v.opensApart(t, v.coach, 0), v.opensApart(t, v.buddy, 1)
	defer func() { try(t, coach.Window.Close()) }()
	defer func() { try(t, buddy.Window.Close()) }()
	for folder, title := range map[*desk.Folder]string{&v.coach: "What Sara saw", &v.buddy: "What Ben saw"} {
		_, err := v.desk.Add(ctx, *folder, v.pair, `{"kind":"story","fields":{"title":"`+title+`"}}`)
		try(t, err)
	}

	coach.clicks("USB stick or file", "Put on “KINGSTON”")
	try(t, coach.Window.See(ctx, "You may take the stick out."))
	coach.look("job-C4-put")
	buddy.clicks("USB stick or file", stick.next(t))
	try(t, buddy.Window.See(ctx, "New from Sara Lind in “"+pairName+"”"))
	buddy.clicks("Put on “KINGSTON”")
	try(t, buddy.Window.See(ctx, "You may take the stick out."))
	answer := stick.next(t)
	_, err := coach.Window.Read(ctx, "the answer, before the file that went there", coach.first(answer))
	try(t, err)
	coach.look("job-C4-answered")
	coach.clicks(answer)
	try(t, coach.Window.See(ctx, "New from Ben Okafor in “"+pairName+"”"))
	coach.look("job-C4-mouse")

	coach.has("story", "What Ben saw")
	buddy.has("story", "What Sara saw")
	if coach.Cost() > 3 || buddy.Cost() > 3 {
		t.Errorf("took %d and %d clicks, want at most 3", coach.Cost(), buddy.Cost())
	}
}

// opensApart opens a window that no other laptop can reach, at Home.
func (v *visit) opensApart(t *testing.T, folder desk.Folder, place int) atWork {
	t.Helper()
	w, err := v.desk.OpenWindow(t.Context(), folder.Name, place, "-lan=false", "-listen", "")
	try(t, err)
	a := atWork{Hand: &desk.Hand{Window: w}, t: t, d: v.desk, folder: folder}
	try(t, a.Home(t.Context()))
	return a
}

// stick is a USB stick that is in both laptops: a folder.
type stick struct {
	folder string
	seen   map[string]bool // files that were on it before
}

func newStick(t *testing.T, name string) *stick {
	t.Helper()
	s := &stick{folder: filepath.Join(t.TempDir(), name), seen: map[string]bool{}}
	try(t, os.Mkdir(s.folder, 0o700))
	t.Setenv("CAIRN_STICKS", filepath.Dir(s.folder))
	return s
}

// next gives the name of the file that was put on it last.
func (s *stick) next(t *testing.T) string {
	t.Helper()
	entries, err := os.ReadDir(s.folder)
	try(t, err)
	at := slices.IndexFunc(entries, func(e os.DirEntry) bool { return strings.HasSuffix(e.Name(), ".cairn") && !s.seen[e.Name()] })
	if at < 0 {
		t.Fatalf("nothing new on the stick: %v", entries)
	}
	s.seen[entries[at].Name()] = true
	return entries[at].Name()
}

// first fits a row with these words while no other row stands before it.
func (a atWork) first(words string) func(desk.Item) bool {
	return func(one desk.Item) bool {
		items, err := a.Window.Items()
		at := slices.IndexFunc(items, func(i desk.Item) bool { return i.Role == "row" })
		return err == nil && at >= 0 && one.Text == words && items[at].Text == words
	}
}
