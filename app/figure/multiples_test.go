package figure

import (
	"encoding/binary"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// grouped is a measure counted for several groups, or at several schools, so
// many weeks long. The first group changes half way, the second the other way
// round, the others not; the total hides both.
func grouped(t testing.TB, weeks int, names []string, school bool) Measure {
	m := Measure{Places: map[improve.ArtifactID]string{}, Measure: written(t, 1, "measure", fields{
		"title": "Essays handed in on the day", "calculation": "percent", "unit": "% of essays", "direction": "up", "target": "80", "frequency": "weekly",
	}, map[improve.FieldKey][]fields{"groups": {{"group": names[0]}}}, nil)}
	day := time.Date(2025, 9, 5, 0, 0, 0, 0, time.UTC)
	for w := range weeks {
		count, size := 0, 0
		add := func(name string, numerator, denominator int) {
			cells := fields{"date": day.AddDate(0, 0, 7*w).Format(isoDay), "numerator": fmt.Sprint(numerator), "denominator": fmt.Sprint(denominator)}
			links := map[improve.RelName]improve.ArtifactID{}
			if at := improve.ArtifactID(append([]byte{9}, make([]byte, 15)...)); school && name != "" {
				copy(at[1:], name)
				links["organisation"], m.Places[at] = at, name
			} else if name != "" {
				cells["group"] = name
			}
			a := written(t, 2, "data-point", cells, nil, links)
			binary.BigEndian.PutUint32(a.ID[4:], uint32(len(m.Numbers)+1))
			m.Numbers = append(m.Numbers, a)
		}
		for i, name := range names {
			n := 28 + i*5%9
			k := n*6/10 + (w*7+i*5)%5 - 2
			if later := w >= weeks/2; i == 0 && later || i == 1 && !later {
				k += n / 5
			}
			if w%17 == 5 && i == 2 {
				continue
			}
			add(name, k, n)
			count, size = count+k, size+n
		}
		if !school {
			add("", count, size)
		}
	}
	return m
}

func manyOf(t testing.TB, m Measure, by Split) Multiples {
	t.Helper()
	many, err := m.Multiples(by)
	if err != nil {
		t.Fatal(err)
	}
	return many
}

func twelve() []string {
	return strings.Split("Girls|Boys|Grade 9|Grade 10|Grade 11|Grade 12|Bus riders|Learning English|Free lunch|With a support plan|Period 2|New this year, came from another district", "|")
}

// multiplesPictures are small, usual and crowded.
func multiplesPictures(t testing.TB) map[string]Multiples {
	small := manyOf(t, grouped(t, 16, []string{"Girls", "Boys"}, false), ByGroup)
	small.Width = 420
	kept := grouped(t, 26, []string{"Girls", "Boys", "Bus riders"}, false)
	kept.Kept = map[improve.ArtifactID]bool{}
	for i, a := range kept.Numbers {
		if a.Text("group") == "Bus riders" && i%3 == 0 {
			kept.Kept[a.ID] = true
		}
	}
	return map[string]Multiples{
		"multiples-small":   small,
		"multiples-usual":   manyOf(t, kept, ByGroup),
		"multiples-schools": manyOf(t, grouped(t, 20, []string{"Larkfield High", "Ash Grove", "Quarry Road", "Riverbank Middle School"}, true), BySchool),
		"multiples-crowded": manyOf(t, grouped(t, 52, twelve(), false), ByGroup),
	}
}

func TestMultiples_AreAsBefore(t *testing.T) {
	for name, many := range multiplesPictures(t) {
		t.Run(name, func(t *testing.T) {
			scene := many.Scene()
			if folder := os.Getenv("CAIRN_PICTURES"); folder != "" {
				content, err := scene.PNG(1)
				if err == nil {
					err = os.WriteFile(folder+"/"+name+".png", content, 0o644)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			if name == "multiples-crowded" {
				return // its text is long and says no more than the usual one
			}
			wantAsBefore(t, name, scene)
		})
	}
}

func TestMultiples_SayWhatTheTotalHides(t *testing.T) {
	for want, m := range map[string]Measure{
		"13 weeks in a row above the middle for Girls; the total hides it. 13 weeks in a row below the middle for Boys; the total hides it.": grouped(t, 26, []string{"Girls", "Boys", "Riders"}, false),
		"Too few numbers to tell a signal in any of them: each needs 10 off its middle line.":                                                grouped(t, 6, []string{"Girls", "Boys"}, false),
	} {
		if got := joined(manyOf(t, m, ByGroup).Finding()); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

func TestMultiples_StandOnOneScaleWithTheSameDays(t *testing.T) {
	for name, many := range multiplesPictures(t) {
		t.Run(name, func(t *testing.T) {
			scene := many.Scene()
			heights, shared := map[string]float64{}, 0 // in a panel, by the value of the point
			scene.Groups(func(g *Group) {
				panel, point, ok := PartPanel(g.ID)
				if !ok || point == 0 {
					return
				}
				box := scene.panelBox(panel)
				if !g.Hit.Within(box.grown(6)) {
					t.Errorf("panel %d: %q lies outside its panel", panel, g.Name)
				}
				_, value, _ := strings.Cut(strings.TrimSuffix(g.Name, ", "+"not shared"), ": ")
				height := g.Hit.Y + g.Hit.H/2 - box.Y
				if other, known := heights[value]; known {
					shared++
					if diff := other - height; diff > 0.5 || diff < -0.5 { // values are shown rounded
						t.Errorf("%s stands at %.1f in panel %d and at %.1f in another", value, height, panel, other)
					}
				}
				heights[value] = height
			})
			if shared == 0 {
				t.Error("no value stands in two panels")
			}
			for i, panel := range many.Panels {
				if got, want := len(panel.Days), len(many.Panels[0].Days); got != want {
					t.Errorf("panel %d has %d days, everyone %d", i+1, got, want)
				}
			}
			if shared == 0 {
				t.Error("no value stands in two panels")
			}
		})
	}
}

func (s *Scene) panelBox(panel int) Box {
	var box Box
	s.Groups(func(g *Group) {
		if g.ID == PanelPart(panel, 0) {
			box = g.Hit
		}
	})
	return box
}

func TestMultiples_WordsNeverLeaveThePaperNorMeet(t *testing.T) {
	for name, many := range multiplesPictures(t) {
		for _, width := range []float64{300, 420, 640, 1000, 1500} {
			t.Run(fmt.Sprint(name, width), func(t *testing.T) {
				many.Width = width
				scene := many.Scene()
				var boxes []Box
				var words []string
				scene.Each(func(item Item) {
					text, ok := item.(Text)
					if !ok || text.Words == "" {
						return
					}
					box := text.Box()
					if !box.grown(-1).Within(scene.Paper()) {
						t.Errorf("%q leaves the paper", text.Words)
					}
					for i, other := range boxes {
						if box.grown(-1).Meets(other.grown(-1)) {
							t.Errorf("%q lies on %q", text.Words, words[i])
						}
					}
					boxes, words = append(boxes, box), append(words, text.Words)
				})
			})
		}
	}
}

func TestMultiples_TellHollowNumbersAndWhatIsLeftOut(t *testing.T) {
	many := multiplesPictures(t)["multiples-usual"]
	if many.Kept == 0 || !strings.Contains(many.Description(), fmt.Sprintf("Not shared: %d numbers stay on this laptop.", many.Kept)) {
		t.Errorf("%d are kept, and the words are %q", many.Kept, many.Description())
	}
	hollow := 0
	many.Scene().Groups(func(g *Group) {
		if strings.HasSuffix(g.Name, ", "+"not shared") {
			hollow++
		}
	})
	if hollow != many.Kept {
		t.Errorf("%d points are marked, want %d", hollow, many.Kept)
	}

	m := grouped(t, 12, []string{"Girls", "Boys"}, false)
	m.Withheld.Fewest, m.Withheld.Small = 10, 3
	if got := manyOf(t, m, ByGroup).Description(); !strings.Contains(got, "3 numbers are not shown: 3 of groups of fewer than 10") {
		t.Errorf("what is left out is not in %q", got)
	}
}

func TestMeasure_SplitsByWhatItsNumbersName(t *testing.T) {
	for name, c := range map[string]struct {
		measure Measure
		want    string
	}{
		"groups":     {grouped(t, 3, []string{"Girls", "Boys"}, false), "[group]"},
		"schools":    {grouped(t, 3, []string{"Ash Grove", "Larkfield"}, true), "[school]"},
		"one school": {grouped(t, 3, []string{"Ash Grove"}, true), "[]"},
		"neither":    {essays(t, nil), "[]"},
	} {
		if got := fmt.Sprint(c.measure.Splits()); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
	if _, err := essays(t, nil).Multiples(ByGroup); improve.CodeOf(err) != improve.Invalid {
		t.Errorf("without a group: got %v, want a plain refusal", err)
	}
}

func TestMeasure_AKeptNumberIsAHollowSquare(t *testing.T) {
	m := essays(t, nil)
	m.Kept = map[improve.ArtifactID]bool{m.Numbers[11].ID: true}
	made := charted(t, m)

	if !made.Kept[12] || !made.Days[11].Kept || made.Days[3].Kept {
		t.Errorf("kept points are %v, want the twelfth alone", made.Kept)
	}
	if words := made.Description(); !strings.Contains(words, "Not shared: 1 number stays on this laptop.") {
		t.Errorf("the words do not say it: %q", words)
	}
	squares := 0
	made.Scene().Groups(func(g *Group) {
		for _, item := range g.Items {
			if rect, ok := item.(Rect); ok && rect.Fill == Paper && strings.HasPrefix(g.ID, "point-") {
				squares++
			}
		}
	})
	if squares != 1 {
		t.Errorf("%d squares, want 1", squares)
	}
}
