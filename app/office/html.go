package office

import (
	"bytes"
	"html/template"
	"io"

	"github.com/yuin/goldmark"
)

// WriteHTML writes the book as one file that any browser shows and prints; it
// loads nothing from anywhere and runs nothing.
func WriteHTML(w io.Writer, b Book) error {
	view := htmlBook{Title: b.Title, Made: b.Say.Day(b.Made), Language: b.Say.Language(), Said: said(b)}
	pages, numbers := b.gathered()
	for _, page := range pages {
		shown, err := b.htmlPage(page, b.numbersChapter(numbers[page.Artifact.ID]))
		if err != nil {
			return err
		}
		view.Pages = append(view.Pages, shown)
	}
	return sheet().Execute(w, view)
}

type htmlBook struct {
	Title, Made, Language, Said string

	Pages []htmlPage
}

type htmlPage struct {
	Title, Origin string
	Chapters      []htmlChapter
	Links         []Tie
	Comments      []htmlComment
}

type htmlChapter struct {
	Title string
	Parts []htmlPart
}

type htmlPart struct {
	Label, Text string
	Prose       template.HTML
	Head        []string
	Rows        [][]string
}

type htmlComment struct {
	Who, At string
	Prose   template.HTML
}

func (b Book) htmlPage(page Page, more []Chapter) (htmlPage, error) {
	shown := htmlPage{Title: page.Headline(), Origin: page.Origin()}
	for _, chapter := range append(b.Chapters(page), more...) {
		one := htmlChapter{Title: chapter.Title}
		for _, p := range chapter.Parts {
			prose, err := htmlProse(p.Prose)
			if err != nil {
				return htmlPage{}, err
			}
			one.Parts = append(one.Parts, htmlPart{Label: p.Label, Text: p.Text, Prose: prose, Head: p.Head, Rows: p.Rows})
		}
		shown.Chapters = append(shown.Chapters, one)
	}
	shown.Links = b.Ties(page)
	for _, comment := range page.Comments {
		prose, err := htmlProse(comment.Text)
		if err != nil {
			return htmlPage{}, err
		}
		shown.Comments = append(shown.Comments, htmlComment{Who: comment.Who, At: b.Say.Day(comment.At), Prose: prose})
	}
	return shown, nil
}

// htmlProse renders Markdown; goldmark leaves HTML that somebody typed out, and
// links that would run something.
func htmlProse(text string) (template.HTML, error) {
	if text == "" {
		return "", nil
	}
	var out bytes.Buffer
	if err := goldmark.Convert([]byte(markdownProse(text)), &out); err != nil {
		return "", err
	}
	return template.HTML(out.String()), nil //nolint:gosec // goldmark without its unsafe option
}

func sheet() *template.Template {
	return template.Must(template.New("book").Parse(`<!doctype html>
<html lang="{{.Language}}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{{.Title}}</title>
<style>
body { font: 16px/1.5 "Noto Sans", "Segoe UI", sans-serif; color: #1b2430; max-width: 46em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.8em; } h2 { font-size: 1.35em; margin-top: 2.2em; border-top: 1px solid #d5dbe3; padding-top: 1em; }
h3 { font-size: 1.05em; color: #1b5eab; margin-bottom: .3em; } .quiet { color: #5a6675; } dt { font-weight: 600; margin-top: .6em; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; border: 1px solid #d5dbe3; padding: .35em .6em; }
@media print { h2 { break-before: page; } h2:first-of-type { break-before: auto; } }
</style>
<h1>{{.Title}}</h1>
<p class="quiet">{{.Made}}</p>
{{range .Pages}}
<h2>{{.Title}}</h2>
<p class="quiet">{{.Origin}}</p>
{{range .Chapters}}<h3>{{.Title}}</h3>
<dl>{{range .Parts}}
<dt>{{.Label}}</dt>
<dd>{{if .Rows}}<table><tr>{{range .Head}}<th>{{.}}</th>{{end}}</tr>{{range .Rows}}<tr>{{range .}}<td>{{.}}</td>{{end}}</tr>{{end}}</table>{{else if .Prose}}{{.Prose}}{{else}}{{.Text}}{{end}}</dd>{{end}}
</dl>
{{end}}{{range .Links}}<p><strong>{{.Label}}:</strong> {{range $i, $t := .Targets}}{{if $i}}; {{end}}{{$t}}{{end}}</p>
{{end}}{{if .Comments}}<h3>{{$.Said}}</h3>
{{range .Comments}}<p><strong>{{.Who}}</strong>, {{.At}}</p>
{{.Prose}}{{end}}{{end}}{{end}}
</html>
`))
}
