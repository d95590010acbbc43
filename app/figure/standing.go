package figure

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// Look is one time at which somebody said where they stand, item by item.
type Look struct {
	When    string // the day in words
	Ratings []Rating
}

// Rating is where somebody stood on one item.
type Rating struct {
	Item  string
	Value float64
	Off   string // what was said, where that is no place on the scale; Value is 0 then
	Shows string // what showed it
}

// Standing is how somebody's own ratings stood at each time that they looked:
// a line for each item, a column for each time. It tells what was said, first
// and last; it never speaks of a trend.
type Standing struct {
	Title string
	Looks []Look // the first one first
	Width float64
	Bare  bool

	Say *phrase.Book // the language of its words; nil is English
}

// The scale of a look: whole steps from least to most.
const (
	leastRating = 1
	mostRating  = 4
	mostLooks   = 8  // the latest; more would not fit a sheet
	mostItems   = 40 // of a list of principles
	mostOff     = 24 // letters of what was said instead of a number
)

// level says a step of the scale.
func (s Standing) level(step int) string {
	return [...]string{
		s.Say.T("figure.standing.1", "not yet"), s.Say.T("figure.standing.2", "now and then"), s.Say.T("figure.standing.3", "mostly"), s.Say.T("figure.standing.4", "always"),
	}[step-leastRating]
}

// said gives a rating in words: the step's own, else the number; of what is off
// the scale what was said, and that it is off.
func (s Standing) said(r Rating) string {
	if r.Off != "" {
		return s.Say.T("figure.standing.off", "%s, off the scale", r.Off)
	}
	if step := int(r.Value); float64(step) == r.Value && step >= leastRating && step <= mostRating {
		return s.level(step)
	}
	return s.Say.Number(strconv.FormatFloat(r.Value, 'f', -1, 64))
}

// ratingOf reads a rating; a number off the scale, or none, keeps its words.
func ratingOf(item, text, shows string) Rating {
	value, ok := improve.ParseNumber(text)
	if ok && value >= leastRating && value <= mostRating {
		return Rating{Item: item, Value: value, Shows: shows}
	}
	return Rating{Item: item, Off: firstLetters(text, mostOff), Shows: shows}
}

// firstLetters cuts a text to so many letters.
func firstLetters(text string, most int) string {
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	return strings.TrimSpace(string(letters[:most])) + ellipsis
}

// StandingOf reads looks from their pages, in the order of their days; a page
// without a day stands where it was begun. Ratings off the scale, which only other
// programs write, have no place in the picture and are told in words.
func StandingOf(say *phrase.Book, title string, pages []improve.Artifact) Standing {
	type dated struct {
		day  string
		page improve.Artifact
	}
	var all []dated
	for _, page := range pages {
		day := page.Text("date")
		if day == "" {
			day = page.Created.Time().Format(improve.DateLayout)
		}
		all = append(all, dated{day, page})
	}
	slices.SortStableFunc(all, func(a, b dated) int { return strings.Compare(a.day, b.day) })
	s := Standing{Title: title, Say: say}
	for _, one := range all[max(0, len(all)-mostLooks):] {
		look := Look{When: dayWords(say, one.day)}
		for _, row := range one.page.Rows("items") {
			item, text := plain(row.Cells["item"]), plain(row.Cells["rating"])
			if item != "" && text != "" {
				look.Ratings = append(look.Ratings, ratingOf(item, text, plain(row.Cells["shows"])))
			}
		}
		if len(look.Ratings) > 0 {
			s.Looks = append(s.Looks, look)
		}
	}
	return s
}

// Looked gives the looks that belong to a page of where somebody stands: those
// that it, or one of them, was compared with, and itself. Other kinds, and pages
// that were put away, do not matter.
func Looked(page improve.Artifact, pages []improve.Artifact) []improve.Artifact {
	const before improve.RelName = "before"
	found := []improve.Artifact{page}
	for i := 0; i < len(found); i++ {
		for _, other := range pages {
			known := slices.ContainsFunc(found, func(a improve.Artifact) bool { return a.ID == other.ID })
			tied := slices.Contains(found[i].LinkedTo(before), other.ID) || slices.Contains(other.LinkedTo(before), found[i].ID)
			if other.Kind == page.Kind && tied && !known && !other.Retired() {
				found = append(found, other)
			}
		}
	}
	return found
}

// dayWords says a day in words; what is none, as it stands.
func dayWords(say *phrase.Book, text string) string {
	day, err := time.Parse(improve.DateLayout, text)
	if err != nil {
		return plain(text)
	}
	return say.MidDay(day)
}

// items gives what was rated, in the order of the latest look, then what only
// earlier ones have.
func (s Standing) items() []string {
	var items []string
	for i := len(s.Looks) - 1; i >= 0; i-- {
		for _, rating := range s.Looks[i].Ratings {
			if !slices.ContainsFunc(items, func(known string) bool { return SameWords(known, rating.Item) }) {
				items = append(items, rating.Item)
			}
		}
	}
	return items[:min(len(items), mostItems)]
}

// of gives the rating of an item at a look.
func (l Look) of(item string) (Rating, bool) {
	at := slices.IndexFunc(l.Ratings, func(r Rating) bool { return SameWords(r.Item, item) })
	if at < 0 {
		return Rating{}, false
	}
	return l.Ratings[at], true
}

// change says where an item stood first and last.
func (s Standing) change(item string) string {
	var first, last *Rating
	for i := range s.Looks {
		if rating, ok := s.Looks[i].of(item); ok {
			if first == nil {
				first = &rating
			}
			last = &rating
		}
	}
	switch {
	case first == nil:
		return ""
	case first == last:
		return s.Say.T("figure.standing.once", "“%s”, said once", s.said(*first))
	case first.Value == last.Value && first.Off == last.Off:
		return s.Say.T("figure.standing.same", "“%s”, first and last", s.said(*last))
	default:
		return s.Say.T("figure.standing.moved", "first “%s”, last “%s”", s.said(*first), s.said(*last))
	}
}

// honest says what the picture is, and what it is not.
func (s Standing) honest() string {
	if len(s.Looks) == 1 {
		return s.Say.T("figure.standing.one", "One look. The next one will stand beside it.")
	}
	return s.Say.N(len(s.Looks), "figure.standing.honest", "%d look, each as it seemed on that day: what was said then and now, not a trend.", "%d looks, each as it seemed on that day: what was said then and now, not a trend.")
}

// Description says the picture in words.
func (s Standing) Description() string {
	var b strings.Builder
	b.WriteString(s.title() + ". " + s.honest())
	for _, item := range s.items() {
		b.WriteString("\n" + item + ": " + s.change(item))
		for _, look := range s.Looks {
			if rating, ok := look.of(item); ok {
				b.WriteString("\n– " + look.When + ": " + dotted(appendWords([]string{s.said(rating)}, rating.Shows)))
			}
		}
	}
	return cutWords(b.String(), mostDescription)
}

func (s Standing) title() string {
	if title := plain(s.Title); title != "" {
		return title
	}
	return s.Say.T("figure.standing.title", "Where I stood")
}

// part is the group of a rating.
func standingPart(item, look int) string {
	return "item-" + strconv.Itoa(item) + "-" + strconv.Itoa(look)
}
