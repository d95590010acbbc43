package app

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/names"
)

// NameCover is a decision about one name.
type NameCover struct {
	Text    string // as it stands in the texts; one that was not found is one that a person marked
	Instead string // what shall stand there; "" for the next "Student A"
	Leave   bool   // it names no child
	Always  bool   // cover it where it could as well be a word, too
}

// NameChoice is what a person decided about the names in what more people will
// read. Once they were asked, every name that is found is covered but for those
// that they left.
type NameChoice struct {
	Asked bool        // the person was shown what was found
	Names []NameCover // what they decided; the rest is as it was proposed
}

// CoveredName is a name that a copy does not tell.
type CoveredName struct {
	NameCover
	Marked bool   // by a person; the program did not find it
	Places int    // how often other words stand for it
	Doubts int    // how often it may stand as a word
	Seen   string // a sentence in which it stands
}

// CoveredText is a text as others would read it.
type CoveredText struct {
	Row    improve.RowID    // of a list, or of a photo
	Column improve.FieldKey // of a list, or a cell; "" for the text of a field
	Text   string
	Covers []names.Span  // where other words stand for a name
	Doubts []names.Doubt // where a name could stand that may be a word
}

// maxInstead is how long, in bytes, what stands for a name may be: it stands in
// titles, and often.
const maxInstead = 80

// coverer finds the names in texts that more people will read and covers them:
// the one way for sharing, raising, following, examples and pages for families.
// First read is called with every text, then choose, then cover.
type coverer struct {
	finder  names.Finder
	also    names.Finder // lists names that are covered although they are no child's
	stand   string       // for every name the same words; "" for a letter of its own
	decided []NameCover

	aliases  names.Aliases
	found    []names.Found
	seen     map[string]string // of each name, the first sentence
	texts    map[string]bool
	names    []CoveredName
	at       []int // of each cover, its place among the names
	covering names.Covering
}

// coverer begins with the decisions of a person.
func (b *batch) coverer(decided []NameCover) (*coverer, error) {
	finder, err := b.j.finder(b.ctx)
	if err != nil {
		return nil, err
	}
	return newCoverer(finder, decided), nil
}

func newCoverer(finder names.Finder, decided []NameCover) *coverer {
	return &coverer{finder: finder, decided: decided, seen: map[string]string{}, texts: map[string]bool{}}
}

// read looks for names in a text.
func (c *coverer) read(text string) { c.look(text, func(names.Found) bool { return true }) }

// readWho looks for names where a grown-up is named. A first and last name that
// stands nowhere else is a colleague's: asking whether the lead of a project is
// "Student A" would teach people to click the question away.
func (c *coverer) readWho(text string) {
	c.look(text, func(one names.Found) bool { return one.Sort != names.Name || !strings.Contains(one.Text, " ") })
	delete(c.texts, text) // it may stand elsewhere, too
}

func (c *coverer) look(text string, asks func(names.Found) bool) {
	if c.texts[text] {
		return
	}
	c.texts[text] = true
	c.aliases.Skip(text)
	for _, one := range slices.Concat(c.finder.Find(text), c.finder.Listed(text), c.also.Listed(text)) {
		if !asks(one) {
			continue
		}
		c.found = append(c.found, one)
		if c.seen[one.Text] == "" {
			c.seen[one.Text] = names.Sentence(text, one)
		}
	}
}

// choose puts what was found and what a person decided together: each name
// once, with the words that stand for it.
func (c *coverer) choose() error {
	for _, decided := range c.decided {
		c.aliases.Skip(decided.Instead)
	}
	taken := map[string]bool{}
	for _, one := range names.Merge(c.found) {
		name := CoveredName{NameCover: NameCover{Text: one.Text}, Seen: c.seen[one.Text]}
		if at := slices.IndexFunc(c.decided, func(n NameCover) bool { return n.Text == one.Text }); at >= 0 {
			name.NameCover, taken[one.Text] = c.decided[at], true
		} else if c.decidedWhole(one) {
			continue
		} else {
			name.Instead = c.decidedPart(one)
		}
		if name.Instead == "" {
			name.Instead = c.standsFor(one)
		}
		c.names = append(c.names, name)
	}
	c.sameInitials()
	for _, marked := range c.decided {
		if marked.Text = strings.TrimSpace(marked.Text); taken[marked.Text] || marked.Text == "" {
			continue
		}
		taken[marked.Text] = true
		if marked.Instead == "" {
			marked.Instead = c.standsFor(names.Found{Text: marked.Text, Sort: sortOfMarked(marked.Text)})
		}
		c.names = append(c.names, CoveredName{NameCover: marked, Marked: true})
	}
	return c.check()
}

// decidedWhole tells whether something was decided of the whole name of which a part was found.
func (c *coverer) decidedWhole(part names.Found) bool {
	return slices.ContainsFunc(c.decided, func(n NameCover) bool { return names.PartOf(part, names.Found{Text: n.Text, Sort: part.Sort}) })
}

// decidedPart gives what stands for a part of a name that was found: the whole is the same child.
func (c *coverer) decidedPart(whole names.Found) string {
	for _, n := range c.decided {
		if !n.Leave && names.PartOf(names.Found{Text: n.Text, Sort: whole.Sort}, whole) {
			return n.Instead
		}
	}
	return ""
}

func sortOfMarked(text string) names.Sort {
	if names.HasLetters(text) {
		return names.Name
	}
	return names.Number
}

// standsFor gives the words for a name about which nobody said anything.
func (c *coverer) standsFor(one names.Found) string {
	if c.stand != "" && (one.Sort == names.Name || one.Sort == names.Roster) {
		return c.stand
	}
	return c.aliases.Instead(one)
}

// sameInitials gives initials the letter of the one whose initials they are,
// where there is only one.
func (c *coverer) sameInitials() {
	for i := range c.names {
		name := &c.names[i]
		if !names.AreInitials(name.Text) || c.isDecided(name.Text) {
			continue
		}
		whose := -1
		for k, other := range c.names {
			if k != i && names.Initials(other.Text) == names.Initials(name.Text) {
				if whose >= 0 && c.names[whose].Instead != other.Instead {
					whose = -1
					break
				}
				whose = k
			}
		}
		if whose >= 0 {
			name.Instead = c.names[whose].Instead
		}
	}
}

func (c *coverer) isDecided(name string) bool {
	return slices.ContainsFunc(c.decided, func(n NameCover) bool { return n.Text == name && n.Instead != "" })
}

// check makes the covering, and sees to it that no word that stands for a name tells one.
func (c *coverer) check() error {
	var covers []names.Cover
	for i, name := range c.names {
		if !name.Leave {
			c.at = append(c.at, i)
			covers = append(covers, names.Cover{Name: name.Text, Instead: name.Instead, Always: name.Always})
		}
	}
	c.covering = c.finder.Covering(covers)
	for _, cover := range covers {
		if len(cover.Instead) > maxInstead || strings.ContainsAny(cover.Instead, "\n\r\t") {
			return &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("What stands for “%s” is too long.", cover.Name), Hint: "Write a few words."}
		}
		if told := c.covering.Stands(cover.Instead); len(told) > 0 {
			return &improve.Error{
				Code: improve.Invalid, Message: fmt.Sprintf("“%s” cannot stand for “%s”: it tells the name “%s”.", cover.Instead, cover.Name, told[0].Text),
				Hint: "Write something that tells no name, such as “Student A”.",
			}
		}
	}
	return nil
}

// cover puts the other words into a text; counts tells whether it goes, so that
// its places are counted.
func (c *coverer) cover(text string, counts bool) CoveredText {
	covered := CoveredText{}
	covered.Text, covered.Covers = c.covering.Text(text)
	covered.Doubts = c.covering.Doubts(covered.Text)
	if !counts {
		return covered
	}
	for _, span := range covered.Covers {
		name := &c.names[c.at[span.Cover]]
		name.Places++
		if start := strings.Index(text, span.Was); name.Seen == "" && start >= 0 {
			name.Seen = names.Sentence(text, names.Found{Start: start, End: start + len(span.Was), Text: span.Was})
		}
	}
	for _, doubt := range covered.Doubts {
		c.names[c.at[doubt.Cover]].Doubts++
	}
	return covered
}

// words is cover for whoever needs only the text.
func (c *coverer) words(text string) string {
	covered, _ := c.covering.Text(text)
	return covered
}

// cells is the record of the question, which travels with the copy: how it was
// answered, never a name.
func (c *coverer) cells() map[improve.FieldKey]string {
	replaced := 0
	for _, at := range c.at {
		if c.names[at].Places > 0 {
			replaced++
		}
	}
	return map[improve.FieldKey]string{originReplaced: strconv.Itoa(replaced), originLeft: strconv.Itoa(len(c.names) - len(c.at))}
}
