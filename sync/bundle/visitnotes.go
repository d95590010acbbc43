package bundle

import (
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
	Receipt improve.Hash       // the word of what is here that it left; zero when none
	Heads   improve.Heads      // what lies there or is known to all of To
	Seen    []improve.Hash     // files of others that were taken, or were not for this laptop
	Erased  uint64             // how many texts were ever erased here when Mine began
}

func (n notes) saw(name improve.Hash) bool { return slices.Contains(n.Seen, name) }

// mustBegin tells that what this laptop left does not do any more: somebody
// was let in who cannot open it, something in it was erased for good, it is
// gone, or it is too many files.
func (n notes) mustBegin(to []improve.MemberDevice, erased uint64, held []improve.CarriedFile) bool {
	cannotOpen := func(m improve.MemberDevice) bool { return !slices.Contains(n.To, m.Device) }
	gone := func(name improve.Hash) bool {
		return !slices.ContainsFunc(held, func(f improve.CarriedFile) bool { return f.Name == name })
	}
	return slices.ContainsFunc(to, cannotOpen) || erased != n.Erased || slices.ContainsFunc(n.Mine, gone) || len(n.Mine) >= leftMost
}

func (n *notes) begin(to []improve.MemberDevice, erased uint64) {
	n.To, n.Mine, n.Heads, n.Erased = nil, nil, nil, erased
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
