package main

import (
	"context"
	"io"
	"log/slog"
	"path/filepath"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/ui"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
	"github.com/cairn-schools/cairn/storage"
)

// theories draws how a driver diagram stood over an autumn, in usual and in large text.
func (g *gallery) theories(ctx context.Context) error {
	for name, size := range map[string]ui.TextSize{"theory-versions": ui.TextNormal, "theory-versions-large": ui.TextLargest} {
		project, err := g.autumn(ctx, filepath.Join(g.scratch, name))
		if err != nil {
			return err
		}
		s, err := g.open(ctx, name, size, nil)
		if err != nil {
			return err
		}
		if err := s.at(name+"-page", ui.Route{Screen: ui.ProjectScreen, ID: project.String() + "/theory"}); err != nil {
			return err
		}
		s.press("How our theory changed")
		if err := s.picture(name); err != nil {
			return err
		}
		if err := s.close(); err != nil {
			return err
		}
	}
	return nil
}

// autumn writes a diagram that grew on four days into a folder.
func (g *gallery) autumn(ctx context.Context, folder string) (improve.ArtifactID, error) {
	db, err := storage.Open(ctx, folder, kinds.Catalog(), slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		return improve.ArtifactID{}, err
	}
	defer func() { _ = db.Close() }()
	keys, err := app.LoadKeys(folder)
	if err != nil {
		return improve.ArtifactID{}, err
	}
	db.SetDevice(keys.Device())
	day := pictureTime.AddDate(0, -2, 0)
	w := &autumnWriter{ctx: ctx, journal: app.New(app.Params{Store: db, Keys: keys, Catalog: kinds.Catalog(), Now: func() time.Time { return day }})}
	if err := teacher(ctx, w.journal); err != nil {
		return improve.ArtifactID{}, err
	}
	w.project = w.page("project", "Essays on the day")
	aim := w.page("aim", "By 28 May 70 of 100 essays are handed in on the day")
	help := w.page("driver", "Writers get help", app.NewLink{Rel: "aim", Target: aim})
	home := w.page("driver", "There is a quiet place at home", app.NewLink{Rel: "aim", Target: aim})
	day = day.AddDate(0, 0, 9)
	early := w.page("driver", "Being stuck shows early", app.NewLink{Rel: "driver", Target: help})
	w.page("change-idea", "Write the first paragraph in class, side by side", app.NewLink{Rel: "driver", Target: early})
	w.page("change-idea", "A list of who has no first line on Wednesday", app.NewLink{Rel: "driver", Target: early})
	day = day.AddDate(0, 0, 20)
	w.put(home)
	w.reword(help, "Writers get help before the essay is late")
	day = day.AddDate(0, 0, 12)
	w.reword(aim, "By 28 May 80 of 100 essays are handed in on the day")
	w.why(aim, "70 came by itself.")
	w.page("driver", "A late essay can still be handed in", app.NewLink{Rel: "aim", Target: aim}, app.NewLink{Rel: "weak-driver", Target: help})
	w.page("change-idea", "Read it to a neighbour before it goes in", app.NewLink{Rel: "driver", Target: early})
	return w.project, w.err
}

// autumnWriter writes pages until something fails.
type autumnWriter struct {
	ctx     context.Context
	journal *app.Journal
	project improve.ArtifactID
	err     error
}

func (w *autumnWriter) page(kind improve.KindName, title string, links ...app.NewLink) (id improve.ArtifactID) {
	made := app.NewArtifact{Kind: kind, Fields: fields(title)}
	if kind != "project" {
		made.Links = []app.NewLink{{Rel: "project", Target: w.project}}
	}
	made.Links = append(made.Links, links...)
	if w.err == nil {
		id, w.err = w.journal.Create(w.ctx, made)
	}
	return id
}

func (w *autumnWriter) reword(id improve.ArtifactID, title string) {
	if w.err == nil {
		w.err = w.journal.Edit(w.ctx, id, []improve.Edit{{Field: improve.TitleKey, Value: improve.TextValue(title)}})
	}
}

func (w *autumnWriter) put(id improve.ArtifactID) {
	if w.err == nil {
		w.err = w.journal.Retire(w.ctx, id)
	}
}

func (w *autumnWriter) why(id improve.ArtifactID, why string) {
	if w.err == nil {
		w.err = w.journal.SayWhy(w.ctx, id, why)
	}
}
