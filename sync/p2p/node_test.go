package p2p

import (
	"context"
	"sync"
	"testing"
	"time"
)

// node starts a node of this school; it stops with the test at the latest.
func (s *school) node(listen ...string) *runningNode {
	s.world.t.Helper()
	return s.run(s.newNode(listen...))
}

func (s *school) newNode(listen ...string) *Node {
	return New(Params{Key: s.device.Key, Listen: listen, Store: s, Trust: s, Journal: s, Clock: s.now, Log: testLog(s.world.t)})
}

// hurried is a pace for tests: what happens again and again does so soon. What
// only a remote that says nothing must fear is far away: a busy machine is none.
func hurried() pace {
	return pace{first: 20 * time.Millisecond, most: 200 * time.Millisecond, look: 200 * time.Millisecond, grace: 2 * time.Second, tell: 10 * time.Millisecond, hello: patience, stall: patience}
}

// run hurries a node and runs it; it stops with the test at the latest.
func (s *school) run(n *Node) *runningNode {
	s.world.t.Helper()
	return s.runAt(n, hurried())
}

// runAt is run at a pace of the test's own.
func (s *school) runAt(n *Node, at pace) *runningNode {
	s.world.t.Helper()
	n.pace = at
	ctx, cancel := context.WithCancel(context.Background())
	running := &runningNode{Node: n, done: make(chan error, 1), cancel: cancel, t: s.world.t}
	go func() { running.done <- n.Run(ctx) }()
	s.world.t.Cleanup(running.stop)
	select {
	case <-n.Ready():
	case err := <-running.done:
		s.world.t.Fatalf("run: %v", err)
	}
	return running
}

type runningNode struct {
	*Node
	t      *testing.T
	cancel context.CancelFunc
	done   chan error
	once   sync.Once
}

func (r *runningNode) stop() {
	r.once.Do(func() {
		r.cancel()
		select {
		case err := <-r.done:
			if err != nil {
				r.t.Errorf("run: %v", err)
			}
		case <-time.After(patience):
			r.t.Errorf("the node does not stop")
		}
	})
}

// addr gives the node's one listening address.
func (r *runningNode) addr() string {
	r.t.Helper()
	addrs := r.Addrs()
	if len(addrs) == 0 {
		r.t.Fatal("the node has no address")
	}
	return addrs[0]
}

// waitState waits until the state of the node's remotes is as wanted.
func (r *runningNode) waitState(ctx context.Context, what string, holds func([]RemoteState) bool) {
	r.t.Helper()
	changed, stop := r.Changed()
	defer stop()
	for {
		states, err := r.State(ctx)
		if err != nil {
			r.t.Fatal(err)
		}
		if holds(states) {
			return
		}
		select {
		case <-changed:
		case <-ctx.Done():
			r.t.Fatalf("waited in vain until %s; states %+v", what, states)
		}
	}
}
