package figure

import (
	"slices"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// Causes is why a project thinks that its problem happens, as the pages say it.
type Causes struct {
	Title   string
	Problem string
	Pages   []improve.Artifact // the causes, the oldest first; other kinds do not matter
	// Categories are the bones, in their order; a cause of none of them stands
	// on one called Other.
	Categories []improve.Option
	Other      string
	// Voice says who named a cause; nil says nothing.
	Voice func(cause improve.Artifact) string
	Say   *phrase.Book // the language of the words; nil is English
}

// BonePart is the group of a bone.
func BonePart(category string) string { return "bone-" + category }

const causeRel improve.RelName = "cause"

// Fishbone is the picture of the causes. Groups of causes are called by the
// ids of their pages.
func (c Causes) Fishbone() Fishbone {
	f := Fishbone{Title: c.Title, Problem: c.Problem, Say: c.Say}
	t := causeTree{causes: c, behind: map[improve.ArtifactID][]improve.Artifact{}, seen: map[improve.ArtifactID]bool{}}
	mains := t.sort()
	for _, category := range c.Categories {
		f.Bones = append(f.Bones, FishBone{ID: BonePart(category.Key), Name: category.Label, Causes: t.tree(mains[category.Key])})
	}
	if rest := t.tree(mains[""]); len(rest) > 0 {
		f.Bones = append(f.Bones, FishBone{ID: BonePart(""), Name: c.Other, Causes: rest})
	}
	return f
}

// causeTree puts causes behind those that they explain.
type causeTree struct {
	causes Causes
	behind map[improve.ArtifactID][]improve.Artifact
	seen   map[improve.ArtifactID]bool
}

// sort gives the main causes of each category. Of a ring of causes that explain
// each other the oldest is a main cause, so that none is lost.
func (t *causeTree) sort() map[string][]improve.Artifact {
	mains, pages := map[string][]improve.Artifact{}, map[improve.ArtifactID]bool{}
	var causes []improve.Artifact
	for _, page := range t.causes.Pages {
		if page.Kind == "fishbone-cause" {
			pages[page.ID], causes = true, append(causes, page)
		}
	}
	add := func(page improve.Artifact) {
		key := page.Text("category")
		if !slices.ContainsFunc(t.causes.Categories, func(o improve.Option) bool { return o.Key == key }) {
			key = ""
		}
		mains[key] = append(mains[key], page)
		t.reach(page.ID)
	}
	var rest []improve.Artifact
	for _, page := range causes {
		above := slices.DeleteFunc(page.LinkedTo(causeRel), func(id improve.ArtifactID) bool { return !pages[id] || id == page.ID })
		if len(above) > 0 {
			t.behind[above[0]] = append(t.behind[above[0]], page)
			rest = append(rest, page)
		}
	}
	for _, page := range causes {
		if !slices.ContainsFunc(rest, func(r improve.Artifact) bool { return r.ID == page.ID }) {
			add(page)
		}
	}
	for _, page := range rest {
		if !t.seen[page.ID] {
			add(page)
		}
	}
	t.seen = map[improve.ArtifactID]bool{}
	return mains
}

// reach marks what is shown behind a cause.
func (t *causeTree) reach(id improve.ArtifactID) {
	if t.seen[id] {
		return
	}
	t.seen[id] = true
	for _, page := range t.behind[id] {
		t.reach(page.ID)
	}
}

func (t *causeTree) tree(pages []improve.Artifact) []FishCause {
	var causes []FishCause
	for _, page := range pages {
		if t.seen[page.ID] {
			continue
		}
		t.seen[page.ID] = true
		cause := FishCause{
			ID: page.ID.String(), Words: page.Title(), Picked: page.Text("picked") == "yes", Persons: page.Text("about") == "student-family",
			Control: map[string]Control{"yes": InHand, "partly": PartlyInHand, "no": OutOfHand}[page.Text("control")],
		}
		cause.Marks = leftOpen(t.causes.Say, page)
		if t.causes.Voice != nil {
			cause.Marks = appendWords(cause.Marks, t.causes.Voice(page))
		}
		if page.Text("evidence") != "" {
			cause.Marks = append(cause.Marks, t.causes.Say.T("figure.cause.evidence", "with evidence"))
		}
		cause.Behind = t.tree(t.behind[page.ID])
		causes = append(causes, cause)
	}
	return causes
}
