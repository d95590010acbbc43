package report

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html/template"

	"github.com/cairn-schools/cairn/app/figure"
)

// tests says how often something was tried.
func (f FamilyPage) tests() string {
	switch f.Tests {
	case 0:
		return ""
	case 1:
		return "We have tried something out once so far."
	default:
		return fmt.Sprintf("We have tried something out %d times so far.", f.Tests)
	}
}

// File gives the page as a file: "html" or, to print, "pdf".
func (f FamilyPage) File(format string) ([]byte, error) {
	if format == "html" {
		return f.HTML()
	}
	return f.Report().PDF()
}

// Report lays the page out on a sheet of A4 to print; what is long takes a second.
func (f FamilyPage) Report() Report {
	day := f.Made.Format("2 January 2006")
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
	part("What we want", f.Aims...)
	tried := make([]string, 0, len(f.Tried)+1)
	for _, idea := range f.Tried {
		tried = append(tried, "- "+idea)
	}
	part("What we try", append(tried, f.tests())...)
	for i, chart := range f.Charts {
		if i == 0 {
			blocks = append(blocks, figure.Heading{Level: 2, Words: "How it goes"})
		}
		blocks = append(blocks, figure.Picture{Scene: chart})
	}
	part("What we learned", f.Learned)
	blocks = append(blocks, figure.Words{Text: familyLeft, Quiet: true})
	return Report{Title: f.Title, Made: f.Made, Pages: figure.Flow(f.Title, day, blocks), Count: 1}
}

// HTML gives the page as one file for a school's web site or an e-mail. It
// loads nothing from anywhere and runs nothing.
func (f FamilyPage) HTML() ([]byte, error) {
	shown := familySheet{FamilyPage: f, Day: f.Made.Format("2 January 2006"), Often: f.tests(), Left: familyLeft}
	for _, chart := range f.Charts {
		shown.Pictures = append(shown.Pictures, familyPicture{Words: chart.Description, Source: template.URL("data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(chart.SVG()))}) //nolint:gosec // a picture that was just drawn
	}
	var file bytes.Buffer
	err := familyTemplate().Execute(&file, shown)
	return file.Bytes(), err
}

type familySheet struct {
	FamilyPage

	Day, Often, Left string
	Pictures         []familyPicture
}

type familyPicture struct {
	Words  string
	Source template.URL
}

func familyTemplate() *template.Template {
	return template.Must(template.New("families").Parse(`<!doctype html>
<html lang="en">
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
{{if .Aims}}<h2>What we want</h2>
{{range .Aims}}<p>{{.}}</p>
{{end}}{{end}}{{if or .Tried .Often}}<h2>What we try</h2>
{{if .Tried}}<ul>{{range .Tried}}<li>{{.}}</li>{{end}}</ul>
{{end}}{{if .Often}}<p>{{.Often}}</p>
{{end}}{{end}}{{if .Pictures}}<h2>How it goes</h2>
{{range .Pictures}}<img src="{{.Source}}" alt="{{.Words}}">
{{end}}{{end}}{{if .Learned}}<h2>What we learned</h2>
<p>{{.Learned}}</p>
{{end}}<p class="quiet">{{.Left}}</p>
</html>
`))
}
