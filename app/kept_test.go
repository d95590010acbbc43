package app

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// What a save has read is kept for the next one. Programs that save in turn,
// saves that are taken back and access that changes between them must find
// everything as if nothing were kept.
func TestSaves_ofTwoProgramsInTurnKeepOneLog(t *testing.T) {
	const seed = 11
	rng := rand.New(rand.NewPCG(seed, seed))
	window := deskOf(t, "Ann", "North")
	window.checkLogs(window.me.School)
	programs := []*desk{window, deskIn(t, window.dir)}
	takenBack := errors.New("taken back")

	var want []string
	for n := range 60 {
		d := programs[rng.IntN(2)]
		title := fmt.Sprintf("Aim %d", n)
		switch rng.IntN(4) {
		case 0:
			err := d.update(t.Context(), func(b *batch) error {
				_, err := b.create(NewArtifact{Kind: "aim", Fields: fields{"title": title}})
				return errors.Join(err, b.flush(), takenBack)
			})
			if !errors.Is(err, takenBack) {
				t.Fatalf("seed %d: got %v", seed, err)
			}
		default:
			d.page("aim", title)
			want = append(want, title)
		}
	}

	var got []string
	for _, a := range window.all(window.me.School) {
		if a.Kind == "aim" {
			got = append(got, a.Title())
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("seed %d: got %v, want %v", seed, got, want)
	}
	window.checkLogs(window.me.School)
}
