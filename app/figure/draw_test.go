package figure

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func luminance(c color.RGBA) float64 {
	linear := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func contrast(a, b Colour) float64 {
	light, dark := luminance(a.RGBA()), luminance(b.RGBA())
	if light < dark {
		light, dark = dark, light
	}
	return (light + 0.05) / (dark + 0.05)
}

func TestColours_StandOutFromTheirGround(t *testing.T) {
	grounds := []Colour{Paper, BetterTint, WorseTint, ChangeTint}
	for _, words := range []Colour{Ink, Muted, Centre, Goal, Better, Worse, Change} {
		for _, ground := range grounds {
			if got := contrast(words, ground); got < 4.5 {
				t.Errorf("colour %d on %d: got %.2f, want 4.5", words, ground, got)
			}
		}
	}
	for _, mark := range []Colour{Data, Alarm, NoteEdge} {
		for _, ground := range grounds {
			if got := contrast(mark, ground); got < 3 {
				t.Errorf("colour %d on %d: got %.2f, want 3", mark, ground, got)
			}
		}
	}
	if got := contrast(Note, NoteTint); got < 4.5 {
		t.Errorf("annotation: got %.2f, want 4.5", got)
	}
}

func TestSVG_IsWellFormedAndSaysWhatItShows(t *testing.T) {
	c := pupils(t)
	c.Title = `Less than <3 & "more"` + "\x00\u202e"
	decoder := xml.NewDecoder(bytes.NewReader(c.Scene().SVG()))
	var texts []string
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if data, ok := token.(xml.CharData); ok {
			texts = append(texts, string(data))
		}
	}
	all := strings.Join(texts, "|")
	for _, want := range []string{`Less than <3 & "more"`, "Middle line 45%", "PDSA 2: talk partners", "25 points, lowest 39% (22 Sep 2025), highest 73% (16 Feb 2026)"} {
		if !strings.Contains(all, want) {
			t.Errorf("want %q in the SVG", want)
		}
	}
}

func TestPNG_HasTheScenesSizeAndDescription(t *testing.T) {
	scene := pupils(t).Scene()
	file, err := scene.PNG(2)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := picture.Bounds().Size().String(), "(2000,1280)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if !bytes.Contains(file, []byte(scene.Description)) {
		t.Error("want the description in the file")
	}
	if got, want := color.RGBAModel.Convert(picture.At(1, 1)), Paper.RGBA(); got != want {
		t.Errorf("got ground %v, want %v", got, want)
	}
}

func TestPDF_IsOneSheetWithWordsThatCanBeSelected(t *testing.T) {
	made := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for sheet, box := range map[Sheet]string{A4: "/MediaBox [0 0 841.89 595.28]", A3: "/MediaBox [0 0 1190.55 841.89]"} {
		c := pupils(t)
		c.Subtitle = "🎉 학교 \U0001DF00"
		file, err := c.Scene().PDF(sheet, made)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(file, []byte(box)) {
			t.Errorf("%s: want %s", sheet, box)
		}
		if got := bytes.Count(file, []byte("/Type /Page\n")); got != 1 {
			t.Errorf("got %d pages, want 1", got)
		}
		again, err := c.Scene().PDF(sheet, made)
		if err != nil || !bytes.Equal(file, again) {
			t.Errorf("want the same bytes for the same picture and time (%v)", err)
		}
		if !bytes.Contains(file, []byte("/ToUnicode")) {
			t.Error("want a table from shapes of letters back to letters")
		}
		wordsInPDF(t, file)
	}
}

// wordsInPDF asks pdftotext, where there is one.
func wordsInPDF(t *testing.T, file []byte) {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		return
	}
	name := filepath.Join(t.TempDir(), "chart.pdf")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-layout", name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"More pupils can explain their method", "Goal 80%", "PDSA 2: talk partners", "16 points in a row above the middle line", "Anhøj"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("want %q in %s", want, out)
		}
	}
}

func TestStack_PutsScenesUnderEachOther(t *testing.T) {
	one := pupils(t).Scene()
	both := Stack(one, one)
	if got, want := both.Height, 2*one.Height; got != want {
		t.Errorf("got height %g, want %g", got, want)
	}
	checkLabels(t, both)
	file, err := Pages([]*Scene{one, one}, A4, time.Unix(0, 0))
	if got := bytes.Count(file, []byte("/Type /Page\n")); err != nil || got != 2 {
		t.Errorf("got %d pages (%v), want 2", got, err)
	}
}

func TestType_KeepsWordsInTheirWidth(t *testing.T) {
	set := Type{Size: 12}
	for _, words := range odd {
		for width := 5.0; width < 300; width += 17 {
			if got := set.Width(set.Fit(words, width)); got > width {
				t.Errorf("Fit %q to %g: got %g", words, width, got)
			}
			lines := set.Wrap(words, width, 3)
			if got := set.widest(lines); width > 24 && got > width || len(lines) > 3 {
				t.Errorf("Wrap %q to %g: got %q, %g wide", words, width, lines, got)
			}
		}
	}
	if got, want := strings.Join(set.Wrap("one two three", 50, 5), "|"), "one two|three"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func BenchmarkRunChart(b *testing.B) {
	c := crowded(b)
	b.Run("scene", func(b *testing.B) {
		for b.Loop() {
			c.Scene()
		}
	})
	scene := c.Scene()
	b.Run("png", func(b *testing.B) {
		for b.Loop() {
			if _, err := scene.PNG(1); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("svg", func(b *testing.B) {
		for b.Loop() {
			scene.SVG()
		}
	})
	b.Run("pdf", func(b *testing.B) {
		for b.Loop() {
			if _, err := scene.PDF(A3, time.Unix(0, 0)); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func TestView_ShowsThePartAsTheWholePictureDoes(t *testing.T) {
	scene := crowded(t).Scene()
	whole, err := scene.Image(2)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []Box{{0, 0, 1000, 640}, {300, 200, 250, 150}, {-50, 500, 300, 300}, {940, -20, 200, 80}} {
		view, err := scene.View(part, 2)
		if err != nil {
			t.Fatal(err)
		}
		far := 0
		for y := range view.Rect.Dy() {
			for x := range view.Rect.Dx() {
				at := image.Pt(x+int(part.X*2), y+int(part.Y*2))
				want := Paper.RGBA()
				if at.In(whole.Rect) {
					want = whole.RGBAAt(at.X, at.Y)
				}
				if got := view.RGBAAt(x, y); apart(got, want) > 24 { // the edge of a cut line is rounded otherwise
					far++
				}
			}
		}
		if most := view.Rect.Dx() * view.Rect.Dy() / 500; far > most {
			t.Errorf("part %v: %d pixels differ, want at most %d", part, far, most)
		}
	}
}

// apart is how far two colours are from one another in their most different part.
func apart(x, y color.RGBA) int {
	far := func(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }
	return max(far(x.R, y.R), far(x.G, y.G), far(x.B, y.B))
}
