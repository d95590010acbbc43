package bundle

import (
	"cmp"
	"io"
	"os"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// leaveNew leaves what the others lack and is not there yet.
func (t *visit) leaveNew() error {
	space, err := t.Store.Space(t.ctx, t.space)
	if err != nil {
		return err
	}
	to, err := t.chooseReceivers(space, nil)
	if improve.CodeOf(err) == improve.Invalid {
		return nil // nobody else could open it
	}
	if err != nil {
		return err
	}
	erased, err := t.Notes.Erased(t.ctx)
	if err != nil {
		return err
	}
	if t.known, err = t.knownOf(t.ctx, t.space, to.to); err != nil {
		return err
	}
	if t.notes.mustBegin(to.to, erased, t.held) {
		t.notes.begin(to.to, erased)
	}
	t.notes.stay(to.to)
	there := t.notes.covered(t.known)
	lacking, err := t.lacking(there)
	if err == nil && lacking {
		err = t.leaveSince(there)
	}
	if err != nil {
		return err
	}
	if err := t.drop(t.notes.Old); err != nil {
		return err
	}
	t.notes.Old = nil
	return nil
}

// lacking tells whether there is something here that is not on the shelf.
func (t *visit) lacking(there improve.Heads) (bool, error) {
	far := map[improve.LogID]uint64{}
	for _, head := range there {
		far[head.Log] = head.Seq
	}
	plan, err := t.planWhole(t.ctx, Wanted{Space: t.space, Known: there})
	return slices.ContainsFunc(plan.whole.Logs, func(log Range) bool {
		return log.Stream == improve.Data && log.To.Seq > far[log.Log]
	}), err
}

// leaveSince leaves files of what is here and beyond these heads.
func (t *visit) leaveSince(since improve.Heads) error {
	var made Exported
	err := t.Alone(t.ctx, func() (err error) {
		l := t.Laptop
		l.PartBytes = cmp.Or(min(l.PartBytes, visitPart), visitPart)
		_, made, err = l.Export(t.ctx, t.dir, Wanted{Space: t.space, Known: since, All: len(since) == 0})
		return err
	})
	if err != nil {
		return err
	}
	for i, path := range made.Files {
		name, err := t.leave(path)
		if err != nil {
			return err
		}
		if i == 0 {
			t.notes.Times++
		}
		t.notes.Mine = append(t.notes.Mine, name)
		t.notes.note(lying{Name: name, Mine: true, Counts: true, Logs: stretches(made.parts[i])})
	}
	return nil
}

// mustTell tells that the others are to hear what is here: they may believe
// that it is more, or nothing was left by which they see that it is.
func (t *visit) mustTell() bool {
	mine := append(slices.Clone(t.notes.Mine), t.notes.Receipt)
	silent := !slices.ContainsFunc(mine, func(name improve.Hash) bool { return lies(name, t.held) })
	return !t.notes.Told || t.done.Left == 0 && (silent || t.done.Events+t.done.Photos > 0)
}

// leaveReceipt leaves a word of what is here now: whoever left it can leave it
// out the next time, and knows who has erased what was to go.
func (t *visit) leaveReceipt() error {
	var made Exported
	err := t.Alone(t.ctx, func() (err error) {
		_, made, err = t.Request(t.ctx, t.dir, Wanted{Space: t.space})
		return err
	})
	if improve.CodeOf(err) == improve.Invalid {
		return nil // nobody else could open it
	}
	if err != nil {
		return err
	}
	name, err := t.leave(made.Files[0])
	if err != nil {
		return err
	}
	old := t.notes.Receipt
	t.notes.Receipt, t.notes.Told = name, true
	t.notes.note(lying{Name: name, Mine: true})
	return t.drop([]improve.Hash{old})
}

// drop takes away those of these files that are there.
func (t *visit) drop(names []improve.Hash) error {
	there := slices.DeleteFunc(slices.Clone(names), func(name improve.Hash) bool { return !lies(name, t.held) })
	if len(there) == 0 {
		return nil
	}
	return t.depot.Drop(t.ctx, t.space, there)
}

// leave puts one file on the shelf and gives its name. When there is no room,
// it makes some and tries once more.
func (t *visit) leave(path string) (improve.Hash, error) {
	file, err := os.Open(path)
	if err != nil {
		return improve.Hash{}, notWritten(err)
	}
	defer file.Close()
	sum, size, err := sumOf(t.ctx, file)
	for again := false; err == nil; again = true {
		if _, err = file.Seek(0, io.SeekStart); err != nil {
			break
		}
		err = t.depot.Leave(t.ctx, t.space, improve.CarriedFile{Name: sum, From: t.Keys.Device(), Bytes: size}, file)
		if err == nil {
			t.done.Left++
			return sum, nil
		}
		if improve.CodeOf(err) == improve.Full && !again {
			err = t.makeRoom(size, err)
		}
	}
	return sum, err
}

// makeRoom takes away what this laptop left and all others are known to hold,
// and, when it has reached what one laptop may leave, what is being left anew
// anyway. It gives the error when there was nothing of the kind.
func (t *visit) makeRoom(size int64, full error) error {
	held := map[improve.LogID]uint64{}
	for _, head := range t.known {
		held[head.Log] = head.Seq
	}
	files, bytes := 0, size
	var spare []improve.Hash
	for _, file := range t.held {
		if file.From != t.Keys.Device() {
			continue
		}
		files, bytes = files+1, bytes+file.Bytes
		known := t.notes.saw(file.Name)
		if known != nil && len(known.Logs) > 0 && !slices.ContainsFunc(known.Logs, func(s stretch) bool { return held[s.Log] < s.To.Seq }) {
			spare = append(spare, file.Name)
		}
	}
	if files+t.done.Left >= shelfFiles || bytes > shelfBytes {
		spare = append(spare, t.notes.Old...)
	}
	spare = slices.DeleteFunc(spare, func(name improve.Hash) bool { return !lies(name, t.held) })
	if len(spare) == 0 {
		return full
	}
	if err := t.drop(spare); err != nil {
		return err
	}
	gone := func(name improve.Hash) bool { return slices.Contains(spare, name) }
	t.held = slices.DeleteFunc(t.held, func(f improve.CarriedFile) bool { return gone(f.Name) })
	t.notes.Mine, t.notes.Old = slices.DeleteFunc(t.notes.Mine, gone), slices.DeleteFunc(t.notes.Old, gone)
	t.notes.Lies = slices.DeleteFunc(t.notes.Lies, func(l lying) bool { return gone(l.Name) })
	return nil
}
