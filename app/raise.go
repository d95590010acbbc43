package app

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// What was raised is a request with these relations and fields.
const (
	requestKind    improve.KindName = "request"
	raisedAboutRel improve.RelName  = "about"
	raisedToRel    improve.RelName  = "raised-to"
	raisedByRel    improve.RelName  = "raised-by"
	cameAlongRel   improve.RelName  = "came-along"
)

// Raise is a question about a page, put to somebody in a space where they read it.
type Raise struct {
	About  improve.ArtifactID
	To     improve.SpaceID
	Person improve.ArtifactID // whom; zero: whoever can help there
	Whom   string             // their name
	Type   string             // an option of request's type; "" for none
	Title  string
	Why    string
	With   bool       // a copy of the page goes along, where that is another space
	Names  NameChoice // what becomes of names of children, in the words and in that copy
}

// RaisePreview is what raising would hand over, before it is done.
type RaisePreview struct {
	To      improve.Space
	Readers []Reader
	Pages   []SharedPage  // the copy that goes along; none without With
	Names   []CoveredName // that could be children's, in the words and in the copy
	Title   CoveredText   // as it would be written, as Why
	Why     CoveredText
}

// raising is what a raise writes.
type raising struct {
	id         improve.ArtifactID
	copy       *move // nil when nothing goes along
	covers     *coverer
	title, why CoveredText
}

// Raise writes the request, and the copy of the page, in one transaction. It
// fails with an *Error where the space or the page does not allow it.
func (j *Journal) Raise(ctx context.Context, r Raise) (improve.ArtifactID, error) {
	var raised raising
	err := j.update(ctx, func(b *batch) (err error) {
		raised, err = b.raise(r)
		return err
	})
	return raised.id, err
}

// PreviewRaise tells what Raise would write and who could read it; nothing is kept.
func (j *Journal) PreviewRaise(ctx context.Context, r Raise) (RaisePreview, error) {
	var preview RaisePreview
	err := j.store.Update(ctx, func(tx improve.Tx) error {
		b := newBatch(ctx, j, tx)
		raised, err := b.raise(r)
		if err != nil {
			return err
		}
		if preview.To, err = b.space(r.To); err != nil {
			return err
		}
		if raised.copy != nil {
			preview.Pages = raised.copy.pages()
		}
		preview.Names, preview.Title, preview.Why = raised.covers.names, raised.title, raised.why
		return errPreviewed
	})
	if !errors.Is(err, errPreviewed) {
		return RaisePreview{}, err
	}
	preview.Readers = readersOf(preview.To, j.Device())
	return preview, nil
}

func (b *batch) raise(r Raise) (raising, error) {
	var raised raising
	me, err := b.me()
	if err != nil {
		return raised, err
	}
	about, err := b.artifact(r.About)
	if err != nil {
		return raised, err
	}
	links := []NewLink{{Rel: raisedAboutRel, Target: about.ID}, {Rel: raisedByRel, Target: me.Person}}
	if !r.Person.IsZero() {
		links = append(links, NewLink{Rel: raisedToRel, Target: r.Person})
	}
	r.Title, r.Why = strings.TrimSpace(r.Title), strings.TrimSpace(r.Why)
	if r.With && about.Space != r.To {
		var along improve.ArtifactID
		if raised.copy, along, err = b.along(about, r); err != nil {
			return raised, err
		}
		links = append(links, NewLink{Rel: cameAlongRel, Target: along})
	}
	if err := b.coverWords(&raised, r); err != nil {
		return raised, err
	}
	fields := map[improve.FieldKey]string{
		improve.TitleKey: raised.title.Text, "asked_by": me.Name, "of_whom": r.Whom, "type": r.Type, "why": raised.why.Text,
		"asked_on": b.j.clock.Now().Local().Format(improve.DateLayout), "state": "open",
	}
	for key, text := range fields {
		if text == "" && key != improve.TitleKey {
			delete(fields, key)
		}
	}
	raised.id, err = b.create(NewArtifact{Kind: requestKind, Space: r.To, Fields: fields, Links: links})
	return raised, err
}

// coverWords covers the words of the question as the copy that goes with them:
// the same child has the same letter in both.
func (b *batch) coverWords(raised *raising, r Raise) error {
	if raised.copy != nil {
		raised.covers = raised.copy.covers
	} else {
		var err error
		if raised.covers, err = b.coverer(r.Names.Names); err != nil {
			return err
		}
		raised.covers.read(r.Title)
		raised.covers.read(r.Why)
		if err := raised.covers.choose(); err != nil {
			return err
		}
	}
	raised.title, raised.why = CoveredText{Text: r.Title}, CoveredText{Text: r.Why}
	if r.Names.Asked {
		raised.title, raised.why = raised.covers.cover(r.Title, true), raised.covers.cover(r.Why, true)
	}
	return nil
}

// along gives the copy of a page that goes with a question: the one that is
// there already, or a new one.
func (b *batch) along(about improve.Artifact, r Raise) (*move, improve.ArtifactID, error) {
	if about.Kind == projectKind {
		return nil, improve.ArtifactID{}, &improve.Error{Code: improve.Invalid, Message: "A project does not go along with a question.", Hint: "Share the project itself, or raise one of its pages."}
	}
	there, err := b.j.store.Artifacts(b.ctx, improve.Query{Spaces: []improve.SpaceID{r.To}, Kinds: []improve.KindName{about.Kind}, Limit: everything})
	if err != nil {
		return nil, improve.ArtifactID{}, err
	}
	for _, other := range there {
		if originOf(other) == about.ID.String() {
			return nil, other.ID, nil
		}
	}
	m, err := b.share(Sharing{ID: about.ID, To: r.To, Names: r.Names, beside: []string{r.Title, r.Why}})
	if err != nil {
		return nil, improve.ArtifactID{}, err
	}
	return m, m.ids[about.ID], nil
}

// Raised is one question that was raised, as both sides see it.
type Raised struct {
	Request improve.Artifact
	Mine    bool // this person raised it
	ForMe   bool // it waits for this person's answer
	Ended   bool // it is answered for good: done, or not possible
	Told    bool // whoever raised it has heard the answer
}

// Answer gives what was answered: the reason in the form, else that of the last move.
func (r Raised) Answer() string {
	if text := r.Request.Text("reason"); text != "" {
		return text
	}
	rows := r.Request.Rows("moves")
	if len(rows) == 0 {
		return ""
	}
	return rows[len(rows)-1].Cells[improve.MoveWhy]
}

// RaisedHere gives what was raised in all spaces and concerns this person: what
// waits for their answer, and what they raised themselves, the oldest first.
func (j *Journal) RaisedHere(ctx context.Context) ([]Raised, error) {
	return j.raised(ctx, improve.Query{}, func(r Raised) bool { return r.Mine || r.ForMe })
}

// RaisedAbout gives what was raised about a page, whoever raised it.
func (j *Journal) RaisedAbout(ctx context.Context, page improve.ArtifactID) ([]Raised, error) {
	return j.raised(ctx, improve.Query{LinkTo: page, Rel: raisedAboutRel}, func(Raised) bool { return true })
}

func (j *Journal) raised(ctx context.Context, q improve.Query, wanted func(Raised) bool) ([]Raised, error) {
	me, err := j.Me(ctx)
	if err != nil {
		return nil, err
	}
	q.Kinds, q.Order, q.Limit = []improve.KindName{requestKind}, improve.ByCreated, everything
	requests, err := j.store.Artifacts(ctx, q)
	if err != nil {
		return nil, err
	}
	course := j.catalog.Kind(requestKind).Course
	var found []Raised
	for _, request := range requests {
		by, to := request.LinkedTo(raisedByRel), request.LinkedTo(raisedToRel)
		if len(by) == 0 {
			continue // asked in another way, by one's own team
		}
		r := Raised{
			Request: request, Mine: slices.Contains(by, me.Person), Ended: course.Ended(request.Text(course.State)),
			Told: request.Text(course.TellBack) == "yes",
		}
		whom := request.Text("of_whom") // a name alone where the person's page was not known
		forMe := slices.Contains(to, me.Person) || len(to) == 0 && !r.Mine && (whom == "" || whom == me.Name)
		if r.ForMe = forMe && !r.Ended; wanted(r) {
			found = append(found, r)
		}
	}
	return found, nil
}

// HeardAnswer notes that whoever raised a question has heard the answer: it is
// told back. Twice is once.
func (j *Journal) HeardAnswer(ctx context.Context, request improve.ArtifactID) error {
	a, err := j.store.Artifact(ctx, request)
	if err != nil {
		return err
	}
	field := j.catalog.Kind(requestKind).Course.TellBack
	if a.Kind != requestKind || a.Text(field) == "yes" {
		return nil
	}
	return j.Edit(ctx, request, []improve.Edit{{Field: field, Value: improve.TextValue("yes"), Over: a.Register(field, improve.RowID{}).Dots()}})
}

// RaisePlace is a space in which something may be raised, with the people
// there. Open tells that they read the page already.
type RaisePlace struct {
	Space  improve.Space
	Open   bool
	People []RaisePerson
}

// RaisePerson is somebody who reads a space on a laptop of their own.
type RaisePerson struct {
	Name   string
	Person improve.ArtifactID // zero when their page is not known
	Roles  []improve.Artifact // the pages of what they do
}

// RaisePlaces gives where a page may be raised: the space that it is in, unless
// that is private, then the wider ones.
func (j *Journal) RaisePlaces(ctx context.Context, page improve.Artifact) ([]RaisePlace, error) {
	rows, err := j.store.Spaces(ctx)
	if err != nil {
		return nil, err
	}
	me, err := j.Me(ctx)
	if err != nil {
		return nil, err
	}
	roles, err := j.rolesByPerson(ctx)
	if err != nil {
		return nil, err
	}
	var places []RaisePlace
	for _, row := range rows {
		if row.Space.Genesis.Kind == improve.PersonalSpace || !row.Access.Allows(improve.SetEvent) {
			continue
		}
		place := RaisePlace{Space: row.Space, Open: row.Space.ID == page.Space, People: peopleIn(row.Space, me, roles)}
		if len(place.People) > 0 {
			places = append(places, place)
		}
	}
	slices.SortStableFunc(places, func(a, b RaisePlace) int { return width(a) - width(b) })
	return places, nil
}

// width orders places by how many people they are for.
func width(p RaisePlace) int {
	if p.Open {
		return -1
	}
	return slices.Index([]improve.SpaceKind{improve.SchoolSpace, improve.PairSpace, improve.GroupSpace, improve.NetworkSpace}, p.Space.Genesis.Kind)
}

func peopleIn(space improve.Space, me Me, roles map[improve.ArtifactID][]improve.Artifact) []RaisePerson {
	var people []RaisePerson
	for _, member := range space.Laptops() {
		if !member.Access.Reads() || member.Person == me.Person {
			continue
		}
		known := slices.ContainsFunc(people, func(p RaisePerson) bool { return p.Person == member.Person && p.Name == member.Name })
		if !known {
			people = append(people, RaisePerson{Name: member.Name, Person: member.Person, Roles: roles[member.Person]})
		}
	}
	slices.SortStableFunc(people, func(a, b RaisePerson) int { return strings.Compare(a.Name, b.Name) })
	return people
}

// rolesByPerson gives the pages of what people do.
func (j *Journal) rolesByPerson(ctx context.Context) (map[improve.ArtifactID][]improve.Artifact, error) {
	all, err := j.store.Artifacts(ctx, improve.Query{Kinds: []improve.KindName{"role"}, Limit: everything})
	if err != nil {
		return nil, err
	}
	roles := map[improve.ArtifactID][]improve.Artifact{}
	for _, role := range all {
		for _, person := range role.LinkedTo("person") {
			roles[person] = append(roles[person], role)
		}
	}
	return roles, nil
}
