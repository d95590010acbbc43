package p2p

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// serveFiles gives a known remote the chunks that it asks for and may read.
func (n *Node) serveFiles(s *stream) {
	session := n.current(n.link(s.remote))
	n.noteFiles(session, func(f *fileState) { f.serving++ })
	defer n.noteFiles(session, func(f *fileState) { f.serving-- })

	err := n.answerAsks(s, session)
	if !errors.Is(err, io.EOF) && n.ctx.Err() == nil {
		n.log.Debug("serve files", "device", s.remote.Short(), "error", err)
	}
	_ = s.Close() // not a reset: what was sent is of use
}

// fileIdle is how long a remote may wait between two requests: it, too, lets
// events go before.
const fileIdle = 2 * time.Minute

func (n *Node) answerAsks(s *stream, session *session) error {
	reader := bufio.NewReader(s)
	for {
		_ = s.SetReadDeadline(time.Now().Add(fileIdle))
		var ask fileAsk
		if err := readMessage(reader, maxFileAsk, &ask); err != nil {
			return err
		}
		if len(ask.Chunks) == 0 || len(ask.Chunks) > maxAsked {
			return fmt.Errorf("%w: %d chunks are asked for", errMessage, len(ask.Chunks))
		}
		for _, chunk := range ask.Chunks {
			if err := n.waitForEvents(n.ctx, session); err != nil {
				return err
			}
			if err := n.answer(s, chunk); err != nil {
				return err
			}
		}
	}
}

// answer sends one chunk. A turn is held while it is in memory.
func (n *Node) answer(s *stream, asked fileChunk) error {
	select {
	case n.fileTurns <- struct{}{}:
	case <-n.ctx.Done():
		return n.ctx.Err()
	}
	defer func() { <-n.fileTurns }()

	answer, err := n.chunkFor(s.remote, asked)
	if err != nil {
		return err
	}
	_ = s.SetWriteDeadline(time.Now().Add(timeFor(n.pace.stall, len(answer.Chunk))))
	return writeMessage(s, answer)
}

func (n *Node) chunkFor(remote improve.DeviceID, asked fileChunk) (fileAnswer, error) {
	if len(asked.Hash) != len(improve.Hash{}) || asked.N >= uint64(improve.ChunksIn(improve.MaxFile)) {
		return fileAnswer{}, fmt.Errorf("%w: no chunk has that name", errMessage)
	}
	hash := improve.Hash(asked.Hash)
	may, err := n.files.Gives(n.ctx, remote, hash)
	if err != nil {
		return fileAnswer{}, err
	}
	if !may {
		return fileAnswer{Refused: notForYou}, nil
	}
	chunk, err := n.files.FileReadChunk(n.ctx, hash, int(asked.N))
	if improve.CodeOf(err) == improve.NotFound {
		return fileAnswer{Refused: notHere}, nil
	}
	return fileAnswer{Chunk: chunk}, err
}
