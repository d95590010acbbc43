package ui

import (
	"testing"

	"github.com/cairn-schools/cairn/assets"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

func TestBestKinds_FindsAKindByAnyOfItsNames(t *testing.T) {
	for typed, want := range map[string]improve.KindName{
		"test":                         "pdsa",
		"PDSA":                         "pdsa",
		"fishbone":                     "fishbone-cause",
		"interrelationship digraph":    "digraph",
		"process map":                  "process-map",
		"shadow":                       "shadowing",
		"45":                           "rock",
		"subtraction":                  "initiative",
		"obstacle":                     "barrier",
		"convening":                    "convening",
		"norms":                        "agreement",
		"driver diagram":               "driver",
		"ILT":                          "team",
		"strategic abandonment":        "initiative",
		"completion":                   "follow-up",
		"literature":                   "research-note",
		"theory of action":             "theory-of-action",
		"return on inv":                "cost-benefit",
		"Looking at our work together": "learning-session",
	} {
		found := (&Program{}).bestKinds(kinds.Catalog().Kinds(), typed, 3)
		got := make([]improve.KindName, len(found))
		hit := false
		for i, kind := range found {
			got[i] = kind.Name
			hit = hit || kind.Name == want
		}
		if !hit {
			t.Errorf("%q finds %v, want %s among them", typed, got, want)
		}
	}
}

func TestBestKinds_OffersFewWhileNothingIsTyped(t *testing.T) {
	groups := map[improve.Group]int{}
	for _, kind := range kinds.All() {
		if kind.Offered {
			groups[kind.Group]++
		}
	}
	for _, group := range helpGroups() {
		if got := groups[group]; got < 3 || got > 10 {
			t.Errorf("%s offers %d kinds, want 3 to 10", group, got)
		}
	}
	if got := (&Program{}).bestKinds(kinds.All(), "", 0); len(got) != 0 {
		t.Errorf("nothing typed finds %d kinds, want none", len(got))
	}
}

func TestKinds_HaveAnIconThatIsThere(t *testing.T) {
	for _, kind := range kinds.All() {
		if !assets.HasIcon(kind.Icon) {
			t.Errorf("%s: there is no icon %s", kind.Name, kind.Icon)
		}
	}
}
