package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/cairn-schools/cairn/app/figure"
)

// diagrams draws the stairs of tests, the trees of questions and the networks small, usual
// and crowded, as the files and the window show them.
func (g *gallery) diagrams(context.Context) error {
	for _, size := range []string{"small", "usual", "crowded"} {
		for name, scene := range map[string]*figure.Scene{"ramp": rampOf(size).Scene(), "tree": treeOf(size).Scene(), "network": networkOf(size).Scene()} {
			file, err := scene.PNG(1)
			if err != nil {
				return fmt.Errorf("draw %s %s: %w", size, name, err)
			}
			if err := os.WriteFile(filepath.Join(g.folder, name+"-"+size+".png"), file, 0o644); err != nil {
				return err
			}
			g.count++
		}
	}
	return nil
}

// rampOf makes up the tests of one idea: one, three or twelve.
func rampOf(size string) figure.Ramp {
	many := map[string]int{"small": 1, "usual": 3, "crowded": 12}[size]
	ramp := figure.Ramp{Title: "Begin the essay in class, side by side", Next: "The same in all periods of one grade"}
	scales := []string{"One student or one lesson", "A few students", "One class", "Several classes or teachers", "The whole school", "Several schools"}
	for i := range many {
		step := i * (len(scales) - 1) / max(many-1, 1)
		made := figure.RampTest{
			ID: fmt.Sprint(i), Words: fmt.Sprintf("Try %d: a partner, five minutes and a first line", i+1), Scale: scales[step], Size: float64(step) / 5,
			When: fmt.Sprintf("%d October 2026", 2*i+1), Expected: fmt.Sprintf("%d of 26 begin", 12+i), Found: fmt.Sprintf("%d of 26; the rest waited to be asked", 10+i), Matched: "partly as expected",
			Outcome: figure.RampAdapted, Decision: "Change it and try again",
		}
		if i == many-1 {
			made.Outcome, made.Decision, made.Found, made.Matched = figure.RampOpen, "Under way", "", ""
		}
		ramp.Tests = append(ramp.Tests, made)
	}
	return ramp
}

// treeOf makes up a tree of questions: one, four or fifteen.
func treeOf(size string) figure.DecisionTree {
	many := map[string]int{"small": 1, "usual": 4, "crowded": 15}[size]
	tree := figure.DecisionTree{Title: "Why did this essay not come?"}
	questions := []string{"Is there a first line?", "Was the student away when the task was set?", "Is it on paper, but still at home?", "Did they begin in class?"}
	ends := []string{"A photo counts until Monday", "Begin it together", "", "Ask what stopped it, and write the answer down"}
	for i := range many {
		question := figure.TreeQuestion{ID: fmt.Sprint(i), Number: fmt.Sprint(i + 1), Words: questions[i%len(questions)], Marks: []string{fmt.Sprint(40-2*i, " came here")}}
		for n, answer := range []string{"yes", "no"} {
			way := figure.TreeWay{ID: question.ID + answer, Answer: answer}
			if next := 2*i + 1 + n; next < many {
				way.To = []int{next}
			} else {
				way.Words = ends[(i+n)%len(ends)]
			}
			question.Ways = append(question.Ways, way)
		}
		tree.Questions = append(tree.Questions, question)
	}
	return tree
}

// networkOf makes up who shares with whom: two schools, a hub with six, or a net of thirty.
func networkOf(size string) figure.Network {
	many := map[string]int{"small": 2, "usual": 7, "crowded": 30}[size]
	network := figure.Network{Title: "Who shares with whom"}
	for i := range many {
		network.Schools = append(network.Schools, figure.NetworkSchool{Name: fmt.Sprintf("School by mill %d", i+1), Laptops: 1 + i%4, Own: i == 0})
		for j := range i {
			switch {
			case j == 0 && many < 30 || (i+j)%11 == 0:
				network.Lines = append(network.Lines, figure.NetworkLine{A: j, B: i, Kind: figure.InPair})
			case (i*j)%7 == 1:
				network.Lines = append(network.Lines, figure.NetworkLine{A: j, B: i, Kind: figure.InGroup})
			}
		}
	}
	return network
}
