package bundle

import (
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"slices"

	"github.com/fxamacker/cbor/v2"

	"github.com/cairn-schools/cairn/improve"
)

// notes is what a visitor remembers of one carrier and space. Losing them
// costs a few bytes: everything is then left and looked at anew.
type notes struct {
	To      []improve.DeviceID // for whom Mine are sealed
	Mine    []improve.Hash     // files that this laptop left, the oldest first
	Times   int                // in how many visits it left them
	Old     []improve.Hash     // files that it left before and that go when Mine are there
	Receipt improve.Hash       // the word of what is here that it left; zero when none
	Told    bool               // a Receipt was left since it was last in doubt what the others believe
	Folder  [8]byte            // the database's incarnation then
	Erased  uint64             // how many texts were ever erased here when Mine began
	Lies    []lying            // what lies there: what it left, and what it looked at
}

// lying is a file on a carrier's shelf as a visitor knows it.
type lying struct {
	Name   improve.Hash
	Mine   bool
	Counts bool      // all that read the space can open it, as far as is known
	Bad    bool      // it is not for this laptop, or does not fit what is here
	Logs   []stretch // of data logs that are in it
}

// stretch is the events of a data log behind After, to To.
type stretch struct {
	Log   improve.LogID
	Root  improve.LogID
	After uint64
	To    improve.Head
}

// signedFor gives the log that its writer signs for.
func (s stretch) signedFor() improve.LogID {
	if s.Root.IsZero() {
		return s.Log
	}
	return s.Root
}

func stretches(m Manifest) []stretch {
	var all []stretch
	for _, log := range m.Logs {
		if log.Stream == improve.Data {
			all = append(all, stretch{Log: log.Log, Root: log.Root, After: log.After, To: log.To})
		}
	}
	return all
}

// saw finds what is remembered of a file; nil when it was never looked at.
func (n *notes) saw(name improve.Hash) *lying {
	at := slices.IndexFunc(n.Lies, func(l lying) bool { return l.Name == name })
	if at < 0 {
		return nil
	}
	return &n.Lies[at]
}

// note remembers a file in the place of what was known of it.
func (n *notes) note(l lying) {
	if known := n.saw(l.Name); known != nil {
		*known = l
		return
	}
	n.Lies = append(n.Lies, l)
}

// keep forgets files that are not there any more.
func (n *notes) keep(there []improve.CarriedFile) {
	n.Lies = slices.DeleteFunc(n.Lies, func(l lying) bool { return !lies(l.Name, there) })
}

func lies(name improve.Hash, there []improve.CarriedFile) bool {
	return slices.ContainsFunc(there, func(f improve.CarriedFile) bool { return f.Name == name })
}

// covered gives how far each data log can be read by whoever holds what known
// says and opens all that lies there.
func (n *notes) covered(known improve.Heads) improve.Heads {
	far := map[improve.LogID]improve.Head{}
	for _, head := range known {
		far[head.Log] = head
	}
	var all []stretch
	for _, l := range n.Lies {
		if l.Counts {
			all = append(all, l.Logs...)
		}
	}
	slices.SortFunc(all, func(a, b stretch) int { return cmp.Compare(a.After, b.After) })
	for _, s := range all {
		if have := far[s.Log].Seq; s.After <= have && have < s.To.Seq {
			far[s.Log] = s.To
		}
	}
	heads := make(improve.Heads, 0, len(far))
	for _, head := range far {
		heads = append(heads, head)
	}
	return heads
}

// mustBegin tells that what this laptop left does not do any more: somebody
// was let in who cannot open it, something in it was erased for good, it is
// gone, or was left a few files at a time too often.
func (n *notes) mustBegin(to []improve.MemberDevice, erased uint64, held []improve.CarriedFile) bool {
	gone := func(name improve.Hash) bool { return !lies(name, held) }
	return n.newcomer(to) || erased != n.Erased || slices.ContainsFunc(n.Mine, gone) || n.Times >= leftMost
}

// newcomer tells that somebody cannot open what this laptop left.
func (n *notes) newcomer(to []improve.MemberDevice) bool {
	return slices.ContainsFunc(to, func(m improve.MemberDevice) bool { return !slices.Contains(n.To, m.Device) })
}

// stay forgets who does not read the space any more: when they come back, what
// was left meanwhile is not for them.
func (n *notes) stay(to []improve.MemberDevice) {
	n.To = slices.DeleteFunc(n.To, func(device improve.DeviceID) bool {
		return !slices.ContainsFunc(to, func(m improve.MemberDevice) bool { return m.Device == device })
	})
}

// begin has this laptop leave everything anew. What others left goes on to
// count, unless somebody was let in since the last visit.
func (n *notes) begin(to []improve.MemberDevice, erased uint64) {
	fresh := len(n.To) > 0 && n.newcomer(to)
	for i := range n.Lies {
		if fresh || n.Lies[i].Mine {
			n.Lies[i].Counts = false
		}
	}
	n.Old = append(n.Old, n.Mine...)
	n.To, n.Mine, n.Times, n.Erased = nil, nil, 0, erased
	for _, member := range to {
		n.To = append(n.To, member.Device)
	}
}

func notesKey(carrier improve.DeviceID, space improve.SpaceID) string {
	return "carried." + carrier.String() + "." + space.String()
}

// notesOf reads them; what cannot be read counts as none.
func (v Visitor) notesOf(ctx context.Context, carrier improve.DeviceID, space improve.SpaceID) (notes, error) {
	text, err := v.Notes.Setting(ctx, notesKey(carrier, space))
	var n notes
	if err != nil || text == "" {
		return n, err
	}
	raw, err := base64.StdEncoding.DecodeString(text)
	if err = errors.Join(err, cbor.Unmarshal(raw, &n)); err != nil {
		v.Log.Warn("what was left with a carrier is not remembered", "error", err)
		return notes{}, nil
	}
	return n, nil
}

func (v Visitor) keepNotes(ctx context.Context, carrier improve.DeviceID, space improve.SpaceID, n notes) error {
	raw, err := cbor.Marshal(n)
	if err != nil {
		return err
	}
	return v.Notes.SetSetting(context.WithoutCancel(ctx), notesKey(carrier, space), base64.StdEncoding.EncodeToString(raw))
}
