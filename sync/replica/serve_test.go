package replica

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cairn-schools/cairn/sync/wire"
)

// fair gives a session whose randomness no other shares: these run on goroutines of their own.
func fair(s *Session) *Session {
	s.rand = rand.Reader
	return s
}

// serving runs a laptop's session over a stream and gives how it ends.
func serving(ctx context.Context, s *Session, line Line) <-chan error {
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, s, line) }()
	return ended
}

func TestServe_OnceEndsWhenBothHoldTheSame(t *testing.T) {
	_, north, south, spaces := school(t, 40)
	for i := range 300 {
		north.write(spaces[0], fmt.Sprint("text ", i))
		south.write(spaces[1], fmt.Sprint("answer ", i))
	}
	synctest.Test(t, func(t *testing.T) {
		a, b := net.Pipe()
		one := serving(t.Context(), fair(north.session(south)), Line{Conn: NewConn(a), Once: true})
		two := serving(t.Context(), fair(south.session(north)), Line{Conn: NewConn(b)})

		for _, err := range []error{<-one, <-two} {
			if err != nil {
				t.Error(err)
			}
		}
	})
	for _, id := range spaces {
		if north.digest(id) != south.digest(id) {
			t.Error("the two do not hold the same")
		}
	}
}

func TestServe_PushesChangesAndEndsWithItsContext(t *testing.T) {
	_, north, south, spaces := school(t, 41)
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		a, b := net.Pipe()
		changed := make(chan struct{}, 1)
		one := serving(ctx, fair(north.session(south)), Line{Conn: NewConn(a), Changed: changed})
		two := serving(ctx, fair(south.session(north)), Line{Conn: NewConn(b)})
		synctest.Wait()

		north.write(spaces[0], "new")
		changed <- struct{}{}
		synctest.Wait()
		if north.digest(spaces[0]) != south.digest(spaces[0]) {
			t.Error("the change was not pushed")
		}
		cancel()

		for _, err := range []error{<-one, <-two} {
			if err == nil {
				t.Error("a session ended well without a goodbye")
			}
		}
	})
}

func TestServe_TellsWhyTheRemoteLeft(t *testing.T) {
	_, north, south, _ := school(t, 42)
	synctest.Test(t, func(t *testing.T) {
		a, b := net.Pipe()
		ended := serving(t.Context(), fair(north.session(south)), Line{Conn: NewConn(a)})
		remote := NewConn(b)
		if _, err := remote.Receive(t.Context()); err != nil {
			t.Error(err)
		}
		if err := remote.Send(t.Context(), wire.Bye{Reason: wire.Closing}); err != nil {
			t.Error(err)
		}

		var end *EndError
		if err := <-ended; !errors.Is(err, ErrEnded) || !errors.As(err, &end) || end.Reason != wire.Closing {
			t.Errorf("ended with %v", err)
		}
	})
}

func TestServe_LineThatBreaksIsAnError(t *testing.T) {
	_, north, south, _ := school(t, 43)
	synctest.Test(t, func(t *testing.T) {
		a, b := net.Pipe()
		ended := serving(t.Context(), fair(north.session(south)), Line{Conn: NewConn(a)})
		if _, err := NewConn(b).Receive(t.Context()); err != nil {
			t.Error(err)
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}

		if err := <-ended; !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("ended with %v", err)
		}
	})
}

func TestServe_LeavesARemoteThatIsSilent(t *testing.T) {
	_, north, south, _ := school(t, 44)
	synctest.Test(t, func(t *testing.T) {
		a, b := net.Pipe()
		s := fair(north.session(south))
		s.now = time.Now // the bubble's clock
		ended := serving(t.Context(), s, Line{Conn: NewConn(a)})
		go func() { _, _ = io.Copy(io.Discard, b) }() // it reads and says nothing

		if err := <-ended; !errors.Is(err, ErrStalled) {
			t.Errorf("ended with %v", err)
		}
		_ = b.Close()
		_ = a.Close()
	})
}

func TestServe_StoresAStreamInFewTransactions(t *testing.T) {
	w, north, south, spaces := school(t, 45)
	w.connect(north, south).run()
	for i := range 2600 {
		north.write(spaces[2], fmt.Sprint("text ", i, strings.Repeat(" long", 220)))
	}
	south.store.calls = 0
	synctest.Test(t, func(t *testing.T) {
		a, b := net.Pipe()
		one := serving(t.Context(), fair(north.session(south)), Line{Conn: NewConn(a), Once: true})
		two := serving(t.Context(), fair(south.session(north)), Line{Conn: NewConn(b)})

		for _, err := range []error{<-one, <-two} {
			if err != nil {
				t.Error(err)
			}
		}
	})
	if north.digest(spaces[2]) != south.digest(spaces[2]) {
		t.Error("the two do not hold the same")
	}
	if got := south.store.calls; got > 2 {
		t.Errorf("3 MB were stored in %d transactions; want at most 2", got)
	}
}

func TestServe_KeepsWhatCameBeforeTheLineBroke(t *testing.T) {
	w, north, south, spaces := school(t, 46)
	w.connect(north, south).run()
	for i := range 2600 {
		north.write(spaces[2], fmt.Sprint("text ", i, strings.Repeat(" long", 220)))
	}
	before := south.store.fresh
	synctest.Test(t, func(t *testing.T) {
		a, b := net.Pipe()
		one := serving(t.Context(), fair(north.session(south)), Line{Conn: &cutConn{Conn: NewConn(a), left: 4}})
		two := serving(t.Context(), fair(south.session(north)), Line{Conn: NewConn(b)})

		for _, err := range []error{<-one, <-two} {
			if err == nil {
				t.Error("a session ended well on a line that broke")
			}
		}
	})
	if south.store.fresh == before {
		t.Error("nothing of what came was kept")
	}
}

// cutConn breaks after so many pieces.
type cutConn struct {
	Conn
	left int
}

func (c *cutConn) Send(ctx context.Context, m wire.Message) error {
	if _, ok := m.(wire.Data); ok {
		c.left--
	}
	if c.left < 0 {
		c.Conn.(*streamConn).close()
		return io.ErrClosedPipe
	}
	return c.Conn.Send(ctx, m)
}
