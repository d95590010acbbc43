package figure

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"reflect"
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/improve/chart"
)

// shares is a P chart with sizes that differ, a point outside and a goal.
func shares(t testing.TB) RunChart {
	goal := 70.0
	rows := weekly(12, 30, 14, 40, 13, 33, 12, 35, 15, 28, 13, 5, 14, 38)
	for i := range rows {
		rows[i].N = []float64{20, 52, 21, 60}[i%4]
	}
	return RunChart{
		Chart: drawn(t, chart.Spec{Kind: chart.P, HasN: true, Multiply: 100, Better: chart.Up}, rows), Title: "Forms that are in", Subtitle: "every Friday", Unit: "%", Goal: &goal, Better: chart.Up,
		Annotations: []Annotation{{Point: 5, Words: "First test"}, {Point: 5, Words: "Second test of that day"}, {Point: 12, Words: "Server down"}},
	}
}

// Differences that another version of the font rasteriser may make.
const (
	farPixel  = 60    // in one colour: more is another mark
	farShare  = 0.004 // of all pixels
	meanShift = 0.8   // of 255, over all pixels
)

func TestPNG_LooksAsBefore(t *testing.T) {
	for name, scene := range map[string]*Scene{
		"pupils": pupils(t).Scene(), "phased": phased(t).Scene(), "shares": shares(t).Scene(), "small": small(t).Scene(), "spark": pupils(t).Spark(150, 38),
	} {
		t.Run(name, func(t *testing.T) {
			scale := 0.6
			if scene.Width < usualWidth {
				scale = 1
			}
			got, err := scene.Image(scale)
			if err != nil {
				t.Fatal(err)
			}
			wantLooksAsBefore(t, name, got)
		})
	}
}

// wantLooksAsBefore compares a picture with the one that is kept, or keeps it with -update.
func wantLooksAsBefore(t *testing.T, name string, got *image.RGBA) {
	t.Helper()
	file := "testdata/" + name + ".png"
	if *update {
		writePNG(t, file, got)
	}
	if far, shift := differ(t, readPNG(t, file), got); far > farShare || shift > meanShift {
		t.Errorf("%.2f %% of the pixels are others, the mean is off by %.2f; look at the picture, then go test -update", 100*far, shift)
	}
}

func writePNG(t *testing.T, name string, picture image.Image) {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func readPNG(t *testing.T, name string) *image.RGBA {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	read, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	picture := image.NewRGBA(read.Bounds())
	draw.Draw(picture, picture.Rect, read, image.Point{}, draw.Src)
	return picture
}

// differ gives the share of pixels that are others, and how far all are apart.
func differ(t *testing.T, want, got *image.RGBA) (far, shift float64) {
	t.Helper()
	if want.Rect != got.Rect {
		t.Fatalf("the picture is %v, want %v", got.Rect, want.Rect)
	}
	sum, others := 0, 0
	for y := range got.Rect.Dy() {
		for x := range got.Rect.Dx() {
			distance := apart(want.RGBAAt(x, y), got.RGBAAt(x, y))
			if sum += distance; distance > farPixel {
				others++
			}
		}
	}
	all := float64(got.Rect.Dx() * got.Rect.Dy())
	return float64(others) / all, float64(sum) / all
}

// shape says what a mark is without any colour but that of the paper.
func shape(items []Item) string {
	text := ""
	for _, item := range items {
		hollow := false
		switch i := item.(type) {
		case Circle:
			hollow = i.Fill == Paper
		case Polygon:
			hollow = i.Fill == Paper
		}
		text += fmt.Sprintf("%s hollow %t, ", reflect.TypeOf(item).Name(), hollow)
	}
	return text
}

func TestScene_MarksAreToldApartWithoutColour(t *testing.T) {
	rows := weekly(5, 5, 4, 6, 5, 4, 6, 5, 30, 4, 6, 5, 4, 6, 10, 11, 10, 11, 12, 11, 10, 11, 12, 11, 10, 31)
	scene := RunChart{Chart: drawn(t, chart.Spec{Kind: chart.I, Exclude: []int{3, 26}, Freeze: []int{14}, KeepRanges: true}, rows)}.Scene()
	seen := map[string][]string{}
	scene.Groups(func(g *Group) { seen[shape(g.Items)] = append(seen[shape(g.Items)], g.ID) })

	// a usual point, one of a signal, one left out, one outside, one outside and left out
	if got, want := len(seen), 5; got < want-1 {
		t.Errorf("only %d shapes: %v", got, seen)
	}
	for _, pair := range [][2]string{{"point-4", "point-20"}, {"point-4", "point-3"}, {"point-20", "point-9"}, {"point-3", "point-9"}} {
		for mark, ids := range seen {
			if slices.Contains(ids, pair[0]) && slices.Contains(ids, pair[1]) {
				t.Errorf("%s and %s look alike without colour: %s", pair[0], pair[1], mark)
			}
		}
	}
}

func TestScene_TwoNotesOnOnePointBothHaveAPlace(t *testing.T) {
	scene := shares(t).Scene()
	checkLabels(t, scene)
	var names []string
	scene.Groups(func(g *Group) {
		if g.ID[:4] == "note" {
			names = append(names, g.Name)
		}
	})
	if got := len(names); got != 3 {
		t.Errorf("%d of 3 annotations have a place: %v", got, names)
	}
}
