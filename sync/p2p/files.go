package p2p

import (
	"context"

	"github.com/libp2p/go-libp2p/core/protocol"

	"github.com/cairn-schools/cairn/improve"
)

// FilesProtocol fetches the bytes of photos and files that pages name, in
// chunks, beside the exchange of events and after it.
const FilesProtocol protocol.ID = "/cairn/files/1"

// Files is what a node needs of the photos and files of a device. Its methods
// are called by several goroutines.
type Files interface {
	// Wants gives what is named in spaces that a remote reads too, and is not here.
	Wants(ctx context.Context, remote improve.DeviceID) ([]improve.FileWant, error)
	// Gives tells whether a remote may have content: a page names it in a space
	// that this device is in and that the remote may read.
	Gives(ctx context.Context, remote improve.DeviceID, hash improve.Hash) (bool, error)
	// Shares tells whether there is anything that a remote might fetch here.
	Shares(ctx context.Context, remote improve.DeviceID) (bool, error)
	// Arrived is told that content has come whole.
	Arrived()

	// FileChunks, FilePutChunk, FileFinish and FileReadChunk are storage's.
	FileChunks(ctx context.Context, c improve.Content) ([]bool, error)
	FilePutChunk(ctx context.Context, c improve.Content, n int, chunk []byte) error
	FileFinish(ctx context.Context, c improve.Content) error
	FileReadChunk(ctx context.Context, hash improve.Hash, n int) ([]byte, error)
}

// Limits of the protocol.
const (
	maxAsked      = 4                      // chunks of one request: a megabyte on its way, and a line that never waits
	maxFileAsk    = 1 << 10                // bytes of a request
	maxFileAnswer = improve.FileChunk + 64 // bytes of an answer
	maxServing    = 16                     // chunks in memory for all remotes together: four megabytes
)

// fileAsk asks for chunks; the answers come in the same order, one for each.
type fileAsk struct {
	Chunks []fileChunk `cbor:"1,keyasint"`
}

type fileChunk struct {
	_    struct{} `cbor:",toarray"`
	Hash []byte   // of the whole content
	N    uint64   // counted from 0
}

// fileAnswer is a chunk or why there is none.
type fileAnswer struct {
	Chunk   []byte `cbor:"1,keyasint,omitempty"`
	Refused uint64 `cbor:"2,keyasint,omitempty"` // notHere or notForYou
}

const (
	notHere   = 1
	notForYou = 2 // said of what is not known, too
)

// fileState is how far the files of a session are; guarded by Node.mu.
type fileState struct {
	idle    bool // nothing more to fetch from this remote for now
	serving int  // streams on which it fetches from us
	moves   int  // counts every change
}

// noteFiles changes the state of a session's files and tells who waits.
func (n *Node) noteFiles(s *session, change func(*fileState)) {
	if s == nil {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	change(&s.files)
	s.files.moves++
	n.notifyLocked()
}

// waitForEvents waits until the exchange of events over a session has nothing
// more to do: photos never stand in its way. nil is no session.
func (n *Node) waitForEvents(ctx context.Context, s *session) error {
	for s != nil {
		n.mu.Lock()
		settled, moved := s.progress.Settled, s.moved
		n.mu.Unlock()
		if settled {
			return ctx.Err()
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-s.ended:
			return n.endOf(s)
		case <-moved:
		}
	}
	return ctx.Err()
}
