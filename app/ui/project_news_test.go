package ui

import (
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func TestProjectNews_TellsOnceWhatOthersDidSinceTheLastVisit(t *testing.T) {
	journal := newJournal(t, "teacher")
	p := workProgram(t, journal)
	project := create(t, journal, "project", titled("Essays on time"))
	measure := create(t, journal, "measure", titled("Essays"), app.NewLink{Rel: "project", Target: project})
	buddy := newBuddy(t, journal, p.me.School)
	visit := func() []newsItem {
		t.Helper()
		book, err := loadBook(t.Context(), journal, project)
		if err != nil {
			t.Fatal(err)
		}
		news, err := p.findNews(t.Context(), book)
		if err != nil {
			t.Fatal(err)
		}
		return news
	}
	if news := visit(); len(news) != 0 {
		t.Errorf("the first visit has news: %+v", news)
	}

	create(t, journal, "aim", titled("Mine"), app.NewLink{Rel: "project", Target: project})
	create(t, journal, "story", titled("Of nothing here"))
	if _, err := buddy.Comment(t.Context(), measure, "Counted how?", improve.RowID{}); err != nil {
		t.Fatal(err)
	}
	bring(t, buddy, journal, p.me.School)

	if news := visit(); len(news) != 1 || news[0].Title != "Essays" || news[0].Who != "Ben Okafor wrote a comment" {
		t.Errorf("got %+v, want Ben's comment on the measure", news)
	}
	if news := visit(); len(news) != 0 {
		t.Errorf("told again: %+v", news)
	}
}
