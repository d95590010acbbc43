package office

import (
	"fmt"
	"io"
	"regexp"
	"strings"
)

// WriteMarkdown writes the book as Markdown: a heading for each page, one below
// it for each of its sections.
func WriteMarkdown(w io.Writer, b Book) error {
	var out strings.Builder
	fmt.Fprintf(&out, "# %s\n\n%s\n", markdownLine(b.Title), b.Made.Format("2 January 2006"))
	for _, page := range b.Pages {
		b.markdownPage(&out, page)
	}
	_, err := io.WriteString(w, out.String())
	return err
}

func (b Book) markdownPage(out *strings.Builder, page Page) {
	fmt.Fprintf(out, "\n## %s\n\n*%s*\n", markdownLine(page.title()), markdownLine(origin(page)))
	for _, chapter := range b.chapters(page) {
		fmt.Fprintf(out, "\n### %s\n", markdownLine(chapter.title))
		for _, part := range chapter.parts {
			markdownPart(out, part)
		}
	}
	for _, line := range b.links(page) {
		escaped := make([]string, len(line.targets))
		for i, target := range line.targets {
			escaped[i] = markdownLine(target)
		}
		fmt.Fprintf(out, "\n**%s:** %s\n", markdownLine(line.label), strings.Join(escaped, "; "))
	}
	if len(page.Comments) > 0 {
		out.WriteString("\n### What others said\n")
	}
	for _, comment := range page.Comments {
		fmt.Fprintf(out, "\n**%s**, %s\n\n%s\n", markdownLine(comment.Who), comment.At.Format("2 January 2006"), markdownProse(comment.Text))
	}
}

// origin says what a page is, where it lies and whose it is.
func origin(page Page) string {
	words := page.Kind.Title
	if page.Space != "" {
		words += " · " + page.Space
	}
	if page.Author != "" {
		words += " · " + page.Author
	}
	return words
}

func markdownPart(out *strings.Builder, p part) {
	switch {
	case p.rows != nil:
		fmt.Fprintf(out, "\n**%s**\n\n%s\n%s\n", markdownLine(p.label), markdownRow(p.head), strings.Repeat("| --- ", len(p.head))+"|")
		for _, row := range p.rows {
			out.WriteString(markdownRow(row) + "\n")
		}
	case p.prose != "":
		fmt.Fprintf(out, "\n**%s**\n\n%s\n", markdownLine(p.label), markdownProse(p.prose))
	default:
		fmt.Fprintf(out, "\n**%s:** %s\n", markdownLine(p.label), markdownLine(p.text))
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
