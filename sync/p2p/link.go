package p2p

import (
	"bytes"
	"context"
	"errors"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/replica"
)

// link is what a running node knows of one remote.
type link struct {
	device   improve.DeviceID
	dialling chan struct{} // held by who dials; fixed

	// guarded by Node.mu
	session   *session // the live stream, nil when there is none
	reaching  bool     // the dialler is at it
	failures  int      // tries in a row that came to nothing
	nextTry   time.Time
	sightings []sighting // where it was heard nearby, the latest first
	reserving bool       // it is a keeper, and is asked to lead others here
	reserved  bool       // it said yes

	incarnations map[[8]byte]bool // databases of the device that were here since Run began
	latest       [8]byte          // the one that was here last
}

// session is one live stream with a remote.
type session struct {
	stream  *stream
	opener  improve.DeviceID // whose stream it is
	began   time.Time
	cancel  context.CancelCauseFunc // ends it
	ctx     context.Context
	changes chan struct{} // "look at the database", taken by the session one by one
	ended   chan struct{} // closed at the end

	wrongChunks int // of files; owned by keepFetching

	// guarded by Node.mu
	files    fileState
	carry    carryState
	progress replica.Progress
	moved    chan struct{} // closed and replaced with every progress
	saved    replica.Progress
	savedAt  time.Time
	met      bool  // the remote's database was compared with those before
	copied   bool  // another laptop uses the remote's key, and that is to be read
	err      error // why it ended; valid once ended is closed
}

// errReplaced ends a session whose remote opened another stream that counts.
var errReplaced = errors.New("another stream of the same remote has taken over")

// bothDialled is how far apart two streams of two sides may begin and still
// count as "both dialled at once". Later, a new stream means that its opener
// has lost the old one.
const bothDialled = 10 * time.Second

func (n *Node) link(device improve.DeviceID) *link {
	n.mu.Lock()
	defer n.mu.Unlock()
	l := n.links[device]
	if l == nil {
		l = &link{device: device, dialling: make(chan struct{}, 1)}
		n.links[device] = l
	}
	return l
}

func (n *Node) current(l *link) *session {
	n.mu.Lock()
	defer n.mu.Unlock()
	return l.session
}

func (n *Node) newSession(s *stream, opener improve.DeviceID) *session {
	ctx, cancel := context.WithCancelCause(n.ctx)
	return &session{
		stream: s, opener: opener, began: time.Now(), ctx: ctx, cancel: cancel,
		changes: make(chan struct{}), ended: make(chan struct{}), moved: make(chan struct{}),
	}
}

// take makes a session the live one of its link, or refuses it: there is one
// stream for each remote, and both sides choose the same. The caller of an
// accepted session runs it and then calls work.Done.
func (n *Node) take(l *link, s *session) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.closing || n.ctx.Err() != nil || l.session != nil && !n.takesOver(s, l.session) {
		s.cancel(errReplaced)
		return false
	}
	if l.session != nil {
		l.session.cancel(errReplaced)
	}
	l.session = s
	n.work.Add(1)
	n.notifyLocked()
	return true
}

// takesOver tells whether a new stream counts and the old one ends. When both
// sides dialled at once, the stream of the lower device id does.
func (n *Node) takesOver(fresh, old *session) bool {
	if fresh.opener == old.opener || fresh.began.Sub(old.began) > bothDialled {
		return true
	}
	return bytes.Compare(fresh.opener[:], old.opener[:]) < 0
}

// release ends a session: the link is free for the next one, soon.
func (n *Node) release(l *link, s *session, err error) {
	s.cancel(err)
	n.mu.Lock()
	defer n.mu.Unlock()
	s.err = err
	close(s.ended)
	if l.session == s {
		l.session = nil
		if l.failures++; s.progress.Greeted { // who hangs up without a word is left alone longer and longer
			l.failures = 1
		}
		l.nextTry = time.Now().Add(n.pace.pause(l.failures))
	}
	n.notifyLocked()
}

// note takes in a session's progress and tells who waits for it.
func (n *Node) note(s *session, p replica.Progress) {
	n.mu.Lock()
	defer n.mu.Unlock()
	s.progress = p
	close(s.moved)
	s.moved = make(chan struct{})
	n.notifyLocked()
}

// connected gives the devices with a live session.
func (n *Node) connected() []improve.DeviceID {
	n.mu.Lock()
	defer n.mu.Unlock()
	var devices []improve.DeviceID
	for device, l := range n.links {
		if l.session != nil {
			devices = append(devices, device)
		}
	}
	return devices
}
