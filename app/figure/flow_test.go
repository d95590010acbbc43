package figure

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// headed gives blocks with headings over everything that a report has.
func headed(r *rand.Rand) []Block {
	text := func(most int) string { return strings.TrimSpace(strings.Repeat("words of a page ", 1+r.IntN(most))) }
	picture := func() Block {
		scene := &Scene{Width: float64(100 + r.IntN(900)), Height: float64(100 + r.IntN(1600))}
		scene.Items = []Item{Text{At: Spot{20, 20}, Words: "in the picture", Type: Type{Size: 12}}}
		return Picture{Scene: scene}
	}
	var blocks []Block
	for n := range 40 {
		for level := 1 + r.IntN(3); level <= 3; level++ {
			blocks = append(blocks, Heading{Level: level, Words: fmt.Sprintf("Heading %d of level %d", n, level)})
		}
		if r.IntN(2) == 0 {
			blocks = append(blocks, Words{Text: "Quiet: by whom", Quiet: true})
		}
		switch r.IntN(4) {
		case 0:
			blocks = append(blocks, picture())
		case 1:
			blocks = append(blocks, Words{Label: "Label of a list"}, Table{Head: []string{"Head of a list", "What"}, Rows: [][]string{{text(300), text(3)}, {text(3), text(700)}}})
		case 2:
			blocks = append(blocks, Words{Label: "Label", Text: text(200)})
		default:
			blocks = append(blocks, Words{Text: text(400)})
		}
	}
	return blocks
}

// A heading at the foot of a sheet, with what it is about on the next one, is
// looked for where it is not.
func TestFlow_NoHeadingStandsAloneAtTheFootOfASheet(t *testing.T) {
	const seed = 20261122
	for round := range 20 {
		pages := Flow(nil, "Essays", "2026", headed(rand.New(rand.NewPCG(seed, uint64(round)))))
		for i, page := range pages[:len(pages)-1] {
			last := ""
			page.Each(func(item Item) {
				if text, ok := item.(Text); ok && text.Type != footType && text.Words != "" {
					last = text.Words
				}
			})
			for _, lead := range []string{"Heading", "Quiet", "Label of a list", "Head of a list"} {
				if strings.HasPrefix(last, lead) {
					t.Errorf("seed %d round %d: page %d ends with %q", seed, round, i+1, last)
				}
			}
			page.Each(func(item Item) {
				if text, ok := item.(Text); ok && !text.Box().Within(page.Paper()) {
					t.Errorf("seed %d round %d: page %d: %q leaves the paper", seed, round, i+1, text.Words)
				}
			})
		}
	}
}
