package ui

import "testing"

// The pictures of these tests are to be looked at: CAIRN_PICTURES names the folder.

func TestLook_ScreensOfAFullSchool(t *testing.T) {
	for _, size := range []TextSize{TextNormal, TextLargest} {
		name := map[TextSize]string{TextNormal: "full", TextLargest: "large"}[size]
		st := newSchoolTest(t, schoolParts{role: "teacher", sample: true, size: size})
		st.see("How are we doing?")
		picture(t, st.window, name+"-home")
		st.goAndSee(Route{Screen: ProjectsScreen}, "New project")
		picture(t, st.window, name+"-projects")
		project := st.projectCalled("Money for college")
		for tab, text := range map[string]string{
			tabOverview: "The six steps", tabCauses: "Bright spots", tabTheory: "What we believe leads to the aim",
			tabTests: "Set up a help table where seniors eat", tabNumbers: "Another measure", tabNotes: "Stories",
		} {
			st.goAndSee(projectRoute(project, tab), text)
			picture(t, st.window, name+"-project-"+tab)
		}
		st.goAndSee(Route{Screen: MeetingsScreen}, "Still to do")
		picture(t, st.window, name+"-meetings")
		st.goAndSee(Route{Screen: ExamplesScreen}, "Attendance")
		picture(t, st.window, name+"-examples")
		st.goAndSee(Route{Screen: ExamplesScreen, ID: "40"}, "Start mine from this")
		picture(t, st.window, name+"-example")
	}
}

func TestLook_HomeOfACoachAndAPrincipal(t *testing.T) {
	for role, text := range map[string]string{"coach": "Who moved, who may be stuck?", "principal": "Money for college: every form in"} {
		st := newSchoolTest(t, schoolParts{role: role, sample: true})
		st.see(text)
		picture(t, st.window, "home-"+role)
	}
}

func TestLook_ScreensOfANewcomer(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	st.see("What do you want to get better for your students?")
	picture(t, st.window, "empty-home")
	st.goAndSee(Route{Screen: ProjectsScreen}, "No project yet")
	picture(t, st.window, "empty-projects")
	st.goAndSee(Route{Screen: MeetingsScreen}, "No meeting yet")
	picture(t, st.window, "empty-meetings")

	id, err := st.journal.Create(t.Context(), newProjectCalled("Essays on time"))
	if err != nil {
		t.Fatal(err)
	}
	for tab, text := range map[string]string{
		tabOverview: "The six steps", tabCauses: "Why does it happen?", tabTheory: "What must change so that you reach the aim?",
		tabTests: "No test yet", tabNumbers: "How will you know that it gets better?", tabNotes: "Nothing written down yet",
	} {
		st.goAndSee(projectRoute(id, tab), text)
		picture(t, st.window, "empty-project-"+tab)
	}
}
