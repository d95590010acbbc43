package ui

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestPageTop_NoButtonIsCutOffWhateverTheSizeOfTheText(t *testing.T) {
	for _, size := range []TextSize{TextNormal, TextLargest} {
		st := newSchoolTest(t, schoolParts{role: "teacher", size: size})
		st.quickTest()
		settle(st.window, laptop)
		top := st.openedPage().top
		right := fyne.CurrentApp().Driver().AbsolutePositionForObject(top).X + top.Size().Width
		count := 0
		eachObject(top, func(object fyne.CanvasObject) {
			button, ok := object.(*Button)
			if !ok {
				return
			}
			count++
			if end := fyne.CurrentApp().Driver().AbsolutePositionForObject(button).X + button.Size().Width; end > right+1 {
				t.Errorf("at %d %% %q ends at %v, right of the page's %v", size, button.Text(), end, right)
			}
		})
		if count < 5 {
			t.Errorf("at %d %% the top has %d buttons, want all of them", size, count)
		}
	}
}
