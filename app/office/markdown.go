package office

import (
	"fmt"
	"io"
	"regexp"
	"strings"
)

// WriteMarkdown writes the book as Markdown: a heading for each page, one below
// it for each of its sections. The numbers of a measure are a table on its page.
func WriteMarkdown(w io.Writer, b Book) error {
	var out strings.Builder
	fmt.Fprintf(&out, "# %s\n\n%s\n", markdownLine(b.Title), b.Say.Day(b.Made))
	pages, numbers := b.gathered()
	for _, page := range pages {
		b.markdownPage(&out, page, b.numbersChapter(numbers[page.Artifact.ID]))
	}
	_, err := io.WriteString(w, out.String())
	return err
}

func (b Book) markdownPage(out *strings.Builder, page Page, more []Chapter) {
	fmt.Fprintf(out, "\n## %s\n\n*%s*\n", markdownLine(page.Headline()), markdownLine(page.Origin()))
	for _, chapter := range append(b.Chapters(page), more...) {
		fmt.Fprintf(out, "\n### %s\n", markdownLine(chapter.Title))
		for _, part := range chapter.Parts {
			markdownPart(out, part)
		}
	}
	for _, line := range b.Ties(page) {
		escaped := make([]string, len(line.Targets))
		for i, target := range line.Targets {
			escaped[i] = markdownLine(target)
		}
		fmt.Fprintf(out, "\n**%s:** %s\n", markdownLine(line.Label), strings.Join(escaped, "; "))
	}
	if len(page.Comments) > 0 {
		fmt.Fprintf(out, "\n### %s\n", markdownLine(said(b)))
	}
	for _, comment := range page.Comments {
		fmt.Fprintf(out, "\n**%s**, %s\n\n%s\n", markdownLine(comment.Who), b.Say.Day(comment.At), markdownProse(comment.Text))
	}
}

// said stands over the comments on a page.
func said(b Book) string { return b.Say.T("office.said", "What others said") }

// Origin says what a page is, where it lies and whose it is.
func (p Page) Origin() string {
	words := p.Kind.Title
	if p.Space != "" {
		words += " · " + p.Space
	}
	if p.Author != "" {
		words += " · " + p.Author
	}
	return words
}

func markdownPart(out *strings.Builder, p Part) {
	switch {
	case p.Rows != nil:
		fmt.Fprintf(out, "\n**%s**\n\n%s\n%s\n", markdownLine(p.Label), markdownRow(p.Head), strings.Repeat("| --- ", len(p.Head))+"|")
		for _, row := range p.Rows {
			out.WriteString(markdownRow(row) + "\n")
		}
	case p.Prose != "":
		fmt.Fprintf(out, "\n**%s**\n\n%s\n", markdownLine(p.Label), markdownProse(p.Prose))
	default:
		fmt.Fprintf(out, "\n**%s:** %s\n", markdownLine(p.Label), markdownLine(p.Text))
	}
}

func markdownRow(cells []string) string {
	escaped := make([]string, len(cells))
	for i, cell := range cells {
		escaped[i] = markdownLine(cell)
	}
	return "| " + strings.Join(escaped, " | ") + " |"
}

var (
	special = regexp.MustCompile("[\\\\`*_{}\\[\\]<>#|~]")
	heading = regexp.MustCompile(`(?m)^(#{1,6})(\s)`)
	html    = regexp.MustCompile(`<(/?[A-Za-z!?])`)
)

// markdownLine makes one line of a text in which nothing has a meaning of its own.
func markdownLine(text string) string {
	return special.ReplaceAllString(strings.Join(strings.Fields(text), " "), `\$0`)
}

// markdownProse keeps what a person typed, Markdown and all, but its headings
// stay below ours and it holds no HTML.
func markdownProse(text string) string {
	text = heading.ReplaceAllString(strings.TrimSpace(text), `#### $2`)
	return html.ReplaceAllString(text, `&lt;$1`)
}
