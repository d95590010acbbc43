package library

import (
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestOpenPlaces_KeepsTheSentenceAndLeavesDayAndNumbersOpen(t *testing.T) {
	for sentence, want := range map[string]string{
		"By 18 December, 75 of 100 families who speak another language have had a call, up from 12":            "By …, … of … families who speak another language have had a call, up from …",
		"By the end of grade 2, children in grades 3 to 5 retell a story in 6.5 % of lessons":                  "By …, children in grades 3 to 5 retell a story in … % of lessons",
		"Ninth-graders in periods 2 and 6 hand in 80 % of their essays by 28 May 2027, up from 58 %.":          "Ninth-graders in periods 2 and 6 hand in … % of their essays by … May …, up from … %.",
		"By the end of the year in which nobody had to say it again and again and again and again, 7 students": "By the end of the year in which nobody had to say it again and again and again and again, … students",
		"Nobody waits": "Nobody waits",
		"":             "",
	} {
		if got := openPlaces(sentence); got != want {
			t.Errorf("%q\nbecomes %q,\nwant    %q", sentence, got, want)
		}
	}
}

func TestStart_ACopiedAimAsksForNumbersOfOnesOwn(t *testing.T) {
	l := load(t)
	for _, page := range l.Find(Query{Kind: "aim"}) {
		all, err := l.Start(page.ID, Place{IDs: improve.NewIDs()})
		if err != nil || len(all) != 1 {
			t.Fatalf("%s: %d pages, %v", page.ID, len(all), err)
		}
		for _, key := range []improve.FieldKey{"baseline", "target", "by", "reached"} {
			if got := all[0].Fields[key]; got != "" {
				t.Errorf("%s: the copy keeps %s %q", page.ID, key, got)
			}
		}
		if title := all[0].Fields[improve.TitleKey]; title != openPlaces(page.Title()) || title == page.Title() {
			t.Errorf("%s: the copy is called %q", page.ID, title)
		}
	}
}
