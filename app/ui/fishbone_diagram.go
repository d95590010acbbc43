package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// fishboneDiagram is the fishbone of a project.
type fishboneDiagram struct {
	*diagramEditor
	screen *projectScreen
}

func newFishboneDiagram(s *projectScreen) *fishboneDiagram {
	f := &fishboneDiagram{screen: s}
	f.diagramEditor = newDiagramEditor(s.p, f, func() { s.refit(tabCauses) })
	return f
}

// optionsOf are the answers to a choice of a kind, in the user's words.
func (p *Program) optionsOf(name improve.KindName, key improve.FieldKey) []improve.Option {
	kind := p.journal.Catalog().Kind(name)
	if kind == nil {
		return nil
	}
	for _, section := range kind.Sections {
		for _, field := range section.Fields {
			if field.Key == key {
				return kindText{kind: kind}.field(section.Key, field).Options
			}
		}
	}
	return nil
}

// causesFigure gives the causes of a project as a fishbone has them.
func (p *Program) causesFigure(book projectBook) figure.Causes {
	return figure.Causes{
		Say:   phrases(),
		Title: T("causes.title", "Why does it happen?"), Problem: problemOf(book), Pages: book.drawn("fishbone-cause"),
		Categories: p.optionsOf("fishbone-cause", "category"), Other: T("causes.other", "Not sorted yet"),
		Voice: func(cause improve.Artifact) string { return p.optionWords(cause, "voice") },
	}
}

// problemOf says what the causes explain: the project's problem, else its name.
func problemOf(book projectBook) string {
	if problem := strings.TrimSpace(book.Project.Text("problem")); problem != "" {
		return problem
	}
	return book.Project.Title()
}

func (f *fishboneDiagram) page(id improve.ArtifactID) (improve.Artifact, bool) {
	return f.screen.data.Book.find(id)
}

func (f *fishboneDiagram) scene(width float64, fresh []diagramNode, words map[improve.ArtifactID]string) *figure.Scene {
	fish := f.screen.p.causesFigure(f.screen.data.Book).Fishbone()
	for _, node := range fresh {
		addCause(&fish, node)
	}
	for i := range fish.Bones {
		reword(fish.Bones[i].Causes, words)
	}
	fish.Width, fish.Bare = width, true
	return fish.Scene()
}

// addCause puts a cause that was just written behind what it explains, else on its bone.
func addCause(fish *figure.Fishbone, node diagramNode) {
	cause := figure.FishCause{ID: node.ID.String(), Words: node.Words}
	for _, link := range node.Links {
		if link.Rel != causeRel {
			continue
		}
		for i := range fish.Bones {
			if putBehind(fish.Bones[i].Causes, link.Target.String(), cause) {
				return
			}
		}
	}
	bone := figure.BonePart(node.Fields["category"])
	for i := range fish.Bones {
		if fish.Bones[i].ID == bone {
			fish.Bones[i].Causes = append(fish.Bones[i].Causes, cause)
			return
		}
	}
	fish.Bones = append(fish.Bones, figure.FishBone{ID: figure.BonePart(""), Name: T("causes.other", "Not sorted yet"), Causes: []figure.FishCause{cause}})
}

func putBehind(causes []figure.FishCause, target string, cause figure.FishCause) bool {
	for i := range causes {
		if causes[i].ID == target {
			causes[i].Behind = append(causes[i].Behind, cause)
			return true
		}
		if putBehind(causes[i].Behind, target, cause) {
			return true
		}
	}
	return false
}

// reword puts newer words in.
func reword(causes []figure.FishCause, words map[improve.ArtifactID]string) {
	for i := range causes {
		page, _ := figure.CauseOf(causes[i].ID)
		if id, err := improve.ParseArtifactID(page); err == nil && words[id] != "" {
			causes[i].Words = words[id]
		}
		reword(causes[i].Behind, words)
	}
}

// head begins a cause on a bone.
func (f *fishboneDiagram) head(part *figure.Group) (app.NewArtifact, bool) {
	category, ok := strings.CutPrefix(part.ID, figure.BonePart(""))
	if !ok {
		return app.NewArtifact{}, false
	}
	return f.made(category), true
}

func (f *fishboneDiagram) made(category string, links ...app.NewLink) app.NewArtifact {
	made := app.NewArtifact{Kind: "fishbone-cause", Links: f.screen.own(links...)}
	if category != "" {
		made.Fields = map[improve.FieldKey]string{"category": category}
	}
	return made
}

func (f *fishboneDiagram) below(node diagramNode) (app.NewArtifact, bool) {
	return f.made(node.category(), app.NewLink{Rel: causeRel, Target: node.ID}), true
}

func (f *fishboneDiagram) beside(node diagramNode) (app.NewArtifact, bool) {
	var links []app.NewLink
	for _, link := range node.Links {
		if link.Rel == causeRel {
			links = append(links, link)
		}
	}
	return f.made(node.category(), links...), true
}

// category is the part of school life that a cause belongs to.
func (n diagramNode) category() string {
	if category := n.Fields["category"]; category != "" {
		return category
	}
	return n.Page.Text("category")
}

// more offers what a team says of a cause while it stands before the picture.
func (f *fishboneDiagram) more(node diagramNode) []FigureAction {
	var actions []FigureAction
	toggle := func(field improve.FieldKey, key, words, not, otherwise string) {
		if node.Page.Text(field) == key {
			words, key = not, otherwise
		}
		actions = append(actions, FigureAction{words, func() { f.setField(node, field, key) }})
	}
	toggle("picked", "yes", T("causes.pick", "We work on it"), T("causes.pick.not", "We do not work on it"), "no")
	toggle("control", "yes", T("causes.hands", "It is in our hands"), T("causes.hands.not", "It is not in our hands"), "no")
	toggle("about", "student-family", T("causes.persons", "It is about students or families"), T("causes.adults", "It is about what adults do, or how school is set up"), "adults-system")
	return append(actions, f.boneActions(node)...)
}

// boneActions offer to hang a cause on other bones, too, and to take it off one.
func (f *fishboneDiagram) boneActions(node diagramNode) []FigureAction {
	if node.Page.ID.IsZero() { // it was written a moment ago and is not read yet
		return nil
	}
	hangs := kinds.CauseCategories(node.Page)
	var on, off []FigureAction
	for _, option := range f.screen.p.optionsOf("fishbone-cause", "category") {
		if slices.Contains(hangs, option.Key) {
			off = append(off, FigureAction{T("causes.off", "Not under “%s” any more", option.Label), func() { f.hang(node, option.Key, false) }})
		} else {
			on = append(on, FigureAction{option.Label, func() { f.hang(node, option.Key, true) }})
		}
	}
	var actions []FigureAction
	if len(on) > 0 {
		actions = append(actions, FigureAction{T("causes.also", "It is also part of …"), func() {
			if part := f.view.Current(); part != nil {
				f.view.offer(part, on)
			}
		}})
	}
	if len(off) > 1 {
		actions = append(actions, off...)
	}
	return actions
}

// hang writes that a cause hangs on a part of school life, or no longer; it can
// be taken back. A part that went is read from the disk, so that what others
// wrote meanwhile stays.
func (f *fishboneDiagram) hang(node diagramNode, category string, on bool) {
	set := func(on bool) func(ctx context.Context) error {
		return func(ctx context.Context) error {
			page, err := f.p.journal.Store().Artifact(ctx, node.ID)
			if err != nil {
				return err
			}
			edits := kinds.LetGo(page, category)
			if on {
				edits = kinds.HangOn(page, category, f.p.ids)
			}
			if len(edits) == 0 {
				return nil
			}
			return f.p.journal.Edit(ctx, node.ID, edits)
		}
	}
	f.write(set(on), nil)
	f.remember(diagramUndo{part: node.ID.String(), do: set(!on)})
	f.view.SetCurrent(node.ID.String())
	f.focus()
}

func (f *fishboneDiagram) next(scene *figure.Scene, from *figure.Group, key fyne.KeyName) *figure.Group {
	return nearestPart(scene, from, key)
}
