//go:build netns

package netns

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// commandTime bounds one command; patience what is waited for.
const (
	commandTime = 2 * time.Minute
	patience    = 2 * time.Minute
)

// object is one line of JSON that cairnctl prints.
type object map[string]any

func (o object) text(key string) string {
	text, _ := o[key].(string)
	return text
}

// laptop is a data folder, the namespace that it is in, and its serve.
type laptop struct {
	t     *testing.T
	dir   string
	space string // the namespace
	face  string // its interface there
	port  string // the switch's

	device string
	addr   string
	stop   func()
}

// command is cairnctl for this folder in its namespace.
func (l *laptop) command(ctx context.Context, args ...string) *exec.Cmd {
	all := append([]string{"netns", "exec", l.space, os.Getenv("CAIRN_TEST_CTL"), "--json", "--dir", l.dir}, args...)
	cmd := exec.CommandContext(ctx, "ip", all...)
	home := filepath.Dir(l.dir)
	cmd.Env = append(os.Environ(), "HOME="+home, "XDG_DATA_HOME="+filepath.Join(home, "xdg"), "CAIRN_LOG=warn")
	cmd.WaitDelay = 10 * time.Second
	return cmd
}

// run runs a command and gives its objects and its exit code.
func (l *laptop) run(args ...string) ([]object, int) {
	l.t.Helper()
	ctx, cancel := context.WithTimeout(l.t.Context(), commandTime)
	defer cancel()
	cmd := l.command(ctx, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	_ = cmd.Run() // the exit code tells
	var objects []object
	for line := range strings.Lines(stdout.String()) {
		var o object
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			l.t.Fatalf("cairnctl %q printed %q", args, line)
		}
		objects = append(objects, o)
	}
	if text := stderr.String(); text != "" && args[0] != "show" { // that one is asked again and again
		l.t.Logf("cairnctl %q: %s", args, text)
	}
	return objects, cmd.ProcessState.ExitCode()
}

// must runs a command that succeeds and gives its first object.
func (l *laptop) must(args ...string) object {
	l.t.Helper()
	objects, code := l.run(args...)
	if code != 0 || len(objects) == 0 {
		l.t.Fatalf("cairnctl %q: exit %d, %d objects", args, code, len(objects))
	}
	return objects[0]
}

// serve starts serving and waits until others can come; stop ends it.
func (l *laptop) serve(args ...string) {
	l.t.Helper()
	cmd := l.command(context.Background(), append([]string{"serve"}, args...)...)
	stderr := &said{}
	cmd.Stderr = stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		l.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		l.t.Fatal(err)
	}
	ended := make(chan struct{})
	l.stop = sync.OnceFunc(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		timer := time.AfterFunc(patience, func() { _ = cmd.Process.Kill() })
		<-ended
		timer.Stop()
		if text := stderr.String(); text != "" {
			l.t.Logf("serve: %s", text)
		}
	})
	l.t.Cleanup(l.stop)
	line, err := bufio.NewReader(stdout).ReadString('\n')
	go func() {
		_, _ = io.Copy(io.Discard, stdout)
		_ = cmd.Wait()
		close(ended)
	}()
	var first struct {
		Device string   `json:"device"`
		Addrs  []string `json:"addrs"`
	}
	if json.Unmarshal([]byte(line), &first) != nil || len(first.Addrs) == 0 {
		l.t.Fatalf("serve began with %q: %v", line, err)
	}
	l.device, l.addr = first.Device, first.Addrs[0]
}

// said keeps what a process says on standard error.
type said struct {
	mu   sync.Mutex
	text bytes.Buffer // guarded by mu
}

// Write implements io.Writer.
func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// plugInto moves a laptop into a network: from now on it is there.
func (l *laptop) plugInto(n *network, address string) {
	l.t.Helper()
	l.space = n.b.space()
	l.face, l.port = n.plug(l.space, address)
}

// friends makes laptops that share the school's space of the first and have
// never been in a network: they met on the loopback of one namespace.
func friends(b *building, people ...string) (all []*laptop, space string) {
	b.t.Helper()
	room := b.space()
	first := &laptop{t: b.t, dir: filepath.Join(b.t.TempDir(), "data"), space: room}
	space = first.must("init", "--name", people[0], "--school", "Quillon Primary", "--laptop", people[0]+"s Thinkbook").text("space")
	first.serve("--listen", "/ip4/127.0.0.1/tcp/0")
	all = []*laptop{first}
	for _, person := range people[1:] {
		other := &laptop{t: b.t, dir: filepath.Join(b.t.TempDir(), "data"), space: room}
		other.must("init", "--name", person, "--laptop", person+"s Thinkbook")
		other.must("join", first.must("invite", "--space", space).text("invitation"))
		all = append(all, other)
	}
	first.stop()
	return all, space
}

// twoAtASwitch makes two friends, North at 10.77.1.1 and South at 10.77.1.2 of one network.
func twoAtASwitch(t *testing.T) (north, south *laptop, school *network) {
	t.Helper()
	b := newBuilding(t)
	school = b.network()
	all, _ := friends(b, "Zephyrine", "Barnaby")
	north, south = all[0], all[1]
	north.plugInto(school, "10.77.1.1/24")
	south.plugInto(school, "10.77.1.2/24")
	return north, south, school
}

// has waits until a page is on this laptop and tells how long that took.
func (l *laptop) has(page string) time.Duration {
	l.t.Helper()
	began := time.Now()
	for tick := time.NewTicker(100 * time.Millisecond); time.Since(began) < patience; <-tick.C {
		if _, code := l.run("show", page); code == 0 {
			return time.Since(began)
		}
	}
	l.t.Fatalf("page %s does not come", page)
	return 0
}

// lacks makes sure that a page does not come within so long.
func (l *laptop) lacks(page string, long time.Duration) {
	l.t.Helper()
	began := time.Now()
	for tick := time.NewTicker(500 * time.Millisecond); time.Since(began) < long; <-tick.C {
		if _, code := l.run("show", page); code == 0 {
			l.t.Fatalf("page %s has come after %s", page, time.Since(began))
		}
	}
}

func (l *laptop) write(title string) (page string) {
	l.t.Helper()
	return l.must("add", "--kind", "aim", "--set", "title="+title).text("id")
}

// checks runs doctor and gives what it says of each check.
func (l *laptop) checks(args ...string) map[string]object {
	l.t.Helper()
	objects, _ := l.run(append([]string{"doctor"}, args...)...)
	found := map[string]object{}
	for _, o := range objects {
		l.t.Logf("%-12s %-4s %s %s", o.text("check"), o.text("state"), o.text("message"), o.text("hint"))
		found[o.text("check")] = o
	}
	return found
}

// wantCheck wants a check to stand so, and its message to hold the words.
func wantCheck(t *testing.T, checks map[string]object, name, state, words string) {
	t.Helper()
	check := checks[name]
	if check.text("state") != state || !strings.Contains(check.text("message"), words) {
		t.Errorf("check %q is %q: %q; want %q with %q", name, check.text("state"), check.text("message"), state, words)
	}
}
