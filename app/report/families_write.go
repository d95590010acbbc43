package report

import (
	"bytes"
	"encoding/base64"
	"html/template"

	"github.com/cairn-schools/cairn/app/figure"
)

// tests says how often something was tried.
func (f FamilyPage) tests() string {
	if f.Tests == 0 {
		return ""
	}
	return f.Say.N(f.Tests, "families.tests", "We have tried something out once so far.", "We have tried something out %d times so far.")
}

// left says at the end what families do not read.
func (f FamilyPage) left() string {
	return f.Say.T("families.left", "Names are not told, nor numbers from which a small group could be known.")
}

// The headings, alike on paper and on a web site.
func (f FamilyPage) wantHeading() string    { return f.Say.T("families.want", "What we want") }
func (f FamilyPage) tryHeading() string     { return f.Say.T("families.try", "What we try") }
func (f FamilyPage) goesHeading() string    { return f.Say.T("families.goes", "How it goes") }
func (f FamilyPage) learnedHeading() string { return f.Say.T("families.learned", "What we learned") }

// File gives the page as a file: "html" or, to print, "pdf".
func (f FamilyPage) File(format string) ([]byte, error) {
	if format == "html" {
		return f.HTML()
	}
	return f.Report().PDF()
}

// Report lays the page out on a sheet of A4 to print; what is long takes a second.
func (f FamilyPage) Report() Report {
	day := f.Say.Day(f.Made)
	blocks := []figure.Block{figure.Heading{Level: 1, Words: f.Title}, figure.Words{Text: day, Quiet: true}}
	part := func(heading string, lines ...string) {
		first := true
		for _, line := range lines {
			if line != "" && first {
				blocks, first = append(blocks, figure.Heading{Level: 2, Words: heading}), false
			}
			if line != "" {
				blocks = append(blocks, figure.Words{Text: line})
			}
		}
	}
	part(f.wantHeading(), f.Aims...)
	tried := make([]string, 0, len(f.Tried)+1)
	for _, idea := range f.Tried {
		tried = append(tried, "- "+idea)
	}
	part(f.tryHeading(), append(tried, f.tests())...)
	for i, chart := range f.Charts {
		if i == 0 {
			blocks = append(blocks, figure.Heading{Level: 2, Words: f.goesHeading()})
		}
		blocks = append(blocks, figure.Picture{Scene: chart})
	}
	part(f.learnedHeading(), f.Learned)
	blocks = append(blocks, figure.Words{Text: f.left(), Quiet: true})
	return Report{Title: f.Title, Made: f.Made, Pages: figure.Flow(f.Say, f.Title, day, blocks), Count: 1}
}

// HTML gives the page as one file for a school's web site or an e-mail. It
// loads nothing from anywhere and runs nothing.
func (f FamilyPage) HTML() ([]byte, error) {
	shown := familySheet{FamilyPage: f, Language: f.Say.Language(), Day: f.Say.Day(f.Made), Often: f.tests(), Left: f.left(), Want: f.wantHeading(), Try: f.tryHeading(), Goes: f.goesHeading(), Lesson: f.learnedHeading()}
	for _, chart := range f.Charts {
		shown.Pictures = append(shown.Pictures, familyPicture{Words: chart.Description, Source: template.URL("data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(chart.SVG()))}) //nolint:gosec // a picture that was just drawn
	}
	var file bytes.Buffer
	err := familyTemplate().Execute(&file, shown)
	return file.Bytes(), err
}

type familySheet struct {
	FamilyPage

	Language, Day, Often, Left string
	Want, Try, Goes, Lesson    string // headings
	Pictures                   []familyPicture
}

type familyPicture struct {
	Words  string
	Source template.URL
}

func familyTemplate() *template.Template {
	return template.Must(template.New("families").Parse(`<!doctype html>
<html lang="{{.Language}}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>{{.Title}}</title>
<style>
body { font: 17px/1.5 "Noto Sans", "Segoe UI", sans-serif; color: #1b2430; max-width: 44em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.8em; margin-bottom: 0; } h2 { font-size: 1.3em; margin: 1.4em 0 .3em; color: #1b5eab; }
p { white-space: pre-line; margin: .3em 0; } img { width: 100%; height: auto; } .quiet { color: #5a6675; font-size: .9em; }
</style>
<h1>{{.Title}}</h1>
<p class="quiet">{{.Day}}</p>
{{if .Aims}}<h2>{{.Want}}</h2>
{{range .Aims}}<p>{{.}}</p>
{{end}}{{end}}{{if or .Tried .Often}}<h2>{{.Try}}</h2>
{{if .Tried}}<ul>{{range .Tried}}<li>{{.}}</li>{{end}}</ul>
{{end}}{{if .Often}}<p>{{.Often}}</p>
{{end}}{{end}}{{if .Pictures}}<h2>{{.Goes}}</h2>
{{range .Pictures}}<img src="{{.Source}}" alt="{{.Words}}">
{{end}}{{end}}{{if .Learned}}<h2>{{.Lesson}}</h2>
<p>{{.Learned}}</p>
{{end}}<p class="quiet">{{.Left}}</p>
</html>
`))
}
