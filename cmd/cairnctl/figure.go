package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/app/report"
	"github.com/cairn-schools/cairn/improve"
)

type figureCommand struct {
	ID   string `arg:"" optional:"" help:"A project, an idea, a measure, a digraph, a process map, a tree of questions, a look at what fits or a list of where you stand; none for the network."`
	Of   string `help:"Of a project: theory (the driver diagram) or causes (the fishbone). Of a measure: its chart, or small charts of its groups or schools, or of each class over the years (cohorts). Without a page: network, who shares with whom." default:"" enum:",theory,causes,chart,groups,schools,cohorts,network"`
	AsOf *int   `help:"Of a project: its driver diagram as it stood in this version (see versions --diagram)." placeholder:"N"`
	Own  bool   `help:"Of a measure: a copy for yourself alone, with the numbers of small groups."`

	picture
}

func (c *figureCommand) run(s *session) error {
	if !c.wanted() {
		return usage("name a file with --svg, --png or --pdf")
	}
	if c.AsOf != nil && *c.AsOf < 1 {
		return usage("--as-of wants the number of a version; they count from 1")
	}
	if c.AsOf != nil && c.Of != "" && c.Of != "theory" {
		return usage("--as-of goes with the driver diagram of a project")
	}
	if network := c.Of == "network"; network != (c.ID == "") {
		return usage("name a page, or --of network without one")
	} else if network {
		return c.network(s)
	}
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	scene, err := c.scene(s, journal, id)
	if err != nil {
		return err
	}
	if err := c.write(scene); err != nil {
		return err
	}
	return s.print(map[string]any{"id": id.String(), "title": scene.Title, "description": scene.Description}, "%s", scene.Description)
}

// network draws who shares with whom.
func (c *figureCommand) network(s *session) error {
	journal, err := s.journal()
	if err != nil {
		return err
	}
	drawn, err := report.Network(s.ctx, s.say, journal)
	if err != nil {
		return err
	}
	scene := drawn.Scene()
	if err := c.write(scene); err != nil {
		return err
	}
	return s.print(map[string]any{"title": scene.Title, "shape": drawn.Shape(), "description": scene.Description}, "%s", scene.Description)
}

// picturesOf are the names of the pictures of a kind, the usual one first; the
// other kinds have one at most, which needs no name.
func picturesOf(kind improve.KindName) []string {
	switch kind {
	case "project":
		return []string{"theory", "causes"}
	case "measure":
		return []string{"chart", "groups", "schools", "cohorts"}
	default:
		return nil
	}
}

// fits refuses a picture that pages of a kind do not have, and names those that they have.
func (c *figureCommand) fits(s *session, catalog *improve.Catalog, name improve.KindName) error {
	pictures := picturesOf(name)
	if c.Of == "" || slices.Contains(pictures, c.Of) {
		return nil
	}
	title := string(name)
	if kind := s.say.Kind(catalog.Kind(name)); kind != nil {
		title = kind.Title
	}
	hint := "Leave --of out: pages of this kind have one picture at most."
	if len(pictures) > 0 {
		hint = "It has these: --of " + strings.Join(pictures, ", --of ") + "."
	}
	return &improve.Error{Code: improve.Invalid, Message: "A page “" + title + "” has no picture “" + c.Of + "”.", Hint: hint}
}

func (c *figureCommand) scene(s *session, journal *app.Journal, id improve.ArtifactID) (*figure.Scene, error) {
	page, err := journal.Store().Artifact(s.ctx, id)
	if err != nil {
		return nil, err
	}
	if err := c.fits(s, journal.Catalog(), page.Kind); err != nil {
		return nil, err
	}
	if c.AsOf != nil {
		return theoryAsOf(s, journal, page, *c.AsOf)
	}
	switch page.Kind {
	case "digraph":
		var causes []improve.Artifact
		for _, at := range page.LinkedTo("cause") {
			if cause, err := journal.Store().Artifact(s.ctx, at); err == nil { // others are not on this laptop
				causes = append(causes, cause)
			}
		}
		drawn := figure.DigraphOf(page, causes...)
		drawn.Say = s.say
		return drawn.Scene(), nil
	case "change-idea":
		return rampOf(s, journal, page)
	case "process-map":
		return processOf(s, journal, page)
	case "decision-tree":
		return figure.TreeOf(s.say, page).Scene(), nil
	case report.AlignmentKind:
		drawn, err := report.Alignment(s.ctx, s.say, journal, id)
		return drawn.Scene(), err
	case report.StandingKind:
		drawn, err := report.Standing(s.ctx, s.say, journal, page)
		return drawn.Scene(), err
	case "measure":
		return c.measure(s, journal, id)
	case "project":
	default:
		return nil, &improve.Error{Code: improve.Invalid, Message: "There is no picture of this kind of page.", Hint: "Name a project, an idea, a measure, a digraph, a process map, a tree of questions, a look at what fits or a list of where you stand."}
	}
	pages, err := journal.Below(s.ctx, page)
	if err != nil {
		return nil, err
	}
	pages = slices.DeleteFunc(pages, improve.Artifact.Retired)
	slices.SortFunc(pages, func(a, b improve.Artifact) int { return strings.Compare(a.ID.String(), b.ID.String()) }) // ids begin with the time
	if c.Of == "causes" {
		return causesOf(s, journal.Catalog(), page, pages).Fishbone().Scene(), nil
	}
	return theoryOf(s, journal, page.Title(), pages), nil
}

// theoryOf draws the driver diagram of these pages.
func theoryOf(s *session, journal *app.Journal, title string, pages []improve.Artifact) *figure.Scene {
	state := func(idea improve.Artifact) string { return optionLabel(s, journal.Catalog(), idea, "state") }
	return figure.Theory{Say: s.say, Title: title, Pages: pages, State: state}.Diagram().Scene()
}

// processOf draws a process; beside the one that it redraws, with what changed
// marked, where that is on this laptop.
func processOf(s *session, journal *app.Journal, page improve.Artifact) (*figure.Scene, error) {
	for _, id := range page.LinkedTo("before") {
		before, err := journal.Store().Artifact(s.ctx, id)
		if err == nil && !before.Retired() {
			earlier, later := figure.Redrawn(figure.ProcessOf(s.say, before), figure.ProcessOf(s.say, page))
			return figure.Beside(earlier.Scene(), later.Scene()), nil
		}
		if err != nil && improve.CodeOf(err) != improve.NotFound {
			return nil, err
		}
	}
	return figure.ProcessOf(s.say, page).Scene(), nil
}

// rampOf draws the tests of an idea as stairs.
func rampOf(s *session, journal *app.Journal, idea improve.Artifact) (*figure.Scene, error) {
	tests, err := journal.Store().Artifacts(s.ctx, improve.Query{LinkTo: idea.ID, Rel: "change-idea", Kinds: []improve.KindName{"pdsa"}, Order: improve.ByCreated, Limit: mostTests})
	if err != nil {
		return nil, err
	}
	ramp := figure.Tests{
		Say:   s.say,
		Title: idea.Title(), Pages: tests, Next: figure.RampNext(s.say, tests),
		Decision: func(test improve.Artifact) string { return optionLabel(s, journal.Catalog(), test, "decision") },
	}
	if kind := s.say.Kind(journal.Catalog().Kind("pdsa")); kind != nil {
		field, _ := kind.Field("scale")
		ramp.Scales = field.Options
	}
	return ramp.Ramp().Scene(), nil
}

// mostTests is how many tests of one idea are drawn: more than a school year has weeks.
const mostTests = 200

// measure draws what of a measure may leave the laptop, or all of it.
func (c *figureCommand) measure(s *session, journal *app.Journal, id improve.ArtifactID) (*figure.Scene, error) {
	read := report.Measure
	if c.Own {
		read = report.OwnMeasure
	}
	measure, err := read(s.ctx, s.say, journal, id)
	if err != nil {
		return nil, err
	}
	if split, small := map[string]figure.Split{"groups": figure.ByGroup, "schools": figure.BySchool, "cohorts": figure.ByCohort}[c.Of]; small {
		many, err := measure.Multiples(split)
		if err != nil {
			return nil, err
		}
		return many.Scene(), nil
	}
	drawn, err := measure.Chart()
	if err != nil {
		return nil, err
	}
	return drawn.Scene(), nil
}

// causesOf gives the causes of a project as a fishbone has them.
func causesOf(s *session, catalog *improve.Catalog, project improve.Artifact, pages []improve.Artifact) figure.Causes {
	causes := figure.Causes{
		Say:   s.say,
		Title: project.Title(), Problem: cmp.Or(project.Text("problem"), project.Title()), Pages: pages, Other: s.say.T("figure.fishbone.other", "Not sorted yet"),
		Voice: func(cause improve.Artifact) string { return optionLabel(s, catalog, cause, "voice") },
	}
	if kind := s.say.Kind(catalog.Kind("fishbone-cause")); kind != nil {
		field, _ := kind.Field("category")
		causes.Categories = field.Options
	}
	return causes
}

// optionLabel says the option that a field holds; "" for none.
func optionLabel(s *session, catalog *improve.Catalog, a improve.Artifact, key improve.FieldKey) string {
	kind := s.say.Kind(catalog.Kind(a.Kind))
	if kind == nil {
		return ""
	}
	field, _ := kind.Field(key)
	at := slices.IndexFunc(field.Options, func(o improve.Option) bool { return o.Key == a.Text(key) })
	if at < 0 {
		return ""
	}
	return field.Options[at].Label
}
