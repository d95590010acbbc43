package p2p

import (
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/replica"
)

// maxIncarnations bounds how many databases of one device a node remembers: a
// restored one makes one more, and a device with so many is hostile.
const maxIncarnations = 16

// lookForCopy notices two laptops that use the key of one device: a database
// comes back after another one of the same device was here. A database that
// was only restored never does.
func (n *Node) lookForCopy(l *link, s *session, p replica.Progress) {
	if !p.Greeted || !n.comesBack(l, s, p.Incarnation) {
		return
	}
	n.log.Warn("two laptops use one key: a data folder was copied", "device", l.device.Short())
	n.noteTrouble(l, &improve.Error{
		Code: improve.Denied, Message: "Two laptops answer under this name: the folder of one was copied to the other.",
		Hint: "Let one of them begin with a folder of its own and join again.",
	})
}

// comesBack tells so once for each session, and only when it is news.
func (n *Node) comesBack(l *link, s *session, incarnation [8]byte) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if s.met {
		return false
	}
	s.met = true
	known := l.incarnations[incarnation]
	back := known && l.latest != incarnation
	if !known && len(l.incarnations) < maxIncarnations {
		if l.incarnations == nil {
			l.incarnations = map[[8]byte]bool{}
		}
		l.incarnations[incarnation] = true
	}
	l.latest, s.copied = incarnation, back
	return back
}
