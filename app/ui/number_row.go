package ui

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// Widths in the line that adds a number, at normal text.
const (
	numberWidth float32 = 110
	noteWidth   float32 = 165
)

// numberRow is the quick line that adds one number to a measure: Enter saves
// it. What is typed stays when news arrive.
type numberRow struct {
	p       *Program
	project improve.ArtifactID
	measure improve.ArtifactID
	percent bool

	date, value, numerator, denominator, group, note *Entry

	doubted string // the doubt that was shown already: a second Enter takes it
	problem *Words
	add     *Button
	content *fyne.Container
	card    *fyne.Container // of the measure, in which the line stands
}

func newNumberRow(p *Program, project improve.ArtifactID, measure improve.Artifact) *numberRow {
	r := &numberRow{p: p, project: project, measure: measure.ID, percent: countsPercent(measure), problem: Colored("", theme.ColorNameError)}
	r.problem.Hide()
	r.date, r.note = r.entry(T("date.placeholder", "21 Nov 2026")), r.entry(T("number.note.placeholder", "A storm, a new list …"))
	r.date.SetTextQuietly(dayShown(p.now().Format(isoDate)))
	boxes := []fyne.CanvasObject{r.box(T("number.date", "Day"), numberWidth+20, r.date)}
	if countsOutOf(measure) {
		r.numerator, r.denominator = r.entry(""), r.entry("")
		boxes = append(boxes, r.box(T("number.numerator", "How many"), numberWidth, r.numerator), r.box(T("number.denominator", "Out of"), numberWidth, r.denominator))
	} else {
		r.value = r.entry("")
		boxes = append(boxes, r.box(T("number.value", "Number"), numberWidth, r.value))
	}
	if groups := measure.Rows("groups"); len(groups) > 0 {
		r.group = r.entry(T("number.group.placeholder", "everyone"))
		boxes = append(boxes, r.box(T("number.group", "Group"), numberWidth+30, r.group))
	}
	boxes = append(boxes, r.box(T("number.note", "What was special?"), noteWidth, r.note))
	r.add = QuietButton(T("number.add", "Add number"), "plus", r.save)
	boxes = append(boxes, Column(GapSmall, Muted(" "), r.add))
	r.content = Tinted(theme.ColorNameBackground, Column(Gap, Flow(Gap, boxes...), r.problem))
	return r
}

func (r *numberRow) entry(placeholder string) *Entry {
	e := NewEntry(placeholder)
	e.OnSubmitted = func(string) { r.save() }
	return e
}

func (r *numberRow) box(name string, width float32, entry *Entry) fyne.CanvasObject {
	return fixedWidth(width*float32(textSizeNow())/100, Column(GapSmall, Muted(name), entry))
}

// fields gives what is typed, in canonical form, or what is wrong with it.
func (r *numberRow) fields() (map[improve.FieldKey]string, error) {
	fields := map[improve.FieldKey]string{}
	date, hint := parsePastDate(r.date.Text, r.p.now())
	if hint != "" {
		return nil, &improve.Error{Code: improve.Invalid, Field: "date", Message: hint}
	}
	fields["date"] = date
	for key, entry := range map[improve.FieldKey]*Entry{"value": r.value, "numerator": r.numerator, "denominator": r.denominator} {
		if entry == nil {
			continue
		}
		number, hint := parseNumber(entry.Text)
		if hint != "" {
			return nil, &improve.Error{Code: improve.Invalid, Field: key, Message: hint}
		}
		fields[key] = number
	}
	fields["note"] = strings.TrimSpace(r.note.Text)
	if r.group != nil {
		fields["group"] = strings.TrimSpace(r.group.Text)
	}
	return fields, nil
}

// save takes the number and empties the line for the next one, which may be
// typed at once. What cannot be recorded comes back into the line.
func (r *numberRow) save() {
	fields, err := r.fields()
	if err != nil {
		r.refuse(err)
		return
	}
	doubt := doubtOf(point{Value: fields["value"], Numerator: fields["numerator"], Denominator: fields["denominator"]}, r.percent)
	if doubt != "" && doubt != r.doubted {
		r.doubted = doubt
		r.refuse(&improve.Error{Code: improve.Invalid, Message: doubt, Hint: T("number.doubt.again", "Press Enter once more to take it as it is.")})
		return
	}
	links := []app.NewLink{{Rel: projectRel, Target: r.project}, {Rel: measureRel, Target: r.measure}}
	if at := r.p.me.Organisation; !at.IsZero() {
		links = append(links, app.NewLink{Rel: "organisation", Target: at})
	}
	taken, route := textsOf(r.entries()), r.p.Route()
	r.next()
	r.p.GoInTurn(func(ctx context.Context) error {
		_, err := r.p.journal.Create(ctx, app.NewArtifact{Kind: "data-point", Fields: fields, Links: links})
		return err
	}, func(err error) {
		switch {
		case err == nil:
		case r.p.Route() != route, r.typedOn():
			r.p.notRecorded(taken, err)
		default:
			for entry, text := range taken {
				entry.SetTextQuietly(text)
			}
			r.refuse(err)
		}
	})
}

// textsOf gives what stands in the fields of a line.
func textsOf(entries []*Entry) map[*Entry]string {
	texts := map[*Entry]string{}
	for _, entry := range entries {
		texts[entry] = entry.Text
	}
	return texts
}

// notRecorded says of a line that cannot come back what stood in it and why it was refused.
func (p *Program) notRecorded(taken map[*Entry]string, err error) {
	var texts []string
	for _, text := range taken {
		if text != "" {
			texts = append(texts, text)
		}
	}
	slices.Sort(texts)
	p.Notify(NoticeBad, T("number.back", "Not recorded: %s. %s", strings.Join(texts, " · "), p.ErrorText(err)))
}

// typedOn tells whether somebody has begun with the next number.
func (r *numberRow) typedOn() bool {
	return slices.ContainsFunc(r.entries(), func(e *Entry) bool { return e != r.date && e.Text != "" })
}

// next makes the line ready for another number of the same day.
func (r *numberRow) next() {
	r.problem.Hide()
	r.doubted = ""
	for _, entry := range r.entries() {
		if entry != r.date {
			entry.SetTextQuietly("")
		}
		entry.SetWrong(false)
	}
	r.focus(r.first())
	r.content.Refresh()
}

// refuse says why a number was not taken; what was typed stays.
func (r *numberRow) refuse(err error) {
	r.problem.SetText(r.p.ErrorText(err))
	r.problem.Show()
	var told *improve.Error
	if errors.As(err, &told) {
		for key, entry := range r.byKey() {
			entry.SetWrong(key == told.Field)
			if key == told.Field {
				r.focus(entry)
			}
		}
	}
	r.content.Refresh()
}

func (r *numberRow) byKey() map[improve.FieldKey]*Entry {
	all := map[improve.FieldKey]*Entry{
		"date": r.date, "value": r.value, "numerator": r.numerator, "denominator": r.denominator, "group": r.group, "note": r.note,
	}
	for key, entry := range all {
		if entry == nil {
			delete(all, key)
		}
	}
	if r.value == nil { // the measure is counted out of something: that is where an empty number is missing
		all["value"] = r.numerator
		delete(all, "numerator")
	}
	return all
}

func (r *numberRow) entries() []*Entry {
	var entries []*Entry
	for _, entry := range []*Entry{r.date, r.value, r.numerator, r.denominator, r.group, r.note} {
		if entry != nil {
			entries = append(entries, entry)
		}
	}
	return entries
}

func (r *numberRow) first() *Entry {
	if r.value != nil {
		return r.value
	}
	return r.numerator
}

func (r *numberRow) focus(entry *Entry) {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(entry); canvas != nil {
		canvas.Focus(entry)
	}
}
