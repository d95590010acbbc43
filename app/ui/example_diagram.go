package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/app/library"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// setPicture is the picture of a set of the library: its driver diagram, or its
// causes as a fishbone; nil for every other set.
func (p *Program) setPicture(set *library.Set, resize func()) fyne.CanvasObject {
	lay := setScene(set)
	if lay == nil {
		return nil
	}
	view := NewFigureView(FigureParts{Lay: lay})
	view.Actions = func(part *figure.Group) []FigureAction {
		page, _ := figure.CauseOf(part.ID)
		if p.library.Page(page) == nil {
			return nil // a bone or the head, no page
		}
		return []FigureAction{{T("examples.read", "Read it"), func() {
			p.Navigate(Route{Screen: ExamplesScreen, ID: examplePage + page})
		}}}
	}
	return NewFigureBox(view, FigureBoxParts{Rest: T("examples.picture", "Click a box to read it."), OnResize: resize}).Object()
}

// setScene gives what lays the picture out for a width; nil where there is none.
func setScene(set *library.Set) func(float64) *figure.Scene {
	has := map[improve.KindName]bool{}
	for _, page := range set.Pages {
		has[page.Kind.Name] = true
	}
	switch {
	case has["aim"] && has["driver"]:
		diagram := exampleDrivers(set)
		return func(width float64) *figure.Scene {
			diagram.Width = width
			return diagram.Scene()
		}
	case has["fishbone-cause"]:
		bones := exampleFishbone(set)
		return func(width float64) *figure.Scene {
			bones.Width = width
			return bones.Scene()
		}
	default:
		return nil
	}
}

func exampleDrivers(set *library.Set) figure.DriverDiagram {
	diagram := figure.DriverDiagram{Say: phrases(), Title: set.Title, Bare: true}
	for _, page := range set.Pages {
		node := figure.DriverNode{ID: page.ID, Words: page.Title(), Primary: page.Filled.Fields["level"] == "primary"}
		switch page.Kind.Name {
		case "aim":
			node.Rank = figure.RankAim
		case "driver":
			node.Rank = figure.RankDriver
		case "change-idea":
			node.Rank = figure.RankIdea
		default:
			continue
		}
		diagram.Nodes = append(diagram.Nodes, node)
		for _, link := range page.Links {
			diagram.Links = append(diagram.Links, figure.DriverLink{From: page.ID, To: link.To})
		}
	}
	return diagram
}

// exampleFishbone hangs each cause on the bone of its category, and behind the
// cause that it explains.
func exampleFishbone(set *library.Set) figure.Fishbone {
	bones := figure.Fishbone{Title: set.Title, Problem: set.Title, Bare: true}
	behind := map[string][]figure.FishCause{}
	for i := len(set.Pages) - 1; i >= 0; i-- { // a reason stands after what it explains
		page := set.Pages[i]
		for _, link := range page.Links {
			behind[link.To] = append([]figure.FishCause{exampleCause(page, behind)}, behind[link.To]...)
		}
	}
	category, _ := set.Pages[0].Kind.Field("category")
	for _, option := range category.Options {
		bone := figure.FishBone{ID: figure.BonePart(option.Key), Name: option.Label}
		for _, page := range set.Pages {
			hangs := exampleCategories(page)
			switch at := slices.Index(hangs, option.Key); {
			case at == 0 && len(page.Links) == 0:
				bone.Causes = append(bone.Causes, exampleCause(page, behind))
			case at > 0:
				home := slices.IndexFunc(category.Options, func(o improve.Option) bool { return o.Key == hangs[0] })
				bone.Causes = append(bone.Causes, exampleCause(page, nil).OnceMore(phrases(), option.Key, category.Options[max(home, 0)].Label))
			}
		}
		bones.Bones = append(bones.Bones, bone)
	}
	return bones
}

// exampleCategories are the bones that a cause of an example hangs on, its own first.
func exampleCategories(page *library.Page) []string {
	var others []string
	for _, row := range page.Filled.Rows["also_on"] {
		others = append(others, row["category"])
	}
	return kinds.CategoriesOf(page.Filled.Fields["category"], others...)
}

func exampleCause(page *library.Page, behind map[string][]figure.FishCause) figure.FishCause {
	control := map[string]figure.Control{"yes": figure.InHand, "partly": figure.PartlyInHand, "no": figure.OutOfHand}
	return figure.FishCause{ID: page.ID, Words: page.Title(), Control: control[page.Filled.Fields["control"]], Behind: behind[page.ID]}
}
