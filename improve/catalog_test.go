package improve

import (
	"strings"
	"testing"
)

func TestNewCatalog_RefusesFaultyDeclarations(t *testing.T) {
	first := func(k *Kind) *Field { return &k.Sections[0].Fields[0] }
	tests := []struct {
		name   string
		change func(k *Kind)
		want   string // a part of the error; "" when there is none
	}{
		{"a sound kind", func(*Kind) {}, ""},
		{"a name with capitals", func(k *Kind) { k.Name = "Meeting" }, "lower-case"},
		{"a name that is too long", func(k *Kind) { k.Name = KindName(strings.Repeat("a", maxName+1)) }, "lower-case"},
		{"a key with a hyphen", func(k *Kind) { first(k).Key = "a-b" }, "no key"},
		{"one of Cairn's own keys", func(k *Kind) { first(k).Key = "~mine" }, "no key"},
		{"a key twice", func(k *Kind) { first(k).Key = "notes" }, "twice"},
		{"a choice without options", func(k *Kind) { first(k).Type = Choice }, "options"},
		{"options without a choice", func(k *Kind) { first(k).Options = []Option{{Key: "a"}} }, "options"},
		{"an option twice", func(k *Kind) { k.Sections[0].Fields[3].Options = []Option{{Key: "a"}, {Key: "a"}} }, "twice"},
		{"a list without columns", func(k *Kind) { first(k).Type = Rows }, "columns"},
		{"a list within a list", func(k *Kind) { k.Sections[0].Fields[7].Columns[0].Type = Rows }, "within"},
		{"a relation to nothing", func(k *Kind) { k.Rels = []Rel{{Name: "for", To: []KindName{"ghost"}}} }, "ghost"},
		{"a relation twice", func(k *Kind) { k.Rels = []Rel{{Name: "for"}, {Name: "for"}} }, "twice"},
		{"a whole that is no key", func(k *Kind) { k.Whole = "A" }, "no key"},
		{"a sample of an unknown field", func(k *Kind) { k.Sample.Fields = map[FieldKey]string{"ghost": "a"} }, "sample"},
		{"a sample that breaks a rule", func(k *Kind) { k.Sample.Fields = map[FieldKey]string{"held": "soon"} }, "sample"},
		{"a sample row that breaks a rule", func(k *Kind) {
			k.Sample.Rows = map[FieldKey][]map[FieldKey]string{"tasks": {{"by": "soon"}}}
		}, "sample"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			kind := meetingKind()
			test.change(kind)
			_, err := NewCatalog([]*Kind{kind})
			if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func TestCatalog_KeepsItsOrderAndItself(t *testing.T) {
	kinds := []*Kind{meetingKind(), {Name: "aim"}}
	catalog, err := NewCatalog(kinds)
	if err != nil {
		t.Fatal(err)
	}
	kinds[0] = nil
	if got := catalog.Kinds(); len(got) != 2 || got[0] == nil || got[0].Name != "meeting" || catalog.Kind("aim") != got[1] {
		t.Errorf("got %v", got)
	}
	if catalog.Kind("ghost") != nil {
		t.Error("a kind that is not there was found")
	}
	if _, err := NewCatalog([]*Kind{meetingKind(), meetingKind()}); err == nil {
		t.Error("a kind was declared twice")
	}
}
