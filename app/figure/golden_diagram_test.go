package figure

import (
	"os"
	"testing"
)

// galleryScenes are the diagrams that are looked at: small, usual and crowded ones.
func galleryScenes(t *testing.T) map[string]*Scene {
	return map[string]*Scene{
		"driver-small": smallDriver().Scene(), "driver-usual": usualDriver().Scene(), "driver-crowded": crowdedDriver().Scene(),
		"fishbone-small": smallFish().Scene(), "fishbone-usual": usualFish().Scene(), "fishbone-crowded": crowdedFish().Scene(),
		"digraph-small": smallDigraph().Scene(), "digraph-usual": usualDigraph().Scene(), "digraph-crowded": crowdedDigraph().Scene(),
		"ramp-small": smallRamp().Scene(), "ramp-usual": usualRamp().Scene(), "ramp-crowded": crowdedRamp().Scene(),
		"network-small": smallNetwork().Scene(), "network-usual": usualNetwork().Scene(), "network-crowded": crowdedNetwork().Scene(),
		"tree-small": smallTree().Scene(), "tree-usual": usualTree().Scene(), "tree-crowded": crowdedTree().Scene(),
		"alignment-small": smallAlignment(t).Scene(), "alignment-crowded": crowdedAlignment(t).Scene(),
		"standing-usual": usualStanding(t).Scene(), "standing-many": manyStanding(t).Scene(),
		"process-redrawn": besides(),
		"process-small":   smallProcess().Scene(), "process-usual": usualProcess().Scene(), "process-crowded": crowdedProcess().Scene(),
	}
}

// pictured are those of which a picture is kept, too.
var pictured = []string{"driver-usual", "fishbone-usual", "digraph-usual", "process-usual", "ramp-usual", "tree-usual", "network-usual", "alignment-small", "standing-usual"}

func TestDiagrams_AreAsBefore(t *testing.T) {
	for name, scene := range galleryScenes(t) {
		t.Run(name, func(t *testing.T) {
			wantAsBefore(t, name, scene)
		})
	}
}

func TestDiagrams_LookAsBefore(t *testing.T) {
	scenes := galleryScenes(t)
	for _, name := range pictured {
		t.Run(name, func(t *testing.T) {
			got, err := scenes[name].Image(0.6)
			if err != nil {
				t.Fatal(err)
			}
			wantLooksAsBefore(t, name, got)
		})
	}
}

// TestDiagrams_Gallery writes the pictures to look at into CAIRN_PICTURES;
// without that variable it only sees that each can be drawn.
func TestDiagrams_Gallery(t *testing.T) {
	folder := os.Getenv("CAIRN_PICTURES")
	for name, scene := range galleryScenes(t) {
		picture, err := scene.PNG(1)
		if err != nil || len(picture) == 0 {
			t.Fatalf("%s: %d bytes, %v", name, len(picture), err)
		}
		if folder == "" {
			continue
		}
		if err := os.WriteFile(folder+"/diagram-"+name+".png", picture, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
