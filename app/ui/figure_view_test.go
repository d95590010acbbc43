package ui

import (
	"fmt"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/cairn-schools/cairn/app/figure"
)

// grid is a scene of three rows of four boxes with words in them.
func grid(float64) *figure.Scene {
	scene := &figure.Scene{Width: 400, Height: 300, Title: "Grid", Description: "Twelve boxes in three rows."}
	for i := range 12 {
		box := figure.Box{X: float64(i%4)*100 + 10, Y: float64(i/4)*100 + 10, W: 80, H: 80}
		name := fmt.Sprintf("box %d", i)
		scene.Items = append(scene.Items, &figure.Group{ID: name, Name: name, Hit: box, Items: []figure.Item{
			figure.Rect{Box: box, Radius: 6, Fill: figure.NoteTint, Stroke: figure.Stroke{Colour: figure.NoteEdge, Width: 1}},
			figure.Text{At: figure.Spot{X: box.X + 8, Y: box.Y + 30}, Words: name, Type: figure.Type{Size: 14}, Colour: figure.Ink},
		}})
	}
	return scene
}

// gridBox is the grid in a window as wide as its scene.
func gridBox(t *testing.T) (*FigureBox, fyne.Window) {
	t.Helper()
	box := NewFigureBox(NewFigureView(FigureParts{Lay: grid}), FigureBoxParts{Rest: "Point at a box."})
	window := newTestWindow(t, box.Object(), fyne.NewSize(400, 420))
	return box, window
}

func press(v *FigureView, keys ...fyne.KeyName) {
	for _, key := range keys {
		v.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func TestFigureView_IsAsHighAsItsSceneAtItsWidth(t *testing.T) {
	box, _ := gridBox(t)

	if got, want := box.View.Size(), fyne.NewSize(400, 300); got != want {
		t.Errorf("the view is %v, want %v", got, want)
	}
}

func TestFigureView_TheMouseSaysWhatItPointsAt(t *testing.T) {
	box, _ := gridBox(t)
	at := func(x, y float32) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}}
	}

	box.View.MouseIn(at(150, 50))
	over := box.Status()
	box.View.MouseMoved(at(198, 50)) // between two boxes, nearer to the second
	beside := box.Status()
	box.View.MouseOut()

	if over != "box 1" || beside != "box 1" || box.Status() != "Point at a box." {
		t.Errorf("over a box %q, beside it %q, nowhere %q", over, beside, box.Status())
	}
}

func TestFigureView_ArrowKeysGoFromPartToPart(t *testing.T) {
	box, window := gridBox(t)
	window.Canvas().Focus(box.View)
	for _, c := range []struct {
		keys []fyne.KeyName
		want string
	}{
		{[]fyne.KeyName{fyne.KeyRight}, "box 0"},
		{[]fyne.KeyName{fyne.KeyRight, fyne.KeyRight}, "box 2"},
		{[]fyne.KeyName{fyne.KeyDown}, "box 6"},
		{[]fyne.KeyName{fyne.KeyLeft}, "box 5"},
		{[]fyne.KeyName{fyne.KeyUp, fyne.KeyUp}, "box 1"},
		{[]fyne.KeyName{fyne.KeyEnd}, "box 11"},
		{[]fyne.KeyName{fyne.KeyHome}, "box 0"},
	} {
		press(box.View, c.keys...)
		if got := box.Status(); got != c.want {
			t.Errorf("after %v it says %q, want %q", c.keys, got, c.want)
		}
	}
}

func TestFigureView_EnterAndAClickDoTheOnlyAction(t *testing.T) {
	box, window := gridBox(t)
	var did []string
	box.View.Actions = func(part *figure.Group) []FigureAction {
		return []FigureAction{{Words: "Open", Do: func() { did = append(did, part.ID) }}}
	}

	test.TapAt(box.View, fyne.NewPos(250, 150))
	press(box.View, fyne.KeyRight, fyne.KeyReturn)

	if got, want := fmt.Sprint(did), "[box 6 box 7]"; got != want {
		t.Errorf("did %s, want %s", got, want)
	}
	if window.Canvas().Focused() != box.View {
		t.Error("the click did not give the picture the keyboard")
	}
}

func TestFigureView_SeveralActionsAreOffered(t *testing.T) {
	box, window := gridBox(t)
	box.View.Actions = func(*figure.Group) []FigureAction {
		return []FigureAction{{Words: "Open", Do: func() {}}, {Words: "Leave out", Do: func() {}}}
	}

	test.TapAt(box.View, fyne.NewPos(50, 50))

	if window.Canvas().Overlays().Top() == nil {
		t.Error("no menu came")
	}
}

func TestFigureView_ZoomKeepsThePlaceUnderTheMouseAndThePaper(t *testing.T) {
	box, _ := gridBox(t)
	v, at := box.View, fyne.NewPos(350, 60)
	before := v.spot(at)

	v.ZoomBy(2, at)

	after := v.spot(at)
	if dx, dy := after.X-before.X, after.Y-before.Y; dx*dx+dy*dy > 0.01 {
		t.Errorf("the place under the mouse moved from %v to %v", before, after)
	}
	v.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(-5000, 5000)})
	if w := v.window(); w.X+w.W > 400.01 || w.Y < -0.01 {
		t.Errorf("dragged off the paper: %v", w)
	}
	v.SetCurrent("box 0")
	if hit := v.Current().Hit; !hit.Within(v.window()) {
		t.Errorf("box 0 at %v is out of view %v", hit, v.window())
	}
	v.TypedRune('0')
	if got, want := v.window(), (figure.Box{W: 400, H: 300}); got != want {
		t.Errorf("all of it is %v, want %v", got, want)
	}
}

func TestFigureView_KeepsItsPartWhenTheSceneHasNews(t *testing.T) {
	box, _ := gridBox(t)
	box.View.SetCurrent("box 4")
	shorter := func(width float64) *figure.Scene {
		scene := grid(width)
		scene.Items = scene.Items[2:]
		return scene
	}

	box.View.SetLay(shorter)

	if part := box.View.Current(); part == nil || part.ID != "box 4" {
		t.Errorf("the current part is %v, want box 4", part)
	}
}

func TestFigureBox_SaysThePictureInWords(t *testing.T) {
	resized := 0
	box := NewFigureBox(NewFigureView(FigureParts{Lay: grid}), FigureBoxParts{OnResize: func() { resized++ }})
	window := newTestWindow(t, box.Object(), fyne.NewSize(400, 420))
	picture(t, window, "figure-box")

	test.Tap(box.more)

	if got, want := box.words.Text(), "Twelve boxes in three rows."; got != want || !box.words.Visible() || resized != 1 {
		t.Errorf("says %q (visible %t, resized %d times), want %q", got, box.words.Visible(), resized, want)
	}
}

func TestFigureView_StripsShowTheWholePictureOnce(t *testing.T) {
	view := NewFigureView(FigureParts{Lay: grid})
	newTestWindow(t, view, fyne.NewSize(400, 1000))
	view.Resize(fyne.NewSize(400, 1000))

	if len(view.strips) < 3 {
		t.Fatalf("a view 1000 high has %d strips", len(view.strips))
	}
	end, below := view.window().Y, float32(0)
	for i, strip := range view.strips {
		strip.draw(400, int(strip.height))
		if math.Abs(strip.drawn.part.Y-end) > 1e-3 || strip.raster.Position().Y != below {
			t.Errorf("strip %d shows the picture from %.3f, want %.3f", i, strip.drawn.part.Y, end)
		}
		end, below = strip.drawn.part.Y+strip.drawn.part.H, below+strip.raster.Size().Height
	}
	if whole := view.window(); below != 1000 || math.Abs(end-whole.Y-whole.H) > 1e-3 {
		t.Errorf("the strips end at %.0f of the view and %.3f of the picture", below, end)
	}
	view.Resize(fyne.NewSize(400, 200))
	if len(view.strips) != 1 {
		t.Errorf("a view 200 high has %d strips", len(view.strips))
	}
}

// BenchmarkFigureView_Zoom is one step of the wheel over a full picture: what
// decides whether zooming and dragging run smoothly without a graphics card.
func BenchmarkFigureView_Zoom(b *testing.B) {
	app := test.NewTempApp(b)
	app.Settings().SetTheme(NewTheme(TextNormal))
	view := NewFigureView(FigureParts{Lay: grid})
	view.Resize(fyne.NewSize(1100, 700))
	for b.Loop() {
		view.ZoomBy(1.01, fyne.NewPos(300, 200))
		for _, strip := range view.strips {
			strip.draw(1100, int(strip.height))
		}
		if view.zoom > 7 {
			view.Fit()
		}
	}
}
