package main

import (
	"context"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/ui"
	"github.com/cairn-schools/cairn/improve"
)

// shot is a press and the name of the picture after it.
type shot struct{ press, name string }

// shots presses one thing after the other and draws each time.
func (s *stage) shots(shots ...shot) error {
	for _, shot := range shots {
		s.press(shot.press)
		if err := s.picture(shot.name); err != nil {
			return err
		}
	}
	return nil
}

// page gives the route of a page.
func page(id improve.ArtifactID) ui.Route {
	return ui.Route{Screen: ui.ArtifactScreen, ID: id.String()}
}

// homes draws the other two Homes, and what is chosen in the pictures of a project.
func (g *gallery) homes(ctx context.Context) error {
	s, err := g.open(ctx, "homes", ui.TextNormal, sampleTeacher)
	if err != nil {
		return err
	}
	if err := s.shots(shot{"Our projects", "home-projects"}, shot{"All schools", "home-schools"}); err != nil {
		return err
	}
	project, err := s.first(ctx, "project")
	if err != nil {
		return err
	}
	s.Navigate(ui.Route{Screen: ui.ProjectScreen, ID: project.String() + "/numbers"})
	s.settle()
	if err := s.shots(shot{"Each school", "multiples-schools"}); err != nil {
		return err
	}
	return s.close()
}

// first gives the page of a kind that was recorded first.
func (s *stage) first(ctx context.Context, kind improve.KindName) (improve.ArtifactID, error) {
	cards, err := s.laptop.DB.Cards(ctx, improve.Query{Kinds: []improve.KindName{kind}, Order: improve.ByCreated, Limit: 1})
	if err != nil || len(cards) == 0 {
		return improve.ArtifactID{}, err
	}
	return cards[0].ID, nil
}

// fields are those of a page with a title.
func fields(title string, more ...string) map[improve.FieldKey]string {
	made := map[improve.FieldKey]string{improve.TitleKey: title}
	for i := 0; i+1 < len(more); i += 2 {
		made[improve.FieldKey(more[i])] = more[i+1]
	}
	return made
}

// lenses draws a project in the steps of a team's own cycle.
func (g *gallery) lenses(ctx context.Context) error {
	var project improve.ArtifactID
	s, err := g.open(ctx, "lenses", ui.TextNormal, func(ctx context.Context, journal *app.Journal) (err error) {
		if err := teacher(ctx, journal); err != nil {
			return err
		}
		if project, err = journal.Create(ctx, app.NewArtifact{Kind: "project", Fields: fields("Essays on time")}); err != nil {
			return err
		}
		own := []app.NewLink{{Rel: "project", Target: project}}
		_, err = journal.CreateAll(ctx, []app.NewArtifact{
			{Kind: "aim", Fields: fields("By May 8 of 10 essays come in on the day."), Links: own},
			{Kind: "change-idea", Fields: fields("Begin in class"), Links: own},
			{Kind: "pdsa", Fields: fields("One period"), Links: own},
			{Kind: "step-cycle", Fields: fields("Our four steps"), Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"steps": {
				{"step": "Look at what students do", "question": "accomplish"}, {"step": "Choose one cause", "question": "accomplish", "work": "why"},
				{"step": "Say what to count", "question": "know"}, {"step": "Try one change", "question": "change", "work": "test"},
			}}},
		})
		return err
	})
	if err != nil {
		return err
	}
	if err := s.at("lens-six-steps-and-a-hint", ui.Route{Screen: ui.ProjectScreen, ID: project.String() + "/overview"}); err != nil {
		return err
	}
	if err := s.shots(shot{"Our four steps", "lens-own-cycle"}, shot{"Note…", "lens-note"}); err != nil {
		return err
	}
	return s.close()
}

// versions draws an aim that is asked about, was changed and is erased.
func (g *gallery) versions(ctx context.Context) error {
	var aim improve.ArtifactID
	s, err := g.open(ctx, "versions", ui.TextNormal, func(ctx context.Context, journal *app.Journal) (err error) {
		if err := teacher(ctx, journal); err != nil {
			return err
		}
		aim, err = journal.Create(ctx, app.NewArtifact{Kind: "aim", Fields: fields("All students hand in their essays", "target", "70", "by", "2027-05-28")})
		if err != nil {
			return err
		}
		return journal.SayWhy(ctx, aim, "A first guess")
	})
	if err != nil {
		return err
	}
	if err := s.at("hints", page(aim)); err != nil {
		return err
	}
	was, err := s.laptop.DB.Artifact(ctx, aim)
	if err != nil {
		return err
	}
	edit := improve.Edit{Field: "target", Value: improve.TextValue("80"), Over: was.Register("target", improve.RowID{}).Dots()}
	if err := s.laptop.Journal.Edit(ctx, aim, []improve.Edit{edit}); err != nil {
		return err
	}
	if err := s.picture("versions-why"); err != nil {
		return err
	}
	if err := s.shots(shot{"Compare versions…", "versions-compared"}); err != nil {
		return err
	}
	s.press("Close")
	if err := s.shots(shot{"Erase for good…", "erase"}); err != nil {
		return err
	}
	return s.close()
}

// photos draws a page with photos, which are put there as a person drops them.
func (g *gallery) photos(ctx context.Context) error {
	var idea improve.ArtifactID
	s, err := g.open(ctx, "photos", ui.TextNormal, func(ctx context.Context, journal *app.Journal) (err error) {
		if err := teacher(ctx, journal); err != nil {
			return err
		}
		idea, err = journal.Create(ctx, app.NewArtifact{Kind: "change-idea", Fields: fields("Sentence starters on the wall")})
		return err
	})
	if err != nil {
		return err
	}
	for i, size := range []string{"small", "crowded"} {
		drawn := rampOf(size).Scene()
		content, err := drawn.PNG(1)
		if err != nil {
			return err
		}
		if _, err := s.laptop.Journal.Attach(ctx, idea, app.NewFile{Name: []string{"wall.png", "table.png"}[i], Content: content}); err != nil {
			return err
		}
	}
	if err := s.at("photos", page(idea)); err != nil {
		return err
	}
	if err := s.shots(shot{"wall.png", "photos-large"}); err != nil {
		return err
	}
	return s.close()
}

// raise draws the steps of raising a page to somebody who reads along.
func (g *gallery) raise(ctx context.Context) error {
	var barrier improve.ArtifactID
	s, err := g.open(ctx, "raise", ui.TextNormal, func(ctx context.Context, journal *app.Journal) (err error) {
		if err := g.takeOut(ctx, journal, "raise-other"); err != nil {
			return err
		}
		barrier, err = journal.Create(ctx, app.NewArtifact{Kind: "barrier", Fields: fields("Every slip is copied twice", "raised_on", "2026-11-01")})
		return err
	})
	if err != nil {
		return err
	}
	if err := s.at("raise-page", page(barrier)); err != nil {
		return err
	}
	if err := s.shots(shot{"Raise…", "raise-whom"}, shot{"Ike Brandt", "raise-write"}); err != nil {
		return err
	}
	return s.close()
}

// imports draws a spreadsheet on its way in.
func (g *gallery) imports(ctx context.Context) error {
	s, err := g.open(ctx, "import", ui.TextNormal, teacher)
	if err != nil {
		return err
	}
	if err := s.at("import", ui.Route{Screen: ui.ImportScreen, ID: "visit"}); err != nil {
		return err
	}
	sheet := filepath.Join(g.scratch, "visits.csv")
	if err := os.WriteFile(sheet, []byte("Headline,Day,Shoes\nHarbor,3/4/2026,9\n,10/4/2026,8\nQuarry Hill,11/4/2026,7\n"), 0o600); err != nil {
		return err
	}
	s.window.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(sheet)})
	if err := s.picture("import-days"); err != nil {
		return err
	}
	if err := s.shots(shot{"The day comes first", "import-rows"}, shot{"Bring in 2, skip 1", "import-done"}); err != nil {
		return err
	}
	return s.close()
}

// recover draws what somebody does whose laptop is new or gone.
func (g *gallery) recover(ctx context.Context) error {
	s, err := g.open(ctx, "recover", ui.TextNormal, teacher)
	if err != nil {
		return err
	}
	for _, screen := range []string{ui.RecoverScreen, ui.LostScreen, ui.MineScreen, ui.RestoreScreen} {
		if err := s.at("recover-"+screen, ui.Route{Screen: screen}); err != nil {
			return err
		}
	}
	return s.close()
}
