package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

func TestYear_IsOfferedWhereTheProjectsStand(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	st.record("project", titled("Essays on time"))
	st.goAndSee(Route{Screen: ProjectsScreen}, "Essays on time")

	st.press("Report of a year…")

	st.until("the years are offered", func() bool {
		menu, ok := st.window.Canvas().Focused().(*widget.PopUpMenu)
		return ok && len(menu.Items) == mostYears
	})
	st.window.Resize(fyne.NewSize(1024, 700))
	picture(t, st.window, "year")
}
