package app

import "testing"

func TestRepeatedKey(t *testing.T) {
	for raw, want := range map[string]string{
		`{"a":1,"b":{"a":2,"c":["a","a"]}}`:       "",
		`{"fields":{"title":"x","title":"y"}}`:    "title",
		`{"a":[{"b":1},{"b":2},{"b":3,"b":4}]}`:   "b",
		`{"a":"a","b":"b"}`:                       "",
		`{"kind":"aim","fields":{},"kind":"aim"}`: "kind",
		`not json`: "",
		`]`:        "",
	} {
		if got := repeatedKey([]byte(raw)); got != want {
			t.Errorf("%s: got %q, want %q", raw, got, want)
		}
	}
}
