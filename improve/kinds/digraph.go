package kinds

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

func digraph() *improve.Kind {
	kind := declare(improve.Kind{
		Name: "digraph", Title: "What drives what?", Plural: "What drives what", Term: "Interrelationship digraph",
		Help:  "Six to eight causes; for each pair, which one leads to the other? The cause that most arrows leave is the one to work on first.",
		Group: improve.Causes, Icon: "link", Home: improve.Team, Also: "interrelationship diagram, arrows between causes, relations", Offered: true,
		Sections: []improve.Section{
			part("arrows", "The arrows", "One way at most: where both seem true, take the stronger.",
				placeholder(title("What is it about?", "The problem whose causes you compare."), "Why essays come late"),
				term(list("arrows", "Pairs", "One line for each pair of causes; say so when neither leads to the other.",
					words("one", "This cause", "In few words, always the same ones."),
					pick("arrow", "Which way?", "Which of the two makes the other happen?", options("forward", "leads to", "back", "comes from", "none", "neither")),
					words("other", "That cause", "In few words."),
					words("why", "Why do you think so?", "What was said."),
				), "Arrows"),
				prose("top", "Which cause drives most?", "The one that most arrows leave. Ties are fine: name both."),
				prose("talk", "What did you talk about?", "What was hard to agree on."),
				day("date", "Day", "The day you did it."),
				someone("facilitator", "Who led it?", "The person who saw that everyone was heard."),
			),
		},
		Rels: []improve.Rel{projectRel("What drives what"), rels("cause", "Compares", "Compared in", "The causes that are compared.", "fishbone-cause")},
		Next: []improve.Next{{Kind: "driver", Rel: "digraph", Label: "Say what must change", Keep: projectOnly(), Fill: carry("top", "title", "talk", "why")}},
		Sample: improve.Sample{
			Fields: cells("title", "Why essays come late", "top", "Nobody sees who is stuck", "talk", "Whether missing Monday is a cause or comes from being stuck.", "date", "2026-05-25", "facilitator", "Mei-Ling Carver"),
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"arrows": rowsOf(
				cells("one", "Nobody sees who is stuck", "arrow", "forward", "other", "They begin on the last evening", "why", "No help before then"),
				cells("one", "They begin on the last evening", "arrow", "none", "other", "The printer is far away"),
				cells("one", "Nobody sees who is stuck", "arrow", "forward", "other", "They stop asking"))},
		},
	}, "date")
	kind.Summary = func(a improve.Artifact) string { return line(driverWords(a), a.Text("date")) }
	return kind
}

// arrowCount is how many arrows leave a cause and how many come to it.
type arrowCount struct {
	cause   string
	out, in int
}

// countArrows counts the arrows of each cause: most going out first, then fewest
// coming in, then by name, so that ties always stand in one order.
func countArrows(a improve.Artifact) []arrowCount {
	counts := map[string]*arrowCount{}
	at := func(cause string) *arrowCount {
		key := strings.ToLower(strings.TrimSpace(cause))
		if counts[key] == nil {
			counts[key] = &arrowCount{cause: strings.TrimSpace(cause)}
		}
		return counts[key]
	}
	for _, row := range a.Rows("arrows") {
		one, other := row.Cells["one"], row.Cells["other"]
		if strings.TrimSpace(one) == "" || strings.TrimSpace(other) == "" {
			continue
		}
		from, to := at(one), at(other)
		switch row.Cells["arrow"] {
		case "forward":
			from.out++
			to.in++
		case "back":
			to.out++
			from.in++
		}
	}
	ranked := make([]arrowCount, 0, len(counts))
	for _, each := range counts {
		ranked = append(ranked, *each)
	}
	slices.SortFunc(ranked, func(x, y arrowCount) int {
		return cmp.Or(cmp.Compare(y.out, x.out), cmp.Compare(x.in, y.in), cmp.Compare(x.cause, y.cause))
	})
	return ranked
}

// driverWords names the cause that most arrows leave, and all that tie with it.
func driverWords(a improve.Artifact) string {
	ranked := countArrows(a)
	if len(ranked) == 0 || ranked[0].out == 0 {
		return ""
	}
	var names []string
	for _, each := range ranked {
		if each.out == ranked[0].out && each.in == ranked[0].in {
			names = append(names, each.cause)
		}
	}
	return "drives most: " + strings.Join(names, ", ") + " (" + strconv.Itoa(ranked[0].out) + " out, " + strconv.Itoa(ranked[0].in) + " in)"
}
