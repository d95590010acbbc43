package ui

import (
	"strings"
	"unicode"

	"github.com/cairn-schools/cairn/improve"
)

// The lines of the search that do something, as they are shown in the user's language.
func newTitle(kind string) string { return T("search.new", "New: %s", kind) }
func allTitle(kind string) string { return T("search.all", "All: %s", kind) }

// goTitle is a place with what Enter does there.
func goTitle(place string) string { return T("search.goTo", "Go to") + " " + place }

// plainWords makes of a text the words alone, small and with one blank between
// them: "New: PDSA" and "new  pdsa" are the same.
func plainWords(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(":–—…", r) })
	return strings.Join(words, " ")
}

// commandOf tells whether what was typed begins with the words that title puts
// before a name, or ends with those that a language puts behind it; name is
// what is typed of the name, "" while there is none.
func commandOf(typed string, title func(string) string) (name string, ok bool) {
	const place = "\x00" // stands in no word
	before, after, _ := strings.Cut(title(place), place)
	before, after = plainWords(before), plainWords(after)
	typed = plainWords(typed)
	if before == "" {
		name, ok = strings.CutSuffix(typed, " "+after)
		return name, ok && after != ""
	}
	name, ok = strings.CutPrefix(typed+" ", before+" ")
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(name), after)), ok
}

// foundCommands gives what is asked for by the words that the search itself
// shows: "New: Interview", "all tests", "go to sharing". The words of a command
// alone offer the first kinds of + New.
func (p *Program) foundCommands(typed string) []found {
	var lines []found
	if name, ok := commandOf(typed, newTitle); ok {
		for _, kind := range p.kindsNamed(name) {
			lines = append(lines, p.newLine(kind))
		}
	}
	if name, ok := commandOf(typed, allTitle); ok {
		for _, kind := range p.kindsNamed(name) {
			lines = append(lines, p.allLine(kind))
		}
	}
	if name, ok := commandOf(typed, goTitle); ok {
		lines = append(lines, p.placeLines(name)...)
	}
	return lines
}

// kindsNamed gives the kinds that a command names, or those of + New while it names none.
func (p *Program) kindsNamed(name string) []*improve.Kind {
	if name != "" {
		return p.bestKinds(p.journal.Catalog().Kinds(), name, mostNewFound)
	}
	var kinds []*improve.Kind
	for _, kind := range p.journal.Catalog().Kinds() {
		if kind.Offered && len(kinds) < mostNewFound {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// newLine begins a page of a kind.
func (p *Program) newLine(kind *improve.Kind) found {
	return found{icon: kind.Icon, title: newTitle(p.kindTitle(kind)), note: T("search.make", "Begin"), choose: func() {
		p.Navigate(newRoute(kind.Name, p.contextLinks(kind)...))
	}}
}

// allLine leads to all pages of a kind.
func (p *Program) allLine(kind *improve.Kind) found {
	return found{icon: "examples", title: allTitle(p.kindPlural(kind)), note: T("search.goTo", "Go to"), choose: func() { p.openShelf(kind.Name) }}
}

// placeLines gives the places whose names begin as typed.
func (p *Program) placeLines(words string) []found {
	words = strings.ToLower(words)
	var lines []found
	for _, place := range append(Places(), ProgramPlaces()...) {
		if strings.HasPrefix(strings.ToLower(place.Word), words) {
			lines = append(lines, found{icon: place.Icon, title: place.Word, note: T("search.goTo", "Go to"), choose: func() { p.Navigate(place.Route) }})
		}
	}
	return lines
}
