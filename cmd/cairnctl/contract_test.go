package main

import (
	"errors"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"
)

// wantKeys wants an object to have exactly these keys.
func wantKeys(t testing.TB, o object, keys ...string) {
	t.Helper()

	var got []string
	for key := range o {
		got = append(got, key)
	}
	sort.Strings(got)
	sort.Strings(keys)
	if !slices.Equal(got, keys) {
		t.Errorf("got the keys %q, want %q in %v", got, keys, o)
	}
}

func want[T any](t testing.TB, what string, got, want T) {
	t.Helper()

	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %#v, want %#v", what, got, want)
	}
}

func TestContract_InitSaysWhoAndWhere(t *testing.T) {
	s := newFolder(t)
	with := s.one("init", "--name", "Ada Byron", "--school", "North", "--type", "district", "--role", "facilitator")
	wantKeys(t, with, "device", "person", "personal", "organisation", "space")
	if !strings.HasPrefix(text(with, "device"), "12D3KooW") {
		t.Errorf("the device is %v, want a libp2p id", with["device"])
	}
	want(t, "type of the organisation", s.field(text(with, "organisation"), "type"), any("district"))
	want(t, "role", text(s.all("list", "--kind", "role")[0]["fields"].(object), "role"), "facilitator")

	without := newFolder(t).one("init", "--name", "Bea")
	wantKeys(t, without, "device", "person", "personal")

	refused := newFolder(t)
	for _, args := range [][]string{{"--name", " "}, {"--name", "Cy", "--school", "S", "--type", "castle"}, {"--name", "Cy", "--role", "wizard"}} {
		refused.fails(exitFailed, "", append([]string{"init"}, args...)...)
	}
	if _, err := os.Stat(refused.dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a refused init leaves a folder: got %v, want none", err)
	}
	refused.one("init", "--name", "Cy") // nothing half done stands in its way
	want(t, "spaces", len(refused.all("spaces")), 1)
}

func TestContract_SpacesMembersAndDevices(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	network := s.one("space", "new", "--kind", "network", "--name", "Valley")
	wantKeys(t, network, "space")
	for _, kind := range []string{"personal", "school", "pair", "group"} {
		s.one("space", "new", "--kind", kind, "--name", "A "+kind, "--parent", text(network, "space"))
	}
	spaces := s.all("spaces")
	want(t, "spaces", len(spaces), 7)
	for _, space := range spaces {
		if strings.HasPrefix(text(space, "name"), "A ") {
			wantKeys(t, space, "space", "kind", "name", "access", "parent")
			want(t, "parent", space["parent"], network["space"])
			want(t, "name", text(space, "name"), "A "+text(space, "kind"))
		} else {
			wantKeys(t, space, "space", "kind", "name", "access")
		}
		want(t, "access", text(space, "access"), "owner")
	}
	member := s.one("members", "--space", text(network, "space"))
	wantKeys(t, member, "device", "person", "laptop", "access", "since")
	want(t, "person", text(member, "person"), "Ada")
	if _, err := time.Parse(time.RFC3339, text(member, "since")); err != nil {
		t.Error(err)
	}
	device := s.one("devices")
	wantKeys(t, device, "device", "person", "laptop", "last_seen", "self")
	want(t, "self", device["self"], any(true))
	want(t, "device", device["device"], member["device"])
}

func TestContract_SetTakesAllThatStandsAfterTheFirstEqualsSign(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	prose := "a=b, c=\"d\"\n- one\n- two, “élèves” 学校 🙂 <b>&amp;</b> \\ $HOME"
	title := "x=1, y=2; " + strings.Repeat("ü", 990)
	id := s.add("aim", title, "--set", "why="+prose, "--set=target=-12.50", "--set", "by=2027-06-30")
	page := s.one("show", id)
	wantKeys(t, page, "id", "kind", "space", "fields", "links", "retired", "comments")
	want(t, "fields", page["fields"], any(object{"title": title, "why": prose, "target": -12.5, "by": "2027-06-30"}))
	want(t, "links", page["links"], any([]any{}))
	want(t, "comments", page["comments"], any([]any{}))
	want(t, "retired", page["retired"], any(false))
	want(t, "letters of the title", len([]rune(title)), 1000)
	want(t, "found by a word of another alphabet", len(s.all("list", "--search", "学校")), 1)
	want(t, "found without its accents", len(s.all("list", "--search", "eleves")), 1)
}

func TestContract_EditReplacesClearsAndWritesRows(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	rows := `[{"question":"Will it help, all = all?","prediction":"8 of 10","confidence":"high"},{"question":"Is it quick?"}]`
	id := s.add("pdsa", "Exit tickets", "--set", "questions="+rows, "--set", "change=One question")
	got, _ := s.field(id, "questions").([]any)
	if _, err := time.Parse(time.RFC3339, text(got[0].(object), "predicted")); err != nil {
		t.Errorf("the prediction has no time: %v", err)
	}
	delete(got[0].(object), "predicted")
	want(t, "rows", got, []any{object{"question": "Will it help, all = all?", "prediction": "8 of 10", "confidence": "high"}, object{"question": "Is it quick?"}})

	want(t, "edit", s.one("edit", id, "--set", "change=", "--set", "title=Exit tickets again"), object{"id": id})
	want(t, "cleared", s.field(id, "change"), nil)
	want(t, "changed", s.field(id, "title"), any("Exit tickets again"))
	s.one("edit", id, "--set", "questions="+`[{"question":"Is it quick?"}]`)
	want(t, "rows", s.field(id, "questions"), any([]any{object{"question": "Is it quick?"}}))
	for _, bad := range []string{"word", "[1]", `[{"dream":"x"}]`, `{"question":"x"}`, `[{"question":`} {
		s.fails(exitFailed, "", "edit", id, "--set", "questions="+bad)
	}
	want(t, "rows after refusals", s.field(id, "questions"), any([]any{object{"question": "Is it quick?"}}))
	s.fails(exitFailed, "", "edit", id, "--set", "change=half", "--set", "purpose=fun")
	want(t, "nothing of an edit that was refused", s.field(id, "change"), nil)
}

func TestContract_LinksCommentsAndWhatIsPutAway(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	first, second := s.add("driver", "Time to talk"), s.add("driver", "Tasks worth talking about")
	idea := s.add("change-idea", "Talk partners", "--link", "driver="+first, "--link", "driver="+second)
	links, _ := s.one("show", idea)["links"].([]any)
	if len(links) != 2 {
		t.Fatalf("got %v, want links to both drivers", links)
	}
	wantKeys(t, links[0].(object), "rel", "to", "visible")
	want(t, "unlink", s.one("unlink", idea, "driver", first), object{"id": idea})
	want(t, "left", s.one("show", idea)["links"], any([]any{object{"rel": "driver", "to": second, "visible": true}}))
	want(t, "link", s.one("link", idea, "driver", first), object{"id": idea})

	comment := s.one("comment", idea, "Tried it on Tuesday, went = well")
	wantKeys(t, comment, "id", "comment")
	comments, _ := s.one("show", idea)["comments"].([]any)
	if len(comments) != 1 {
		t.Fatalf("got %v, want one comment", comments)
	}
	wantKeys(t, comments[0].(object), "id", "at", "by", "text")
	want(t, "by", text(comments[0].(object), "by"), "Ada")
	s.fails(exitFailed, "", "comment", idea, "  ")

	s.one("retire", idea)
	want(t, "retired", s.one("show", idea)["retired"], any(true))
	want(t, "not listed", len(s.all("list", "--kind", "change-idea")), 0)
	want(t, "listed with all", len(s.all("list", "--kind", "change-idea", "--all")), 1)
	s.one("unretire", idea)
	want(t, "listed again", len(s.all("list", "--kind", "change-idea")), 1)
	for _, o := range s.all("list") {
		if _, has := o["comments"]; has {
			t.Errorf("list prints comments: %v", o)
		}
	}
	wantHistory(t, s.all("history", idea))
}

func wantHistory(t *testing.T, entries []object) {
	t.Helper()

	var changes []string
	for _, entry := range entries {
		wantKeys(t, entry, "at", "by", "device", "change", "field", "value")
		want(t, "by", text(entry, "by"), "Ada")
		changes = append(changes, text(entry, "change")+" "+text(entry, "field"))
	}
	for _, change := range []string{"set title", "link driver", "comment "} {
		if !slices.Contains(changes, change) {
			t.Errorf("the history has %q, want %q too", changes, change)
		}
	}
}

func TestContract_KindsNameTheirFieldsAndLinks(t *testing.T) {
	kinds := newFolder(t).all("kinds")
	var names []string
	for _, kind := range kinds {
		wantKeys(t, kind, "kind", "title", "home", "fields", "rels")
		names = append(names, text(kind, "kind"))
		for _, field := range kind["fields"].([]any) {
			for _, key := range []string{"key", "type", "required"} {
				if _, ok := field.(object)[key]; !ok {
					t.Errorf("%s: the field %v has no %s", kind["kind"], field, key)
				}
			}
		}
		for _, rel := range kind["rels"].([]any) {
			if _, ok := rel.(object)["to"].([]any); !ok {
				t.Errorf("%s: the link %v does not list where it leads", kind["kind"], rel)
			}
		}
	}
	for _, name := range strings.Fields("organisation person role project aim driver change-idea pdsa measure data-point empathy-interview fishbone-cause story bright-spot meeting feedback") {
		if !slices.Contains(names, name) {
			t.Errorf("there is no kind %q", name)
		}
	}
}

func TestContract_DigestCheckAndRebuild(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	id := s.add("aim", "More talk")
	before := s.all("digest")
	want(t, "spaces", len(before), 2)
	events := 0.0
	for _, digest := range before {
		wantKeys(t, digest, "space", "events", "digest")
		want(t, "one space", s.one("digest", "--space", text(digest, "space")), digest)
		events += number(digest, "events")
	}
	for _, args := range [][]string{{"check"}, {"check", "--full"}} {
		report := s.one(args...)
		wantKeys(t, report, "ok", "events", "logs", "faults")
		want(t, "ok", report["ok"], any(true))
		want(t, "events", number(report, "events"), events)
	}
	want(t, "rebuild", s.one("rebuild"), object{"rebuilt": true})
	want(t, "title", s.field(id, "title"), any("More talk"))
	want(t, "digests", s.all("digest"), before)
	s.one("edit", id, "--set", "why=Because")
	if slices.Equal([]string{text(before[0], "digest"), text(before[1], "digest")}, []string{text(s.all("digest")[0], "digest"), text(s.all("digest")[1], "digest")}) {
		t.Error("the digests did not change with the data")
	}
}
