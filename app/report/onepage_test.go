package report

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/apptest"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/assets"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

const oneDay = "2026-11-21"

// onePage makes a sheet and wants one on which nothing lies outside the paper or
// over other words.
func onePage(t *testing.T, say *phrase.Book, j *app.Journal, id improve.ArtifactID) Report {
	t.Helper()

	made, err := OnePage(t.Context(), say, j, id, oneDay)
	if err != nil {
		t.Fatal(err)
	}
	if len(made.Pages) != 1 {
		t.Fatalf("got %d sheets, want one", len(made.Pages))
	}
	var texts []figure.Text
	sheet := made.Pages[0]
	sheet.Each(func(item figure.Item) {
		if text, ok := item.(figure.Text); ok && text.Words != "" {
			texts = append(texts, text)
		}
	})
	for i, text := range texts {
		if !text.Box().Within(sheet.Paper()) {
			t.Errorf("%q lies outside the sheet: %+v", text.Words, text.Box())
		}
		for _, other := range texts[:i] {
			if inner(text).Meets(inner(other)) {
				t.Errorf("%q and %q lie on each other", text.Words, other.Words)
			}
		}
	}
	look(t, made)
	return made
}

// inner is the part of a text's box that its letters fill.
func inner(text figure.Text) figure.Box {
	box, rim := text.Box(), text.Type.Size*0.2
	return figure.Box{X: box.X + rim, Y: box.Y + rim, W: max(box.W-2*rim, 0), H: max(box.H-2*rim, 0)}
}

// look leaves a picture of the sheet where CAIRN_PICTURES asks for it.
func look(t *testing.T, made Report) {
	t.Helper()

	folder := os.Getenv("CAIRN_PICTURES")
	if folder == "" {
		return
	}
	picture, err := made.Pages[0].PNG(2)
	if err != nil {
		t.Fatal(err)
	}
	name := strings.ReplaceAll(t.Name(), "/", "-") + ".png"
	if err := os.WriteFile(filepath.Join(folder, name), picture, 0o600); err != nil {
		t.Fatal(err)
	}
}

// sampleProjects fills a journal with the example school and gives its projects.
func sampleProjects(t *testing.T) (*app.Journal, []improve.Artifact) {
	t.Helper()

	j, me := desk(t)
	var lines bytes.Buffer
	for _, part := range assets.Sample() {
		lines.Write(part.Lines)
		lines.WriteByte('\n')
	}
	school := slices.DeleteFunc(spacesOf(t, j), func(id improve.SpaceID) bool { return id == me.Personal })[0]
	if _, err := j.Import(t.Context(), &lines, school); err != nil {
		t.Fatal(err)
	}
	projects, err := j.Store().Artifacts(t.Context(), improve.Query{Kinds: []improve.KindName{"project"}})
	if err != nil || len(projects) == 0 {
		t.Fatalf("%d projects, %v", len(projects), err)
	}
	return j, projects
}

func spacesOf(t *testing.T, j *app.Journal) (ids []improve.SpaceID) {
	t.Helper()

	rows, err := j.Store().Spaces(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		ids = append(ids, row.Space.ID)
	}
	return ids
}

func TestOnePage_OfTheExampleSchoolsHasAimTheoryChartTestsAndWhatIsNext(t *testing.T) {
	j, projects := sampleProjects(t)
	for _, project := range projects {
		t.Run(project.Title(), func(t *testing.T) {
			made := onePage(t, nil, j, project.ID)

			text := words(made.Pages)
			for _, want := range []string{project.Title(), "Our aim", "Our last tests", "What we learned", "What must change"} {
				if !strings.Contains(text, want) {
					t.Errorf("the sheet does not say %q", want)
				}
			}
			whole, err := Project(t.Context(), nil, j, project.ID)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := strings.Contains(text, "Middle line"), strings.Contains(words(whole.Pages), "Middle line"); got != want {
				t.Errorf("a chart is on the sheet: %v, in the whole report: %v", got, want)
			}
			file, err := made.PDF()
			if err != nil || !bytes.HasPrefix(file, []byte("%PDF-")) || bytes.Count(file, []byte("/Type /Page\n")) != 1 {
				t.Errorf("got %d bytes and %v, want a PDF of one page", len(file), err)
			}
		})
	}
}

func TestOnePage_InALanguageOfLongWordsStillHasItsPlace(t *testing.T) {
	j, projects := sampleProjects(t)
	for _, project := range projects {
		t.Run(project.Title(), func(t *testing.T) { onePage(t, apptest.Longer(t), j, project.ID) })
	}
}

func TestOnePage_OfAProjectWithATitleAloneSaysWhatIsMissing(t *testing.T) {
	j, _ := desk(t)
	id, err := j.Create(t.Context(), app.NewArtifact{Kind: "project", Fields: map[improve.FieldKey]string{"title": "Essays on time"}})
	if err != nil {
		t.Fatal(err)
	}

	made := onePage(t, nil, j, id)

	if text := words(made.Pages); !strings.Contains(text, "Essays on time") || !strings.Contains(text, "not written yet") {
		t.Errorf("got %q", text)
	}
}

func TestOnePage_HoldsNothingPrivateAndNoSmallGroup(t *testing.T) {
	j, _ := desk(t)
	id := project(t, j)

	text := words(onePage(t, nil, j, id).Pages)

	if title := j.Catalog().Kind("empathy-interview").Sample.Fields["title"]; strings.Contains(text, title) {
		t.Error("the sheet holds an interview, which is private")
	}
}

// Drivers that hang on nothing stood below each other, and so small that nobody
// could read them.
func TestOnePage_DriversThatHangOnNothingCanBeRead(t *testing.T) {
	readable := leastTheoryScale * 12.5
	for _, n := range []int{14, 90} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			j, _ := desk(t)
			id, err := j.Create(t.Context(), app.NewArtifact{Kind: "project", Fields: map[improve.FieldKey]string{"title": "Essays on time"}})
			if err != nil {
				t.Fatal(err)
			}
			in := []app.NewLink{{Rel: "project", Target: id}}
			if _, err := j.Create(t.Context(), app.NewArtifact{Kind: "aim", Fields: map[improve.FieldKey]string{"title": "More essays on time"}, Links: in}); err != nil {
				t.Fatal(err)
			}
			for i := range n {
				if _, err := j.Create(t.Context(), app.NewArtifact{Kind: "driver", Fields: map[improve.FieldKey]string{"title": fmt.Sprintf("Driver %d", i+1)}, Links: in}); err != nil {
					t.Fatal(err)
				}
			}

			made := onePage(t, nil, j, id)

			shown := 0
			made.Pages[0].Each(func(item figure.Item) {
				if text, ok := item.(figure.Text); ok && strings.HasPrefix(text.Words, "Driver ") {
					shown++
					if text.Type.Size < readable {
						t.Errorf("%q is %.1f points high, want %.1f", text.Words, text.Type.Size, readable)
					}
				}
			})
			left := fmt.Sprintf("%d more in the whole report", n-shown)
			if shown == 0 || shown < n && !strings.Contains(words(made.Pages), left) {
				t.Errorf("%d of %d are shown, and it does not say %q", shown, n, left)
			}
			if n == 14 && shown < n {
				t.Errorf("%d of %d are shown", shown, n)
			}
		})
	}
}

// Texts without end and more of everything than a sheet has room for: what is
// cut says so, and the two pictures are still there.
func TestOnePage_OfACrowdedProjectCutsWithAnEllipsis(t *testing.T) {
	for name, long := range map[string]string{
		"many words": strings.Repeat("We look at it together and write down what we see. ", 40),
		"one word":   strings.Repeat("Donaudampfschifffahrt", 60),
	} {
		t.Run(name, func(t *testing.T) {
			j, id := crowded(t, long)

			text := words(onePage(t, nil, j, id).Pages)

			for _, want := range []string{"…", "Middle line", "Our last tests", "What is next", "What must change"} {
				if !strings.Contains(text, want) {
					t.Errorf("the sheet does not say %q", want)
				}
			}
		})
	}
}

// crowded makes a project with too much of everything; all texts are as long as can be.
func crowded(t *testing.T, long string) (*app.Journal, improve.ArtifactID) {
	t.Helper()

	j, _ := desk(t)
	title := string([]rune(long)[:900])
	create := func(kind improve.KindName, fields map[improve.FieldKey]string, links ...app.NewLink) improve.ArtifactID {
		t.Helper()
		fields["title"] = title
		id, err := j.Create(t.Context(), app.NewArtifact{Kind: kind, Fields: fields, Links: links})
		if err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		return id
	}
	id := create("project", map[improve.FieldKey]string{})
	in := app.NewLink{Rel: "project", Target: id}
	aim := create("aim", map[improve.FieldKey]string{}, in)
	for range 12 {
		primary := create("driver", map[improve.FieldKey]string{"level": "primary"}, in, app.NewLink{Rel: "aim", Target: aim})
		secondary := create("driver", map[improve.FieldKey]string{"level": "secondary"}, in, app.NewLink{Rel: "driver", Target: primary})
		create("change-idea", map[improve.FieldKey]string{}, in, app.NewLink{Rel: "driver", Target: secondary})
	}
	measure := create("measure", map[improve.FieldKey]string{"type": "outcome", "unit": "%"}, in)
	for week := range 30 {
		fields := map[improve.FieldKey]string{"date": fmt.Sprintf("2026-%02d-%02d", 1+week/4, 1+7*(week%4)), "numerator": fmt.Sprint(20 + week%9), "denominator": "61", "note": title}
		if _, err := j.Create(t.Context(), app.NewArtifact{Kind: "data-point", Fields: fields, Links: []app.NewLink{{Rel: "measure", Target: measure}}}); err != nil {
			t.Fatal(err)
		}
	}
	for day := range 8 {
		create("pdsa", map[improve.FieldKey]string{"start": fmt.Sprintf("2026-10-%02d", 1+day), "change": long, "happened": long, "learned": long, "decision": "adapt", "next": long}, in)
		create("meeting", map[improve.FieldKey]string{"date": fmt.Sprintf("2026-12-%02d", 1+day)}, in)
	}
	return j, id
}
