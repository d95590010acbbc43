package report

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// FamilyPage is a project in a few words and charts, for families: what we
// want, what we try, how it goes and what we learned, without names.
type FamilyPage struct {
	Title   string
	Made    time.Time
	Aims    []string
	Tried   []string // ideas that have been tried or are being tried
	Tests   int      // how often something was tried
	Charts  []*figure.Scene
	Learned string
	Say     *phrase.Book // the language of the words that nobody wrote; nil is English

	Covered int               // how often other words stand for a name
	Names   []app.CoveredName // for which they stand, or could
	Doubts  []app.CoverDoubt  // what somebody has to look at before others read it

	looks map[string]app.CoveredText
}

// Look gives one of the texts of the page with where other words stand in it.
func (f FamilyPage) Look(text string) app.CoveredText {
	if look, ok := f.looks[text]; ok {
		return look
	}
	return app.CoveredText{Text: text}
}

// mostFamilyCharts is how many measures families see: with more of them the
// page is no longer one that somebody reads at the kitchen table.
const mostFamilyCharts = 2

// Size of such a chart: two of them and the words go on one sheet.
const familyWidth, familyHeight = 720, 330

// Families makes the page of a project for families. Nothing goes that its kind
// says may name a child, that names people, or that others said; numbers pass
// the gate for small groups without the notes beside them; names in what is
// left are covered, but for what a person decided about them. An *Error NotFound when there is no such project or nothing
// to tell of it, Invalid when the page is none or only this person reads it.
func Families(ctx context.Context, say *phrase.Book, j *app.Journal, id improve.ArtifactID, decided []app.NameCover) (FamilyPage, error) {
	project, err := familyProject(ctx, j, id)
	if err != nil {
		return FamilyPage{}, err
	}
	below, err := j.Below(ctx, project)
	if err != nil {
		return FamilyPage{}, err
	}
	book, err := j.Book(ctx, project.Title(), improve.Query{}, project.ID)
	if err != nil {
		return FamilyPage{}, err
	}
	f := familyMaker{catalog: j.Catalog(), page: FamilyPage{Say: say, Title: book.Title, Made: book.Made}}
	for _, a := range below {
		if _, example := a.Example(); !a.Retired() && !example && f.catalog.Kind(a.Kind) != nil {
			f.all = append(f.all, a)
		}
	}
	slices.SortStableFunc(f.all, func(a, b improve.Artifact) int { return cmp.Compare(a.Created, b.Created) })
	f.words(project)
	if err := f.charts(ctx, j); err != nil {
		return FamilyPage{}, err
	}
	if len(f.page.Aims)+len(f.page.Tried)+len(f.drawn) == 0 && f.page.Learned == "" {
		return FamilyPage{}, &improve.Error{Code: improve.NotFound, Message: "There is nothing to tell families yet.", Hint: "Write the aim first."}
	}
	return f.cover(ctx, j, decided)
}

// familyProject gives a project of which others may read.
func familyProject(ctx context.Context, j *app.Journal, id improve.ArtifactID) (improve.Artifact, error) {
	project, err := j.Store().Artifact(ctx, id)
	if err != nil {
		return project, err
	}
	me, err := j.Me(ctx)
	switch {
	case err != nil:
		return project, err
	case project.Kind != "project":
		return project, &improve.Error{Code: improve.Invalid, Message: "Only a project has a page for families.", Hint: "Name a project."}
	case project.Space == me.Personal:
		return project, &improve.Error{Code: improve.Invalid, Message: "Only you read this project.", Hint: "Share it with your school first; then families may read of it."}
	}
	return project, nil
}

// familyMaker collects one page.
type familyMaker struct {
	catalog *improve.Catalog
	all     []improve.Artifact
	page    FamilyPage
	drawn   []figure.MeasureChart
}

// told gives what a page says in a field, where its kind lets strangers read it;
// else "".
func (f *familyMaker) told(a improve.Artifact, key improve.FieldKey) string {
	field, ok := f.catalog.Kind(a.Kind).Field(key)
	if !ok || key != improve.TitleKey && (field.NamesChild || field.Hidden || field.Own || field.Type == improve.Person) {
		return ""
	}
	return a.Text(key)
}

func (f *familyMaker) of(kind improve.KindName) []improve.Artifact {
	return slices.DeleteFunc(slices.Clone(f.all), func(a improve.Artifact) bool { return a.Kind != kind })
}

// words takes what is told in words.
func (f *familyMaker) words(project improve.Artifact) {
	for _, aim := range f.of("aim") {
		if title := f.told(aim, improve.TitleKey); title != "" {
			f.page.Aims = append(f.page.Aims, title)
		}
	}
	if wanted := f.told(project, "accomplish"); len(f.page.Aims) == 0 && wanted != "" {
		f.page.Aims = []string{wanted}
	}
	tested := map[improve.ArtifactID]bool{}
	for _, test := range f.of("pdsa") {
		if test.Text("do_began") == "" {
			continue // it is a plan
		}
		f.page.Tests++
		for _, idea := range test.LinkedTo("change-idea") {
			tested[idea] = true
		}
	}
	for _, idea := range f.of("change-idea") {
		beyond := slices.Contains([]string{"testing", "implementing", "spreading", "standard"}, f.told(idea, "state"))
		if title := f.told(idea, improve.TitleKey); title != "" && (beyond || tested[idea.ID]) {
			f.page.Tried = append(f.page.Tried, title)
		}
	}
	f.page.Learned = f.told(project, "learned")
}

// charts draws the measures that tell most of the aim, without what was written
// beside a number, a phase or a test.
func (f *familyMaker) charts(ctx context.Context, j *app.Journal) error {
	measures := slices.DeleteFunc(f.of("measure"), func(a improve.Artifact) bool { return a.Text("type") == "pdsa" })
	slices.SortStableFunc(measures, func(x, y improve.Artifact) int { return outcomeFirst(x) - outcomeFirst(y) })
	for _, measure := range measures {
		if len(f.drawn) == mostFamilyCharts {
			break
		}
		leaving, err := Measure(ctx, f.page.Say, j, measure.ID)
		if err != nil {
			return err
		}
		leaving.Tests = nil
		drawn, err := leaving.Chart()
		if len(leaving.Numbers) == 0 || err != nil {
			continue // no number that may leave, or none that can be drawn
		}
		drawn.Annotations, drawn.PhaseNames = nil, nil
		drawn.Width, drawn.Height = familyWidth, familyHeight
		f.drawn = append(f.drawn, drawn)
	}
	return nil
}

// cover covers the names in all that is told, with those found in all that is not.
func (f *familyMaker) cover(ctx context.Context, j *app.Journal, decided []app.NameCover) (FamilyPage, error) {
	p := &f.page
	places := []*string{&p.Title, &p.Learned}
	for i := range p.Aims {
		places = append(places, &p.Aims[i])
	}
	for i := range p.Tried {
		places = append(places, &p.Tried[i])
	}
	for i := range f.drawn {
		places = append(places, &f.drawn[i].Title, &f.drawn[i].Subtitle, &f.drawn[i].Unit)
	}
	texts := make([]string, len(places))
	for i, place := range places {
		texts[i] = *place
	}
	covered, err := j.CoverNames(ctx, texts, f.untold(), decided)
	if err != nil {
		return FamilyPage{}, err
	}
	p.looks = map[string]app.CoveredText{}
	for i, place := range places {
		*place = covered.Texts[i].Text
		p.looks[*place] = covered.Texts[i]
	}
	p.Covered, p.Names, p.Doubts = covered.Places(), covered.Names, covered.Doubts()
	for _, drawn := range f.drawn {
		p.Charts = append(p.Charts, drawn.Scene())
	}
	return *p, nil
}

// untold are the other texts of the pages: a name that is plain in one of them
// is known in those that are told.
func (f *familyMaker) untold() []string {
	var texts []string
	for _, a := range f.all {
		for _, field := range f.catalog.Kind(a.Kind).Fields() {
			if field.Type == improve.Text || field.Type == improve.Prose {
				texts = append(texts, a.Text(field.Key))
			}
			for _, row := range a.Rows(field.Key) {
				for _, column := range field.Columns {
					if column.Type == improve.Text || column.Type == improve.Prose {
						texts = append(texts, row.Cells[column.Key])
					}
				}
			}
		}
	}
	return texts
}
