package p2p

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// errNotThere tells that a remote does not have a file, or not for us.
var errNotThere = errors.New("the other laptop does not have this file")

// filesAgain is when a remote is asked again for what it did not have: it may
// have got it from a third one, which nobody tells us.
const filesAgain = 30 * time.Second

// keepFetching fetches what pages name and is not here, over a session's
// connection, each time that something changes, until ctx ends.
func (n *Node) keepFetching(ctx context.Context, s *session) {
	if n.files == nil {
		return
	}
	changed, stop := n.journal.Changed()
	defer stop()
	for {
		if n.waitForEvents(ctx, s) != nil {
			return
		}
		err := n.fetchAll(ctx, s)
		n.noteFiles(s, func(f *fileState) { f.idle = true })
		switch {
		case ctx.Err() != nil:
			return
		case improve.CodeOf(err) == improve.Damaged, errors.Is(err, errMessage):
			n.log.Warn("files are not fetched from a laptop that sends others", "device", s.stream.remote.Short(), "error", err)
			return
		case err != nil:
			n.log.Debug("fetch files", "device", s.stream.remote.Short(), "error", err)
		}
		again := time.NewTimer(filesAgain)
		select {
		case <-ctx.Done():
		case <-changed:
		case <-again.C:
		}
		again.Stop()
	}
}

// fetchAll fetches once what the remote may have. The stream is opened when
// there is something to ask for.
func (n *Node) fetchAll(ctx context.Context, s *session) error {
	wants, err := n.files.Wants(ctx, s.stream.remote)
	if err != nil || len(wants) == 0 {
		return err
	}
	n.noteFiles(s, func(f *fileState) { f.idle = false })
	stream, err := n.host.open(ctx, s.stream.remote, nil, FilesProtocol)
	if err != nil {
		return err
	}
	defer stream.Close()
	stop := context.AfterFunc(ctx, func() { _ = stream.Reset() })
	defer stop()
	fetch := fetcher{n: n, s: s, stream: stream, reader: bufio.NewReader(stream)}
	for _, want := range wants {
		if !n.claim(want.Hash) {
			continue // it comes from somebody else
		}
		err := fetch.one(ctx, want.Content)
		n.disclaim(want.Hash)
		if err != nil && !errors.Is(err, errNotThere) {
			_ = stream.Reset()
			return err
		}
	}
	return nil
}

// claim takes a file for one session; false when another fetches it.
func (n *Node) claim(hash improve.Hash) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.fetching[hash] {
		return false
	}
	n.fetching[hash] = true
	return true
}

func (n *Node) disclaim(hash improve.Hash) {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.fetching, hash)
}

// fetcher fetches over one stream.
type fetcher struct {
	n      *Node
	s      *session
	stream *stream
	reader *bufio.Reader
}

// one fetches the chunks of a file that are not here, and makes it whole.
func (f *fetcher) one(ctx context.Context, c improve.Content) error {
	if f.n.isLie(c) {
		return errNotThere
	}
	have, err := f.n.files.FileChunks(ctx, c)
	if err != nil {
		return err
	}
	var missing []int
	for i, here := range have {
		if !here {
			missing = append(missing, i)
		}
	}
	for len(missing) > 0 {
		if err := f.n.waitForEvents(ctx, f.s); err != nil {
			return err
		}
		some := missing[:min(maxAsked, len(missing))]
		if err := f.some(ctx, c, some); err != nil {
			return err
		}
		missing = missing[len(some):]
	}
	err = f.n.files.FileFinish(ctx, c)
	if improve.CodeOf(err) == improve.Damaged {
		f.n.noteLie(c) // every chunk was what the page says, so the page is wrong
		return errNotThere
	}
	if err != nil {
		return err
	}
	f.n.files.Arrived()
	return nil
}

// some asks for a few chunks and takes them.
func (f *fetcher) some(ctx context.Context, c improve.Content, numbers []int) error {
	var ask fileAsk
	for _, number := range numbers {
		ask.Chunks = append(ask.Chunks, fileChunk{Hash: c.Hash[:], N: uint64(number)})
	}
	_ = f.stream.SetDeadline(time.Now().Add(timeFor(fileIdle, len(numbers)*improve.FileChunk)))
	if err := writeMessage(f.stream, ask); err != nil {
		return err
	}
	refused := false
	for _, number := range numbers { // all answers are read, so that the next ones are not taken for these
		var answer fileAnswer
		if err := readMessage(f.reader, maxFileAnswer, &answer); err != nil {
			return err
		}
		if answer.Refused != 0 {
			refused = true
			continue
		}
		err := f.n.files.FilePutChunk(ctx, c, number, answer.Chunk)
		switch code := improve.CodeOf(err); {
		case err == nil:
			continue
		case code == improve.NotFound: // erased while it came
		case code == improve.Damaged && f.s.wrongChunks < maxWrong:
			f.s.wrongChunks++ // its disk may have changed one
		default:
			return fmt.Errorf("take chunk: %w", err)
		}
		refused = true
	}
	if refused {
		return errNotThere
	}
	return nil
}

// maxWrong is how many wrong chunks a session may bring before nothing more is fetched over it.
const maxWrong = 3

// maxLies bounds what is remembered of pages whose files cannot be.
const maxLies = 1000

// lie names content whose chunks do not give the whole.
type lie struct{ hash, chunks improve.Hash }

func lieOf(c improve.Content) lie {
	var all []byte
	for _, chunk := range c.Chunks {
		all = append(all, chunk[:]...)
	}
	return lie{hash: c.Hash, chunks: improve.ContentOf(all).Hash}
}

func (n *Node) isLie(c improve.Content) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.lies[lieOf(c)]
}

// noteLie keeps this run from fetching such content again and again.
func (n *Node) noteLie(c improve.Content) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.lies) < maxLies {
		n.lies[lieOf(c)] = true
	}
}

// fileLull is how long nothing must happen with files until an exchange that
// was asked for is over: the remote looks what it lacks when it has the events.
const fileLull = time.Second

// settleFiles waits until both sides of a session have fetched what they can,
// if there is anything that they might.
func (n *Node) settleFiles(ctx context.Context, s *session) {
	if n.files == nil {
		return
	}
	if shares, err := n.files.Shares(ctx, s.stream.remote); err != nil || !shares {
		return
	}
	changed, stop := n.Changed()
	defer stop()
	for moves := -1; ; {
		n.mu.Lock()
		now := s.files
		n.mu.Unlock()
		if now.idle && now.serving == 0 && now.moves == moves {
			return
		}
		moves = now.moves
		lull := time.NewTimer(fileLull)
		for quiet := false; !quiet; {
			select {
			case <-ctx.Done():
				lull.Stop()
				return
			case <-s.ended:
				lull.Stop()
				return
			case <-changed:
				quiet = n.filesMoved(s, moves)
			case <-lull.C:
				quiet = true
			}
		}
		lull.Stop()
	}
}

func (n *Node) filesMoved(s *session, since int) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return s.files.moves != since
}
