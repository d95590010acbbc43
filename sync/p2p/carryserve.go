package p2p

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// serveCarry answers a known remote that leaves or fetches files here.
func (n *Node) serveCarry(s *stream) {
	session := n.current(n.link(s.remote))
	n.noteCarry(session, func(c *carryState) { c.serving++ })
	defer n.noteCarry(session, func(c *carryState) { c.serving-- })
	select {
	case n.carryTurns <- struct{}{}:
		defer func() { <-n.carryTurns }()
	case <-n.ctx.Done():
		return
	}
	err := n.answerVisit(s)
	if !errors.Is(err, io.EOF) && n.ctx.Err() == nil {
		n.log.Debug("carry files for a laptop", "device", s.remote.Short(), "error", err)
	}
	_ = s.Close()
}

func (n *Node) answerVisit(s *stream) error {
	reader := bufio.NewReader(s)
	for {
		_ = s.SetDeadline(time.Now().Add(carryIdle))
		var ask carryAsk
		if err := readMessage(reader, maxCarryAsk, &ask); err != nil {
			return err
		}
		if len(ask.Space) != len(improve.SpaceID{}) || len(ask.Names) > maxCarryDrop || ask.Size > maxCarried {
			return fmt.Errorf("%w: a question out of bounds", errMessage)
		}
		if err := n.answerCarry(s, reader, ask, improve.SpaceID(ask.Space)); err != nil {
			return err
		}
	}
}

func (n *Node) answerCarry(s *stream, reader *bufio.Reader, ask carryAsk, space improve.SpaceID) error {
	switch ask.What {
	case carryList:
		files, err := n.carried.Shelved(n.ctx, s.remote, space)
		if err != nil {
			return n.refuseCarry(s, err)
		}
		var answer carryAnswer
		for _, f := range files {
			answer.Files = append(answer.Files, carryFile{Name: f.Name[:], From: f.From[:], Size: uint64(f.Bytes), Since: f.Since.UnixMilli()})
		}
		return writeMessage(s, answer)
	case carryFetch:
		return n.giveCarried(s, ask, space)
	case carryLeave:
		return n.takeCarried(s, reader, ask, space)
	case carryDrop:
		var names []improve.Hash
		for _, name := range ask.Names {
			if len(name) == len(improve.Hash{}) {
				names = append(names, improve.Hash(name))
			}
		}
		if err := n.carried.Unshelve(n.ctx, s.remote, space, names); err != nil {
			return n.refuseCarry(s, err)
		}
		return writeMessage(s, carryAnswer{})
	default:
		return fmt.Errorf("%w: question %d", errMessage, ask.What)
	}
}

// giveCarried sends one file.
func (n *Node) giveCarried(s *stream, ask carryAsk, space improve.SpaceID) error {
	name, err := carriedName(ask.Name)
	if err != nil {
		return err
	}
	file, size, err := n.carried.OpenShelved(n.ctx, s.remote, space, name)
	if err != nil {
		return n.refuseCarry(s, err)
	}
	defer file.Close()
	if err := writeMessage(s, carryAnswer{Size: uint64(size)}); err != nil {
		return err
	}
	_, err = io.CopyN(&patient{w: s, stream: s}, file, size)
	return err
}

// takeCarried takes one file. Whether it may come is asked before its bytes
// travel, and again, with all of them, when it is put on the shelf.
func (n *Node) takeCarried(s *stream, reader *bufio.Reader, ask carryAsk, space improve.SpaceID) error {
	name, err := carriedName(ask.Name)
	if err != nil {
		return err
	}
	if _, err := n.carried.Shelved(n.ctx, s.remote, space); err != nil {
		return n.refuseCarry(s, err)
	}
	if err := writeMessage(s, carryAnswer{}); err != nil {
		return err
	}
	body := &io.LimitedReader{R: &patient{r: reader, stream: s}, N: int64(ask.Size)}
	err = n.carried.Shelve(n.ctx, space, improve.CarriedFile{Name: name, From: s.remote, Bytes: int64(ask.Size)}, body)
	if _, restErr := io.Copy(io.Discard, body); restErr != nil { // so that the next question is not taken for the file
		return restErr
	}
	if body.N > 0 {
		return io.ErrUnexpectedEOF
	}
	if err != nil {
		return n.refuseCarry(s, err)
	}
	return writeMessage(s, carryAnswer{})
}

func carriedName(raw []byte) (improve.Hash, error) {
	if len(raw) != len(improve.Hash{}) {
		return improve.Hash{}, fmt.Errorf("%w: no file has that name", errMessage)
	}
	return improve.Hash(raw), nil
}

// refuseCarry says no, and goes on; a fault of our own stays in our log.
func (n *Node) refuseCarry(s *stream, cause error) error {
	reason := uint64(carryFailed)
	switch improve.CodeOf(cause) {
	case improve.NotFound:
		reason = carryNotHere
	case improve.Denied:
		reason = carryNotYou
	case improve.Full:
		reason = carryFull
	default:
		n.log.Warn("a file could not be carried", "device", s.remote.Short(), "error", cause)
	}
	return writeMessage(s, carryAnswer{Refused: reason})
}
