package figure

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/app/apptest"
	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/improvetest"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// picture is what every picture of this package can do.
type picture interface {
	Scene() *Scene
	Description() string
}

// saying gives a copy of a picture in a language.
func saying[P any](p P, say *phrase.Book) P {
	reflect.ValueOf(&p).Elem().FieldByName("Say").Set(reflect.ValueOf(say))
	return p
}

// longerPictures are all pictures in the language of long words.
func longerPictures(t testing.TB) map[string]picture {
	t.Helper()
	say := apptest.Longer(t)
	all := map[string]picture{
		"pupils": saying(pupils(t), say), "crowded": saying(crowded(t), say), "phased": saying(phased(t), say), "small": saying(small(t), say), "shares": saying(shares(t), say),
		"driver-small": saying(smallDriver(), say), "driver-usual": saying(usualDriver(), say), "driver-crowded": saying(crowdedDriver(), say),
		"fishbone-small": saying(smallFish(), say), "fishbone-usual": saying(usualFish(), say), "fishbone-crowded": saying(crowdedFish(), say),
		"digraph-small": saying(smallDigraph(), say), "digraph-usual": saying(usualDigraph(), say), "digraph-crowded": saying(crowdedDigraph(), say),
		"ramp-small": saying(smallRamp(), say), "ramp-usual": saying(usualRamp(), say), "ramp-crowded": saying(crowdedRamp(), say),
		"network-small": saying(smallNetwork(), say), "network-usual": saying(usualNetwork(), say), "network-crowded": saying(crowdedNetwork(), say),
		"tree-small": saying(smallTree(), say), "tree-usual": saying(usualTree(), say), "tree-crowded": saying(crowdedTree(), say),
		"process-small": saying(smallProcess(), say), "process-usual": saying(usualProcess(), say), "process-crowded": saying(crowdedProcess(), say),
	}
	untitled := pupils(t)
	untitled.Title, untitled.Subtitle, untitled.Annotations = "", "", nil
	all["untitled"] = saying(untitled, say)
	all["nothing"] = saying(Network{}, say)
	for name, many := range multiplesPictures(t) {
		for i := range many.Panels {
			many.Panels[i].Say = say
		}
		all[name] = saying(many, say)
	}
	return all
}

// TestLonger_NoEnglishWordIsLeftInAPicture finds words that do not come from
// the translation file and are nobody's own.
func TestLonger_NoEnglishWordIsLeftInAPicture(t *testing.T) {
	for name, picture := range longerPictures(t) {
		own := improvetest.Own(textsOf(reflect.ValueOf(picture), 0)...)
		for _, rules := range chart.RuleSets() {
			for word := range improvetest.Own(rules.Title) {
				own[word] = true
			}
		}
		said := said(picture.Scene())
		for _, text := range append(said, picture.Description()) {
			if strays := improvetest.Strays(text, own); len(strays) > 0 {
				t.Errorf("%s: %q stand in English in %q", name, strays, text)
			}
		}
		if len(said) == 0 {
			t.Errorf("%s says nothing", name)
		}
	}
}

// TestLonger_NothingOverlapsOrIsCut finds layouts without room for long words.
func TestLonger_NothingOverlapsOrIsCut(t *testing.T) {
	for name, picture := range longerPictures(t) {
		t.Run(name, func(t *testing.T) {
			scene := picture.Scene()
			switch picture.(type) {
			case RunChart:
				checkLabels(t, scene)
			case Fishbone, Multiples, Network:
				checkTexts(t, scene)
			default:
				checkBoxes(t, scene)
				checkTexts(t, scene)
			}
			for _, text := range said(scene) {
				if cutShort(text) {
					t.Errorf("%q is cut", text)
				}
			}
		})
	}
}

// cutShort tells that words of ours, not somebody's own, end with an ellipsis.
func cutShort(text string) bool {
	rest, cut := strings.CutSuffix(text, ellipsis)
	words := strings.Fields(rest)
	return cut && len(words) > 0 && strings.ContainsAny(words[len(words)-1], "āđēƒġħīķļɱņōŗšţūŵ")
}

// checkTexts tells which words lie over others or leave the paper.
func checkTexts(t *testing.T, s *Scene) {
	t.Helper()
	var boxes []Box
	var words []string
	s.Each(func(item Item) {
		text, ok := item.(Text)
		if !ok || strings.TrimSpace(text.Words) == "" {
			return
		}
		box := text.Box().grown(-1)
		if !box.Within(s.Paper()) {
			t.Errorf("%q leaves the paper", text.Words)
		}
		for i, other := range boxes {
			if box.Meets(other) {
				t.Errorf("%q lies on %q", text.Words, words[i])
			}
		}
		boxes, words = append(boxes, box), append(words, text.Words)
	})
}

// said gives all words of a scene: what is drawn, and what is read aloud.
func said(s *Scene) []string {
	all := []string{s.Title, s.Description}
	s.Each(func(item Item) {
		if text, ok := item.(Text); ok {
			all = append(all, text.Words)
		}
	})
	s.Groups(func(g *Group) { all = append(all, g.Name) })
	return all
}

// textsOf collects the texts within a value: the own words of a picture.
func textsOf(v reflect.Value, depth int) []string {
	var texts []string
	if depth > 12 {
		return nil
	}
	switch v.Kind() {
	case reflect.String:
		return []string{v.String()}
	case reflect.Interface, reflect.Pointer:
		if !v.IsNil() && v.Type() != reflect.TypeFor[*phrase.Book]() {
			return textsOf(v.Elem(), depth+1)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			texts = append(texts, textsOf(v.Field(i), depth+1)...)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			texts = append(texts, textsOf(v.Index(i), depth+1)...)
		}
	default:
	}
	return texts
}

// Words that are made while a picture is read from its page.
func TestLonger_WhatIsReadFromAPageSpeaksTheLanguage(t *testing.T) {
	say := apptest.Longer(t)
	before, after := Redrawn(saying(usualProcess(), say), saying(redrawnProcess(), say))
	own := improvetest.Own(textsOf(reflect.ValueOf(usualProcess()), 0)...)
	for word := range improvetest.Own(textsOf(reflect.ValueOf(redrawnProcess()), 0)...) {
		own[word] = true
	}
	for _, scene := range []*Scene{before.Scene(), after.Scene()} {
		for _, text := range said(scene) {
			if strays := improvetest.Strays(text, own); len(strays) > 0 {
				t.Errorf("%q stand in English in %q", strays, text)
			}
		}
	}
	chart := charted(t, Measure{Say: say, Measure: essays(t, nil).Measure, Numbers: essays(t, nil).Numbers})
	if words := strings.Join(chart.Finding(), " "); len(improvetest.Strays(words, nil)) > 0 || words == "" {
		t.Errorf("got %q", words)
	}
	if points := chart.Scene(); !slices.ContainsFunc(said(points), func(s string) bool { return strings.Contains(s, ",") }) {
		t.Error("no number has a decimal comma")
	}
}

func TestLonger_TheFileNamesItsLanguage(t *testing.T) {
	scene := saying(pupils(t), apptest.Longer(t)).Scene()
	if svg := string(scene.SVG()); !strings.Contains(svg, `xml:lang="en-xa"`) {
		t.Errorf("got %q", svg[:200])
	}
}
