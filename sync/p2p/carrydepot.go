package p2p

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// Depot is the shelf of a laptop that only carries, over one stream. Its
// methods are called one at a time.
type Depot struct {
	n      *Node
	stream *stream
	reader *bufio.Reader
	stop   func() bool
	broken bool // nothing more can be asked
}

func (n *Node) openDepot(ctx context.Context, carrier improve.DeviceID) (*Depot, error) {
	stream, err := n.host.open(ctx, carrier, nil, CarryProtocol)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { _ = stream.Reset() })
	return &Depot{n: n, stream: stream, reader: bufio.NewReader(stream), stop: stop}, nil
}

func (d *Depot) close() {
	d.stop()
	_ = d.stream.Close()
}

// ask asks one question and reads the answer.
func (d *Depot) ask(question carryAsk, limit uint64) (answer carryAnswer, err error) {
	_ = d.stream.SetDeadline(time.Now().Add(carryIdle))
	if err = writeMessage(d.stream, question); err == nil {
		answer, err = d.answer(limit)
	}
	return answer, err
}

func (d *Depot) answer(limit uint64) (answer carryAnswer, err error) {
	if err := readMessage(d.reader, limit, &answer); err != nil {
		d.broken = true
		return answer, err
	}
	return answer, carryRefused(answer.Refused)
}

func carryRefused(reason uint64) error {
	switch reason {
	case 0:
		return nil
	case carryFull:
		return &improve.Error{Code: improve.Full, Message: "The laptop that carries has no room for more.", Hint: "Meet the others directly, or take a stick."}
	case carryNotHere:
		return &improve.Error{Code: improve.NotFound, Message: "This file is not carried there any more."}
	case carryNotYou:
		return &improve.Error{Code: improve.Denied, Message: "The other laptop does not carry for this one.", Hint: "It may not have heard yet who is in the space."}
	default:
		return fmt.Errorf("%w: refused for reason %d", errMessage, reason)
	}
}

// List gives what lies there for a space, the oldest first.
func (d *Depot) List(_ context.Context, space improve.SpaceID) ([]improve.CarriedFile, error) {
	answer, err := d.ask(carryAsk{What: carryList, Space: space[:]}, maxCarryList)
	if err != nil {
		return nil, err
	}
	var files []improve.CarriedFile
	for _, f := range answer.Files {
		if len(f.Name) != len(improve.Hash{}) || len(f.From) != len(improve.DeviceID{}) || f.Size > maxCarried {
			return nil, fmt.Errorf("%w: no file is like that", errMessage)
		}
		files = append(files, improve.CarriedFile{Name: improve.Hash(f.Name), From: improve.DeviceID(f.From), Bytes: int64(f.Size), Since: time.UnixMilli(f.Since)})
	}
	return files, nil
}

// Fetch writes one of them to w.
func (d *Depot) Fetch(_ context.Context, space improve.SpaceID, file improve.CarriedFile, w io.Writer) error {
	answer, err := d.ask(carryAsk{What: carryFetch, Space: space[:], Name: file.Name[:]}, maxCarryAsk)
	if err != nil {
		return err
	}
	if answer.Size != uint64(file.Bytes) {
		d.broken = true
		return fmt.Errorf("%w: %d bytes instead of %d", errMessage, answer.Size, file.Bytes)
	}
	return d.pass(w, &patient{r: d.reader, stream: d.stream}, file.Bytes)
}

// Leave puts a file there; an *improve.Error Full when there is no room.
func (d *Depot) Leave(_ context.Context, space improve.SpaceID, file improve.CarriedFile, r io.Reader) error {
	_, err := d.ask(carryAsk{What: carryLeave, Space: space[:], Name: file.Name[:], Size: uint64(file.Bytes)}, maxCarryAsk)
	if err != nil {
		return err
	}
	if err := d.pass(&patient{w: d.stream, stream: d.stream}, r, file.Bytes); err != nil {
		return err
	}
	_, err = d.answer(maxCarryAsk)
	return err
}

func (d *Depot) pass(w io.Writer, r io.Reader, size int64) error {
	_, err := io.CopyN(w, r, size)
	d.broken = d.broken || err != nil // the rest of the file is still on its way
	return err
}

// Drop takes away files that this laptop left there.
func (d *Depot) Drop(_ context.Context, space improve.SpaceID, names []improve.Hash) error {
	question := carryAsk{What: carryDrop, Space: space[:]}
	for _, name := range names[:min(len(names), maxCarryDrop)] {
		question.Names = append(question.Names, name[:])
	}
	_, err := d.ask(question, maxCarryAsk)
	return err
}

// patient reads or writes with a new deadline for every piece: a large file may
// take long, a line that stands still may not.
type patient struct {
	r      io.Reader
	w      io.Writer
	stream *stream
}

func (p *patient) Read(b []byte) (int, error) {
	_ = p.stream.SetDeadline(time.Now().Add(carryIdle))
	return p.r.Read(b)
}

func (p *patient) Write(b []byte) (int, error) {
	_ = p.stream.SetDeadline(time.Now().Add(carryIdle))
	return p.w.Write(b)
}
