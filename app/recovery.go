package app

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"slices"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// PrintedSheet is a recovery sheet with what stands on it beside the words.
type PrintedSheet struct {
	Sheet  improve.Sheet
	Device improve.DeviceID // the device that exists on this sheet only
	Space  improve.SpaceID
	Name   string // of the space
	By     string // who printed it
	At     time.Time
}

// sheetName is what programs that know no sheets call one.
const sheetName = "Recovery sheet"

// DrawSheet makes a new recovery sheet for a space, which only an owner may.
// Nothing is written: the sheet is good for nothing until KeepSheet.
func (j *Journal) DrawSheet(ctx context.Context, id improve.SpaceID) (PrintedSheet, error) {
	space, err := j.store.Space(ctx, id)
	if err != nil {
		return PrintedSheet{}, err
	}
	if err := j.maySheet(space); err != nil {
		return PrintedSheet{}, err
	}
	me, err := j.Me(ctx)
	if err != nil {
		return PrintedSheet{}, err
	}
	sheet, err := improve.NewSheet(id, j.random)
	if err != nil {
		return PrintedSheet{}, err
	}
	key, err := sheet.Key()
	if err != nil {
		return PrintedSheet{}, err
	}
	return PrintedSheet{Sheet: sheet, Device: deviceOf(key), Space: id, Name: space.Name, By: me.Name, At: j.clock.Now()}, nil
}

func deviceOf(key ed25519.PrivateKey) improve.DeviceID {
	return improve.DeviceID(key.Public().(ed25519.PublicKey))
}

func (j *Journal) maySheet(space improve.Space) error {
	if space.Access(j.Device()) < improve.Owner {
		return ownersOnly(space)
	}
	if space.Genesis.Kind == improve.PersonalSpace {
		return &improve.Error{
			Code: improve.Invalid, Message: "What is private lies on your own laptops only; no sheet can bring it back.",
			Hint: "Keep a backup of it, and add another laptop of yours.",
		}
	}
	return nil
}

// KeepSheet makes a drawn sheet an owner of its space. The caller has put the
// words where they stay, so that no sheet is in force that nobody has.
func (j *Journal) KeepSheet(ctx context.Context, s PrintedSheet) error {
	return j.update(ctx, func(b *batch) error {
		space, err := b.space(s.Space)
		if err != nil {
			return err
		}
		if err := j.maySheet(space); err != nil {
			return err
		}
		return b.grant(space, Admission{Space: s.Space, Device: s.Device, Access: improve.Owner, Name: sheetName, Laptop: s.Device.Short(), Paper: true})
	})
}

// SheetUse says what is done with a recovery sheet.
type SheetUse struct {
	Sheet improve.Sheet
	Lost  []improve.DeviceID // laptops to be taken out of the space, with a cut behind what is here of theirs
	Mine  improve.DeviceID   // the laptop that this one replaces: the same person works here; zero for none
}

// SheetSpace finds the space that a sheet opens. An *Error says NotFound where
// the space is not on this laptop, Invalid where the sheet is of another one,
// Denied where it was taken back.
func (j *Journal) SheetSpace(ctx context.Context, sheet improve.Sheet) (improve.Space, error) {
	key, err := sheet.Key()
	if err != nil {
		return improve.Space{}, err
	}
	rows, err := j.store.Spaces(ctx)
	if err != nil {
		return improve.Space{}, err
	}
	for _, row := range rows {
		if sheet.Fits(row.Space.ID) {
			return row.Space, checkSheet(row.Space, deviceOf(key))
		}
	}
	return improve.Space{}, &improve.Error{
		Code: improve.NotFound, Message: "What this sheet opens is not on this laptop yet.",
		Hint: "Get it first from the laptop of a colleague, or restore a backup here.",
	}
}

func checkSheet(space improve.Space, device improve.DeviceID) error {
	member, ok := space.Member(device)
	switch {
	case !ok:
		return &improve.Error{
			Code: improve.Invalid, Field: "sheet", Message: fmt.Sprintf("“%s” does not know this sheet.", space.Name),
			Hint: "Compare the words once more; a sheet that was printed since the two laptops met last is not known here yet.",
		}
	case member.Access < improve.Owner:
		by, _ := space.Member(member.By)
		return &improve.Error{
			Code: improve.Denied, Field: "sheet",
			Message: fmt.Sprintf("%s took this sheet back on %s: it opens nothing any more.", firstOf(by.Name, "An owner"), member.Changed.Time().Local().Format("2 January 2006")),
			Hint:    "Use a sheet that was printed later, or ask another owner.",
		}
	}
	return nil
}

// UseSheet makes this laptop an owner of the space that a sheet opens, and
// takes the lost ones out; twice is once. Both are written by the sheet itself,
// so that a thief who removes this laptop in turn was not an owner any more.
// The sheet stays good until an owner takes it out like a laptop.
func (j *Journal) UseSheet(ctx context.Context, use SheetUse) (improve.Space, error) {
	space, err := j.SheetSpace(ctx, use.Sheet)
	if err != nil {
		return space, err
	}
	return space, j.update(ctx, func(b *batch) error {
		paper, err := b.onPaper(use.Sheet, space.ID)
		if err != nil {
			return err
		}
		me, err := b.me()
		if err != nil {
			return err
		}
		if me, err = b.replacing(me, space, use.Mine); err != nil {
			return err
		}
		if err := paper.recover(me, space.ID, use.Lost); err != nil {
			return err
		}
		return paper.flush()
	})
}

// onPaper gives a batch that writes as a sheet, with a writer of its own that
// nobody keeps: the next use of the sheet, here or elsewhere, begins a new log.
func (b *batch) onPaper(sheet improve.Sheet, space improve.SpaceID) (*batch, error) {
	if err := b.takeWriter(); err != nil { // brings the clock behind all that is here
		return nil, err
	}
	key, err := sheet.Key()
	if err != nil {
		return nil, err
	}
	public, writer, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make writer key: %w", err)
	}
	paper := newBatch(b.ctx, b.j, b.tx)
	paper.device, paper.deviceKey, paper.writer, paper.key = deviceOf(key), key, improve.WriterID(public), writer
	now, err := paper.space(space)
	if err != nil {
		return nil, err
	}
	return paper, checkSheet(now, paper.device)
}

// incarnation gives what a log's certificate says of the writer: of a sheet,
// how often it was used as far as this laptop knows.
func (b *batch) incarnation(space improve.SpaceID) (improve.Incarnation, error) {
	if b.device == b.j.Device() {
		inc, _, err := b.tx.Incarnation()
		return inc, err
	}
	logs, err := b.tx.LogsOf(space, b.device)
	return improve.Incarnation{Writer: b.writer, Number: uint64(len(logs)) + 1, Reason: improve.FirstWriter}, err
}

// replacing gives who uses this laptop when it takes the place of another one.
func (b *batch) replacing(me Me, space improve.Space, before improve.DeviceID) (Me, error) {
	if before.IsZero() {
		return me, nil
	}
	member, ok := space.Member(before)
	if !ok || member.Person.IsZero() {
		return me, &improve.Error{Code: improve.NotFound, Message: fmt.Sprintf("No laptop of yours with this number is in “%s”.", space.Name), Hint: "See \"cairnctl members\"."}
	}
	me.Name, me.Person = firstOf(member.Name, me.Name), member.Person
	if me.Organisation.IsZero() {
		me.Organisation = member.Organisation
	}
	if me.School.IsZero() && space.Genesis.Kind == improve.SchoolSpace {
		me.School = space.ID
	}
	return me, b.remember(me)
}

func (b *batch) recover(me Me, id improve.SpaceID, lost []improve.DeviceID) error {
	space, err := b.space(id)
	if err != nil {
		return err
	}
	if slices.Contains(lost, b.device) || slices.Contains(lost, b.j.Device()) {
		return &improve.Error{Code: improve.Invalid, Message: "This laptop and the sheet itself are not lost.", Hint: "Choose the laptops that are gone."}
	}
	if space.Access(b.j.Device()) < improve.Owner {
		err = b.grant(space, Admission{
			Space: id, Device: b.j.Device(), Access: improve.Owner, Name: me.Name, Laptop: me.Laptop,
			Recipient: b.j.keys.Recipient(), Person: me.Person, Organisation: me.Organisation,
		})
	}
	for _, device := range lost {
		if err != nil {
			return err
		}
		err = b.takeOut(space, device)
	}
	return err
}

// takeOut removes a device that is in a space; one that is not stays as it is.
func (b *batch) takeOut(space improve.Space, device improve.DeviceID) error {
	member, ok := space.Member(device)
	if !ok || member.Access == improve.NoAccess {
		return nil
	}
	return b.grant(space, Admission{
		Space: space.ID, Device: device, Access: improve.NoAccess, Name: member.Name, Laptop: member.Laptop,
		Recipient: member.Recipient, Person: member.Person, Organisation: member.Organisation, Paper: member.Paper,
	})
}
