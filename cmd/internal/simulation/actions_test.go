package simulation

import (
	"errors"
	"fmt"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// kindOfAction is something that may happen, and how often out of all.
type kindOfAction struct {
	weight int
	do     func(w *world)
}

// slots is what the weights are parts of; what no kind has taken yet is talk.
// So a new kind leaves the seeds of past failures nearly as they were.
const slots = 160

// kindsOfActions lists what may happen, in the order in which it was thought
// of: new ones come last.
var kindsOfActions = []kindOfAction{
	{22, (*world).actWrite},
	{8, (*world).actEdit},
	{4, (*world).actComment},
	{2, (*world).actRetire},
	{2, (*world).actFound},
	{6, (*world).actAdmit},
	{3, (*world).actChangeAccess},
	{5, (*world).actRemove},
	{14, (*world).actConnect},
	{22, (*world).actSpeak},
	{3, (*world).actCut},
	{2, (*world).actStall},
	{4, (*world).actLosePower},
	{2, (*world).actClock},
	{4, (*world).actExport},
	{5, (*world).actImport},
	{3, (*world).actUnknown},
	{1, (*world).actRename},
	{5, (*world).actErase},
	{4, (*world).actAccept},
	{4, (*world).actIndex},
	{4, (*world).actCopy},
	{4, (*world).actPutBack},
	{2, (*world).actClone},
	{3, (*world).actPhoto},
	{6, (*world).actFetch},
	{4, (*world).actShare},
	{2, (*world).actBackUp},
	{2, (*world).actRestore},
	{3, (*world).actTrip},
	{2, (*world).actPart},
	{2, (*world).actTidy},
}

// act does what the number of an action decides.
func (w *world) act(action int64) {
	w.rng = improvetest.NewRand(action)
	w.time = w.time.Add(time.Duration(w.rng.IntN(1500)) * time.Millisecond)
	if w.rng.IntN(20) == 0 {
		w.time = w.time.Add(time.Duration(w.rng.IntN(72)) * time.Hour)
	}
	n := w.rng.IntN(slots)
	for _, kind := range kindsOfActions {
		if n -= kind.weight; n < 0 {
			kind.do(w)
			return
		}
	}
	w.actSpeak()
}

func pick[T any](w *world, from []T) T { return from[w.rng.IntN(len(from))] }

// writer gives a laptop that may do what level allows in a space, by its own lights.
func (w *world) writer(level improve.AccessLevel) (*laptop, *space) {
	if len(w.spaces) == 0 {
		return nil, nil
	}
	for range 6 {
		l, sp := pick(w, w.laptops), pick(w, w.spaces)
		if l.access(sp) >= level {
			return l, sp
		}
	}
	sp := pick(w, w.spaces)
	return sp.founder, sp
}

// words gives a text that tells its space.
func (w *world) words(sp *space) string {
	w.texts++
	return fmt.Sprintf("%s in %s", wordOf(w.texts), sp.canary)
}

// wordOf gives a word that stands in one text only.
func wordOf(text int) string { return fmt.Sprintf(wordPrefix+"%05dtext", text) }

// wordPrefix begins the words of all texts on pages; with a capital it could be a child, whom a copy does not name.
const wordPrefix = "zaunkoenig"

func (w *world) actWrite() {
	l, sp := w.writer(improve.Member)
	if l == nil {
		return
	}
	for range 1 + w.rng.IntN(3) {
		w.write(l, sp)
	}
}

// write records a page and notes it when that is confirmed.
func (w *world) write(l *laptop, sp *space) {
	kind := improve.KindName("aim")
	if l.newer && w.rng.IntN(4) == 0 {
		kind = futureKind
	}
	after := l.removed(sp)
	var id improve.ArtifactID
	err := l.write(func() (err error) {
		id, err = l.journal.Create(w.ctx, app.NewArtifact{Kind: kind, Space: sp.id, Fields: map[improve.FieldKey]string{improve.TitleKey: w.words(sp)}})
		return err
	})
	if err != nil {
		w.wantCrash(err)
		return
	}
	w.notes = append(w.notes, note{by: l, space: sp, id: id, dot: l.ownHead(sp), after: after})
	w.tell("%s writes text %d in %s", l, w.texts, sp.name)
}

// ownHead gives the end of the laptop's own data log in a space.
func (l *laptop) ownHead(sp *space) improve.Dot {
	var last improve.Dot
	var newest uint64
	err := l.db.Update(l.w.ctx, func(tx improve.Tx) error {
		inc, _, err := tx.Incarnation()
		if err != nil {
			return err
		}
		id, _ := improve.LogStart(sp.id, inc.Writer, improve.Data)
		log, _, err := tx.Log(id)
		last, newest = improve.Dot{Log: id, Seq: log.Head.Seq}, inc.Number
		return err
	})
	if newest == 0 && !l.disk.IsCut() {
		l.w.must("read the own log", err)
	}
	return last
}

// wantCrash fails on an error that no failure of power explains.
func (w *world) wantCrash(err error) {
	if err != nil && !errors.Is(err, errCrashed) && improve.CodeOf(err) != improve.Denied {
		w.must("an act", err)
	}
}

// page gives a page that a laptop may change.
func (w *world) page() (*laptop, *space, improve.Artifact, bool) {
	l, sp := w.writer(improve.Member)
	if l == nil {
		return nil, nil, improve.Artifact{}, false
	}
	pages, err := l.db.Artifacts(w.ctx, improve.Query{Spaces: []improve.SpaceID{sp.id}, Retired: true, Order: improve.ByCreated})
	if err != nil || len(pages) == 0 {
		return nil, nil, improve.Artifact{}, false
	}
	page := pick(w, pages)
	return l, sp, page, l.journal.Catalog().Kind(page.Kind) != nil
}

func (w *world) actEdit() {
	if l, sp, page, ok := w.page(); ok {
		w.edit(l, sp, page)
	}
}

// edit writes another title over the ones that are seen, or beside them.
func (w *world) edit(l *laptop, sp *space, page improve.Artifact) {
	var over []improve.Dot
	if w.rng.IntN(3) > 0 { // else it is as if both had typed at once
		over = page.Register(improve.TitleKey, improve.RowID{}).Dots()
	}
	words := w.words(sp)
	err := l.write(func() error {
		return l.journal.Edit(w.ctx, page.ID, []improve.Edit{{Field: improve.TitleKey, Value: improve.TextValue(words), Over: over}})
	})
	w.wantCrash(err)
	w.tell("%s edits a page in %s", l, sp.name)
	if err == nil {
		w.checkSteps(l, page.ID, words)
	}
}

func (w *world) actComment() {
	l, sp, page, ok := w.page()
	if !ok {
		return
	}
	w.wantCrash(l.write(func() error {
		_, err := l.journal.Comment(w.ctx, page.ID, w.words(sp), improve.RowID{})
		return err
	}))
	w.tell("%s comments in %s", l, sp.name)
}

func (w *world) actRetire() {
	l, sp, page, ok := w.page()
	if !ok {
		return
	}
	w.wantCrash(l.write(func() error {
		if w.rng.IntN(2) == 0 {
			return l.journal.Unretire(w.ctx, page.ID)
		}
		return l.journal.Retire(w.ctx, page.ID)
	}))
	w.tell("%s puts a page of %s away or takes it out", l, sp.name)
}

func (w *world) actFound() {
	if len(w.spaces) >= 4 {
		return
	}
	w.found(pick(w, w.laptops), pick(w, []improve.SpaceKind{improve.SchoolSpace, improve.PairSpace, improve.GroupSpace, improve.NetworkSpace}))
}

func (w *world) actConnect() {
	a, b := pick(w, w.laptops), pick(w, w.laptops)
	for _, line := range w.lines {
		if a.same(b) || line.has(a) && line.has(b) {
			return
		}
	}
	if !a.same(b) {
		w.tell("%s and %s connect", a, b)
		w.connect(a, b)
	}
}

func (l *line) has(laptop *laptop) bool {
	return l.ends[0].laptop == laptop || l.ends[1].laptop == laptop
}

// turns is how often the ends of a line speak in one action.
const turns = 16

func (w *world) actSpeak() {
	if len(w.lines) == 0 {
		return
	}
	line := pick(w, w.lines)
	w.tell("%s and %s talk", line.ends[0].laptop, line.ends[1].laptop)
	for range turns {
		i := w.rng.IntN(2)
		switch n := w.rng.IntN(10); {
		case n == 0:
			line.tick(i)
		case n < 4 || line.stalled:
			line.next(i)
		default:
			line.deliver(i)
		}
		if line.ended() {
			line.end()
			return
		}
	}
}

func (w *world) actCut() {
	if len(w.lines) == 0 {
		return
	}
	line := pick(w, w.lines)
	w.tell("the line of %s and %s is cut", line.ends[0].laptop, line.ends[1].laptop)
	line.cut()
}

func (w *world) actStall() {
	if len(w.lines) == 0 {
		return
	}
	line := pick(w, w.lines)
	line.stalled = !line.stalled
	w.tell("the line of %s and %s stalls, or does so no more", line.ends[0].laptop, line.ends[1].laptop)
}

// actLosePower plans a failure of power at one of the next operations of a disk.
func (w *world) actLosePower() {
	l := pick(w, w.laptops)
	l.disk.CutAt(1 + w.rng.IntN(40))
	w.tell("%s will lose its power soon", l)
}

func (w *world) actClock() {
	l := pick(w, w.laptops)
	l.skew = w.anySkew()
	w.tell("somebody sets the clock of %s, %v off", l, l.skew.Round(time.Hour))
}

func (w *world) actRename() {
	l, sp := w.writer(improve.Owner)
	if l == nil {
		return
	}
	w.wantCrash(l.write(func() error { return l.journal.Rename(w.ctx, sp.id, w.words(sp)) }))
	w.tell("%s renames %s", l, sp.name)
}
