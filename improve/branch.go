package improve

import (
	"crypto/sha256"
	"encoding/binary"
)

// A log has two histories when its writer's key was used twice: its data was
// copied together with all that tells a copy. Both are kept. The log then ends
// before the first place that differs, and what each history has from there on
// is a log of its own, a branch, that is read, compared and counted like any other.

const branchDomain = "cairn-branch1"

// MaxBranches bounds the branches of one log. A person's laptop forks once or
// twice in its life; a writer with more of them is hostile.
const MaxBranches = 64

// BranchID gives the id of a branch: the first half of SHA-256 over
// "cairn-branch1", the log that its writer signs for, its first place (eight
// bytes, big-endian), and the hash of the event there. So it is the same
// wherever and in whatever order the histories met.
func BranchID(root LogID, first uint64, hash Hash) LogID {
	sum := sha256.New()
	sum.Write([]byte(branchDomain))
	sum.Write(root[:])
	sum.Write(binary.BigEndian.AppendUint64(nil, first))
	sum.Write(hash[:])
	return LogID(sum.Sum(nil)[:len(LogID{})])
}

// Signed gives the log that the writer signs for, under which its events
// travel: the log itself, or the one that it is a branch of.
func (l Log) Signed() LogID {
	if l.Root.IsZero() {
		return l.ID
	}
	return l.Root
}

// Events gives how many events stand in the log itself.
func (l Log) Events() uint64 {
	if l.First == 0 {
		return l.Head.Seq
	}
	return l.Head.Seq - (l.First - 1)
}

// On gives an event of a log as it stands in one of its branches. holds tells
// which log on the way from the root to the branch has a place: what the writer
// called "this log" means the history that it wrote.
func (e Event) On(branch LogID, holds func(seq uint64) LogID) Event {
	root := e.Log
	e.Log = branch
	e.Header.Over = dotsOn(e.Header.Over, root, holds)
	e.Header.Cut = dotsOn(e.Header.Cut, root, holds)
	if e.Header.Access.Log == root && !e.Header.Access.IsZero() {
		e.Header.Access.Log = holds(e.Header.Access.Seq)
	}
	return e
}

func dotsOn(dots []Dot, root LogID, holds func(uint64) LogID) []Dot {
	if len(dots) == 0 {
		return dots
	}
	moved := make([]Dot, len(dots))
	for i, dot := range dots {
		if dot.Log == root {
			dot.Log = holds(dot.Seq)
		}
		moved[i] = dot
	}
	return moved
}

// Histories leaves of each log that forked one history: its parts in order,
// which together read like a log that never forked. All other logs stand alone.
func Histories(logs []Log) [][]Log {
	children := map[LogID][]Log{}
	for _, log := range logs {
		if !log.Root.IsZero() {
			children[log.Parent] = append(children[log.Parent], log)
		}
	}
	held := map[LogID]bool{}
	for _, log := range logs {
		held[log.ID] = true
	}
	var histories [][]Log
	begun := map[LogID]bool{} // roots that hold nothing themselves
	for _, log := range logs {
		switch {
		case log.Root.IsZero():
		case held[log.Root] || log.Parent != log.Root || begun[log.Root]:
			continue
		default:
			begun[log.Root] = true
			log = children[log.Root][0]
		}
		history := []Log{log}
		for next := children[log.ID]; len(next) > 0; next = children[next[0].ID] {
			history = append(history, next[0])
		}
		histories = append(histories, history)
	}
	return histories
}
