package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
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

// The tests run cairnctl as real processes: the test binary starts itself again
// with childEnv set, and is cairnctl then.
const childEnv = "CAIRN_TEST_CHILD"

// commandTime bounds one command in tests; it is far above what any takes.
const commandTime = 2 * time.Minute

func TestMain(m *testing.M) {
	if os.Getenv(childEnv) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// school is a laptop of the tests: a data folder and the commands run in it.
type school struct {
	t   testing.TB
	dir string
}

// object is one line of JSON output.
type object = map[string]any

func newFolder(t testing.TB) *school {
	t.Helper()

	return &school{t: t, dir: filepath.Join(t.TempDir(), "data")}
}

// newSchool makes a laptop of somebody at a school.
func newSchool(t testing.TB, person, name string) *school {
	t.Helper()

	s := newFolder(t)
	s.one("init", "--name", person, "--school", name, "--laptop", "Laptop of "+person)
	return s
}

// stateFolder is this computer's own folder for what is kept outside the data.
func (s *school) stateFolder() string { return filepath.Join(filepath.Dir(s.dir), "state") }

// command is cairnctl for this folder, with nothing of the person who runs the tests.
func (s *school) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0], args...)
	home := filepath.Dir(s.dir)
	cmd.Env = append(os.Environ(), childEnv+"=1", "HOME="+home, "XDG_DATA_HOME="+filepath.Join(home, "xdg"), "CAIRN_STATE="+s.stateFolder(), "CAIRN_LOG=")
	cmd.WaitDelay = 10 * time.Second
	return cmd
}

// done is how a command ended.
type done struct {
	stdout, stderr string
	code           int
}

// run runs a command with --dir and exactly these arguments.
func (s *school) run(args ...string) done {
	s.t.Helper()

	return s.runWith(nil, append([]string{"--dir", s.dir}, args...)...)
}

// runWith runs a command with this standard input and these arguments alone.
func (s *school) runWith(stdin io.Reader, args ...string) done {
	s.t.Helper()

	ctx, cancel := context.WithTimeout(s.t.Context(), commandTime)
	defer cancel()
	cmd := s.command(ctx, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = stdin, &stdout, &stderr
	err := cmd.Run()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		s.t.Errorf("run %q: %v", args, err)
	}
	return done{stdout: stdout.String(), stderr: stderr.String(), code: cmd.ProcessState.ExitCode()}
}

// all runs a command with --json, wants it done, and gives its objects.
func (s *school) all(args ...string) []object {
	s.t.Helper()

	got := s.run(append([]string{"--json"}, args...)...)
	if got.code != exitDone {
		s.t.Fatalf("cairnctl %q: exit %d: %s", args, got.code, got.stderr)
	}
	return s.objects(got.stdout)
}

func (s *school) objects(stdout string) []object {
	s.t.Helper()

	var objects []object
	for line := range strings.Lines(stdout) {
		var o object
		if err := json.Unmarshal([]byte(line), &o); err != nil || !strings.HasSuffix(line, "\n") {
			s.t.Fatalf("this is not one JSON object on a line: %q: %v", line, err)
		}
		objects = append(objects, o)
	}
	return objects
}

// one is all for a command that prints one object.
func (s *school) one(args ...string) object {
	s.t.Helper()

	objects := s.all(args...)
	if len(objects) != 1 {
		s.t.Fatalf("cairnctl %q: got %d objects, want 1", args, len(objects))
	}
	return objects[0]
}

// add adds a page and gives its id; rest are --set values and other flags.
func (s *school) add(kind, title string, rest ...string) string {
	s.t.Helper()

	return text(s.one(append([]string{"add", "--kind", kind, "--set", "title=" + title}, rest...)...), "id")
}

// field gives a field of a page as show prints it.
func (s *school) field(id, key string) any {
	s.t.Helper()

	fields, _ := s.one("show", id)["fields"].(object)
	return fields[key]
}

// fails wants a command to end with this code, nothing on standard output and
// one line with these words on standard error.
func (s *school) fails(code int, words string, args ...string) {
	s.t.Helper()

	s.wantFailed(s.run(append([]string{"--json"}, args...)...), code, words, args)
}

func (s *school) wantFailed(got done, code int, words string, args []string) {
	s.t.Helper()

	if got.code != code || got.stdout != "" {
		s.t.Errorf("cairnctl %q: got exit %d and %q, want exit %d and nothing; it says %s", args, got.code, got.stdout, code, got.stderr)
	}
	if strings.Count(got.stderr, "\n") != 1 || !strings.Contains(got.stderr, words) {
		s.t.Errorf("cairnctl %q says %q, want one line with %q", args, got.stderr, words)
	}
}

// text gives a text of an object, "" when there is none.
func text(o object, key string) string {
	value, _ := o[key].(string)
	return value
}

// number gives a number of an object.
func number(o object, key string) float64 {
	value, _ := o[key].(float64)
	return value
}

// serving is a running "cairnctl serve".
type serving struct {
	t      testing.TB
	cmd    *exec.Cmd
	device string
	addr   string // the first one
	port   string
	ended  chan struct{} // closed when the process is gone

	mu     sync.Mutex
	stderr bytes.Buffer // guarded by mu
}

// Write takes what the process says on standard error.
func (v *serving) Write(p []byte) (int, error) {
	v.mu.Lock()
	defer v.mu.Unlock()

	return v.stderr.Write(p)
}

func (v *serving) said() string {
	v.mu.Lock()
	defer v.mu.Unlock()

	return v.stderr.String()
}

// serve starts serving on the loopback, at a port of its own unless one is given, and waits for its first line.
func (s *school) serve(port string, more ...string) *serving {
	s.t.Helper()

	if port == "" {
		port = "0"
	}
	v := &serving{t: s.t, ended: make(chan struct{})}
	v.cmd = s.command(context.Background(), append([]string{"--dir", s.dir, "serve", "--listen", "/ip4/127.0.0.1/tcp/" + port, "--lan=false"}, more...)...)
	v.cmd.Env = append(v.cmd.Env, "CAIRN_LOG=debug")
	v.cmd.Stderr = v
	stdout, err := v.cmd.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := v.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(v.kill)
	timer := time.AfterFunc(commandTime, func() { _ = v.cmd.Process.Kill() })
	defer timer.Stop()
	line, err := bufio.NewReader(stdout).ReadString('\n')
	go func() {
		_, _ = io.Copy(io.Discard, stdout)
		_ = v.cmd.Wait()
		close(v.ended)
	}()
	if err != nil {
		s.t.Fatalf("serve ended before its first line: %v: %s", err, v.said())
	}
	var first struct {
		Device string   `json:"device"`
		Addrs  []string `json:"addrs"`
	}
	if err := json.Unmarshal([]byte(line), &first); err != nil || len(first.Addrs) == 0 {
		s.t.Fatalf("the first line of serve is %q: %v", line, err)
	}
	v.device, v.addr = first.Device, first.Addrs[0]
	v.port = strings.Split(v.addr, "/")[4]
	return v
}

// kill is kill -9.
func (v *serving) kill() {
	_ = v.cmd.Process.Kill() // gone already when the test stopped it
	<-v.ended
}

// stop asks serve to end and wants it to exit 0.
func (v *serving) stop() {
	v.t.Helper()

	if err := v.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		v.t.Fatal(err)
	}
	select {
	case <-v.ended:
	case <-time.After(commandTime):
		v.t.Errorf("serve does not end: %s", v.said())
		v.kill()
	}
	if code := v.cmd.ProcessState.ExitCode(); code != exitDone {
		v.t.Errorf("serve ended with %d: %s", code, v.said())
	}
}

// eventually waits until something is so; it looks again and again.
func eventually(t testing.TB, what string, so func() bool) {
	t.Helper()

	deadline := time.Now().Add(commandTime)
	for tick := time.NewTicker(20 * time.Millisecond); ; <-tick.C {
		if so() {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("it does not come: %s", what)
		}
	}
}
