package bundle

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"

	"filippo.io/age"

	"github.com/cairn-schools/cairn/improve"
)

// Wanted says what is to be exported, and for whom.
type Wanted struct {
	Space improve.SpaceID
	To    []improve.DeviceID // none: every other laptop that may read the space
	// All asks for the whole space. Without it, what all receivers are known to
	// hold of the data logs is left out.
	All bool
	// WithoutPhotos leaves photos and files out.
	WithoutPhotos bool
	// Known is what the receivers are known to hold; nil: what is remembered of them.
	Known improve.Heads
}

// Exported tells what a file holds and who can open it, beside this laptop.
type Exported struct {
	Manifest // of all parts together
	// Files are where the parts stand, in order; most exports have one.
	Files []string
	To    []improve.MemberDevice
	// LeftOut are laptops that may read the space and gave no key to seal for.
	LeftOut []improve.MemberDevice
	Bytes   int64
	// Photos are the photos and files that went along, PhotosLeft those that
	// had no room.
	Photos, PhotosLeft int

	parts []Manifest // what each of Files holds
}

// Write writes one file to w. What it holds is what was there when it began.
func (l Laptop) Write(ctx context.Context, w io.Writer, want Wanted) (Exported, error) {
	order, err := l.prepare(ctx, want, 0)
	if err != nil {
		return Exported{}, err
	}
	done, err := l.writeSealed(ctx, w, order, order.parts[0])
	order.exported.add(done)
	return order.exported, err
}

// written is what became of one part.
type written struct {
	bytes      int64
	went, left int // photos and files
}

func (e *Exported) add(w written) {
	e.Bytes, e.Photos, e.PhotosLeft = e.Bytes+w.bytes, e.Photos+w.went, e.PhotosLeft+w.left
}

// order is an export that is about to be written.
type order struct {
	sealing
	plan
	exported      Exported
	withoutPhotos bool
}

// prepare looks whether an export may be made and plans its parts; limit 0 means one part.
func (l Laptop) prepare(ctx context.Context, want Wanted, limit int) (order, error) {
	var o order
	space, err := l.Store.Space(ctx, want.Space)
	if err != nil {
		return o, err
	}
	if !l.reads(space, l.Keys.Device()) {
		return o, &improve.Error{Code: improve.Denied, Message: fmt.Sprintf("This laptop may not read “%s”.", space.Name), Hint: "Ask an owner to let it in."}
	}
	if o.sealing, err = l.chooseReceivers(space, want.To); err != nil {
		return o, err
	}
	if want.Known == nil && !want.All {
		if want.Known, err = l.knownOf(ctx, want.Space, o.to); err != nil {
			return o, err
		}
	}
	want.WithoutPhotos = want.WithoutPhotos || l.Files == nil
	o.withoutPhotos = want.WithoutPhotos
	o.plan, err = l.plan(ctx, want, limit)
	o.exported = Exported{Manifest: o.whole, To: o.to, LeftOut: o.leftOut, PhotosLeft: o.left}
	return o, err
}

// writeSealed writes one part.
func (l Laptop) writeSealed(ctx context.Context, w io.Writer, o order, m Manifest) (written, error) {
	counted := &counter{w: w}
	if _, err := io.WriteString(counted, magic); err != nil {
		return written{}, err
	}
	sealed, err := age.Encrypt(counted, o.recipients...)
	if err != nil {
		return written{}, fmt.Errorf("seal: %w", err)
	}
	done, err := l.writeRecords(ctx, sealed, o, m)
	if err != nil {
		return done, err
	}
	err = sealed.Close()
	done.bytes = counted.count
	return done, err
}

// sealing is whom a file is sealed for.
type sealing struct {
	to, leftOut []improve.MemberDevice
	recipients  []age.Recipient
}

func (l Laptop) chooseReceivers(space improve.Space, wanted []improve.DeviceID) (sealing, error) {
	var s sealing
	own, err := recipientOf(l.Keys.Recipient()) // so that the file can be read again here
	if err != nil {
		return s, fmt.Errorf("seal for this laptop: %w", err)
	}
	s.recipients = append(s.recipients, own)
	for _, device := range wanted {
		if err := l.checkReceiver(space, device); err != nil {
			return s, err
		}
	}
	for _, member := range space.Laptops() {
		chosen := len(wanted) == 0 && member.Device != l.Keys.Device() && l.reads(space, member.Device) || slices.Contains(wanted, member.Device)
		if !chosen {
			continue
		}
		recipient, err := recipientOf(member.Recipient)
		if err != nil {
			s.leftOut = append(s.leftOut, member)
			continue
		}
		s.to, s.recipients = append(s.to, member), append(s.recipients, recipient)
	}
	switch {
	case len(s.to) == 0:
		return s, &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("Nobody else in “%s” could open the file.", space.Name), Hint: "Invite another laptop first, or let it come in again with this version of Cairn."}
	case len(s.recipients) > maxRecipients:
		return s, &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("A file can be made for %d laptops at most.", maxRecipients-1), Hint: "Choose some with --to."}
	}
	return s, nil
}

// checkReceiver refuses a laptop that was named and cannot have the file.
func (l Laptop) checkReceiver(space improve.Space, device improve.DeviceID) error {
	member, ok := space.Member(device)
	who := cmp.Or(member.Name, "This laptop")
	_, keyErr := recipientOf(member.Recipient)
	switch {
	case !ok:
		return &improve.Error{Code: improve.NotFound, Message: fmt.Sprintf("The laptop %s is not in “%s”.", device, space.Name), Hint: "See \"cairnctl members\", or invite it."}
	case !l.reads(space, device):
		return &improve.Error{Code: improve.Denied, Message: fmt.Sprintf("%s may not read “%s”.", who, space.Name), Hint: "An owner can change that; somebody who only carries the file need not be named."}
	case keyErr != nil && device != l.Keys.Device():
		return &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("%s's laptop gave no key to seal a file for.", who), Hint: "Let it come in again with this version of Cairn, or leave it out.", Err: keyErr}
	}
	return nil
}

func tooLarge() error {
	return &improve.Error{Code: improve.Full, Message: "There is more in this space than one file can hold.", Hint: "Bring the two laptops into one network, and share there."}
}

func (l Laptop) writeRecords(ctx context.Context, w io.Writer, o order, m Manifest) (written, error) {
	var done written
	records := improve.NewRecordWriter(w)
	if err := records.Put(manifestRecord, m.encode()); err != nil {
		return done, err
	}
	named, err := l.writePieces(ctx, records, o.histories, m)
	contents := o.contents
	if err == nil && contents == nil && !o.withoutPhotos {
		contents, done.left, err = l.spread(ctx, m.Space, []naming{named}, 1)
	}
	if err == nil && len(contents) > 0 {
		done.went, err = l.writeContents(ctx, records, contents[m.Part-1])
	}
	if err != nil {
		return done, err
	}
	sum := records.Sum()
	return done, records.Put(endRecord, append(sum[:], l.Keys.Sign(signed(sum))...))
}

// counter counts what goes through it.
type counter struct {
	w     io.Writer
	count int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.count += int64(n)
	return n, err
}
