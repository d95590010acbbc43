package figure

import (
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
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
	t.again(&f)
	return f
}

// againMark stands between the page and the bone in the ID of a cause that is
// drawn once more.
const againMark = "@"

// CauseOf gives the page that a part of a fishbone stands for, as the text of
// its id, and the category of the bone where it is drawn once more ("" where
// the part is the cause itself).
func CauseOf(part string) (page, category string) {
	page, category, _ = strings.Cut(part, againMark)
	return page, category
}

// OnceMore gives a cause as it is drawn on another bone, that of a category:
// without what lies behind it, which stands on the bone called home.
func (c FishCause) OnceMore(say *phrase.Book, category, home string) FishCause {
	c.ID, c.Again, c.Behind = c.ID+againMark+category, true, nil
	c.Marks = []string{say.T("figure.cause.again", "the same cause as under “%s”", plain(home))}
	return c
}

// again draws causes on the other bones that they hang on, each pointing to the
// bone where it stands with what lies behind it.
func (t *causeTree) again(f *Fishbone) {
	stands := map[string]int{}
	for i, bone := range f.Bones {
		eachCause(bone.Causes, func(c *FishCause) { stands[c.ID] = i })
	}
	for _, page := range t.causes.Pages {
		home, drawn := stands[page.ID.String()]
		if !drawn {
			continue
		}
		var others []string
		for _, category := range t.otherBones(page, home) {
			bone := &f.Bones[category]
			others = append(others, plain(bone.Name))
			cause := FishCause{ID: page.ID.String(), Words: page.Title(), Picked: page.Text("picked") == "yes", Persons: page.Text("about") == "student-family", Control: controlOf(page)}
			bone.Causes = append(bone.Causes, cause.OnceMore(t.causes.Say, t.causes.Categories[category].Key, f.Bones[home].Name))
		}
		if len(others) > 0 {
			eachCause(f.Bones[home].Causes, func(c *FishCause) {
				if c.ID == page.ID.String() {
					c.Marks = append(c.Marks, t.causes.Say.T("figure.cause.also", "also under “%s”", strings.Join(others, "”, “")))
				}
			})
		}
	}
}

// otherBones gives the places of the bones that a cause hangs on beside the one
// where it stands. One behind another stands with that; its own category moves it nowhere.
func (t *causeTree) otherBones(page improve.Artifact, home int) []int {
	own := page.Text("category")
	var bones []int
	for _, category := range kinds.CauseCategories(page) {
		at := slices.IndexFunc(t.causes.Categories, func(o improve.Option) bool { return o.Key == category })
		if at >= 0 && at != home && category != own {
			bones = append(bones, at)
		}
	}
	return bones
}

// eachCause visits causes and those behind them.
func eachCause(causes []FishCause, visit func(*FishCause)) {
	for i := range causes {
		visit(&causes[i])
		eachCause(causes[i].Behind, visit)
	}
}

func controlOf(cause improve.Artifact) Control {
	return map[string]Control{"yes": InHand, "partly": PartlyInHand, "no": OutOfHand}[cause.Text("control")]
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
		key := ""
		for _, category := range kinds.CauseCategories(page) { // the first that there is a bone for
			if slices.ContainsFunc(t.causes.Categories, func(o improve.Option) bool { return o.Key == category }) {
				key = category
				break
			}
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
			Control: controlOf(page),
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
