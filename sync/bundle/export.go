package bundle

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"time"

	"filippo.io/age"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/wire"
)

// Wanted says what is to be exported, and for whom.
type Wanted struct {
	Space improve.SpaceID
	To    []improve.DeviceID // none: every other laptop that may read the space
	// Known is what all receivers are known to hold of the data logs; it is
	// left out. Without it the file holds the whole space.
	Known improve.Heads
}

// Exported tells what a file holds and who can open it, beside this laptop.
type Exported struct {
	Manifest
	To []improve.MemberDevice
	// LeftOut are laptops that may read the space and gave no key to seal for.
	LeftOut []improve.MemberDevice
	Bytes   int64
}

// Write writes a file to w. What it holds is what was there when it began.
func (l Laptop) Write(ctx context.Context, w io.Writer, want Wanted) (Exported, error) {
	space, err := l.Store.Space(ctx, want.Space)
	if err != nil {
		return Exported{}, err
	}
	if !l.reads(space, l.Keys.Device()) {
		return Exported{}, &improve.Error{Code: improve.Denied, Message: fmt.Sprintf("This laptop may not read “%s”.", space.Name), Hint: "Ask an owner to let it in."}
	}
	sealing, err := l.chooseReceivers(space, want.To)
	if err != nil {
		return Exported{}, err
	}
	exported := Exported{To: sealing.to, LeftOut: sealing.leftOut}
	if exported.Manifest, err = l.manifest(ctx, want); err != nil {
		return Exported{}, err
	}
	counted := &counter{w: w}
	if _, err := io.WriteString(counted, magic); err != nil {
		return Exported{}, err
	}
	sealed, err := age.Encrypt(counted, sealing.recipients...)
	if err != nil {
		return Exported{}, fmt.Errorf("seal: %w", err)
	}
	if err := l.writeRecords(ctx, sealed, exported.Manifest); err != nil {
		return Exported{}, err
	}
	err = sealed.Close()
	exported.Bytes = counted.count
	return exported, err
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
	for _, member := range space.Members() {
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

// manifest fixes what the file will hold: auth logs from their beginning, data
// logs behind what is known.
func (l Laptop) manifest(ctx context.Context, want Wanted) (Manifest, error) {
	m := Manifest{Space: want.Space, Exporter: l.Keys.Device(), Created: l.Now().UTC().Truncate(time.Millisecond)}
	var err error
	if m.secret, err = l.Store.SpaceSecret(ctx, want.Space); err != nil {
		return m, err
	}
	logs, err := l.Store.Logs(ctx, want.Space)
	if err != nil {
		return m, err
	}
	known := map[improve.LogID]uint64{}
	for _, head := range want.Known {
		known[head.Log] = head.Seq
	}
	for _, log := range logs {
		after := uint64(0)
		if log.Stream == improve.Data {
			after = known[log.ID]
		}
		if log.Split || !log.Root.IsZero() {
			continue // both histories of a log that forked travel by an exchange only
		}
		if after < log.Head.Seq {
			m.Logs = append(m.Logs, Range{Log: log.ID, Stream: log.Stream, After: after, To: log.Head})
		}
	}
	slices.SortFunc(m.Logs, func(a, b Range) int {
		return cmp.Or(cmp.Compare(a.Stream, b.Stream), bytes.Compare(a.Log[:], b.Log[:]))
	})
	if len(m.Logs) > maxLogs || m.Events() > maxEvents {
		return m, tooLarge()
	}
	return m, nil
}

func tooLarge() error {
	return &improve.Error{Code: improve.Full, Message: "There is more in this space than one file can hold.", Hint: "Bring the two laptops into one network, and share there."}
}

func (l Laptop) writeRecords(ctx context.Context, w io.Writer, m Manifest) error {
	codec, err := wire.NewCodec()
	if err != nil {
		return err
	}
	records := improve.NewRecordWriter(w)
	if err := records.Put(manifestRecord, m.encode()); err != nil {
		return err
	}
	var size uint64
	for _, log := range m.Logs {
		err := l.each(ctx, log.Log, log.After, log.To.Seq, func(seg improve.Segment) error {
			piece, err := codec.Pack(wire.Tag{}, seg)
			if err != nil {
				return err
			}
			if size += uint64(max(piece.RawSize, len(piece.Payload))); size > maxBytes {
				return tooLarge()
			}
			return records.Put(pieceRecord, append(binary.AppendUvarint(nil, uint64(piece.RawSize)), piece.Payload...))
		})
		if err != nil {
			return err
		}
	}
	sum := records.Sum()
	return records.Put(endRecord, append(sum[:], l.Keys.Sign(signed(sum))...))
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
