package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve/improvetest"
)

// dial opens a plain TCP line to a serving laptop.
func (v *serving) dial() net.Conn {
	v.t.Helper()

	conn, err := net.DialTimeout("tcp", "127.0.0.1:"+v.port, commandTime)
	if err != nil {
		v.t.Fatal(err)
	}
	v.t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func TestStranger_GarbageDoesNotKeepTheInvitedOut(t *testing.T) {
	t.Parallel()

	seed := time.Now().UnixNano()
	t.Logf("seed %d", seed)
	rng := improvetest.NewRand(seed)
	north, south, line, space := newMeeting(t)
	north.letIn(south, space, "member")
	noise := make([]byte, 1<<20)
	for i := range noise {
		noise[i] = byte(rng.Uint32())
	}
	greeting := []byte("\x13/multistream/1.0.0\n")
	for name, sent := range map[string][]byte{
		"nothing":            nil,
		"a web browser":      []byte("GET / HTTP/1.1\r\nHost: school\r\n\r\n"),
		"noise":              noise,
		"a long length":      bytes.Repeat([]byte{0xff}, 64),
		"zeroes":             make([]byte, 1<<16),
		"a greeting":         greeting,
		"half a greeting":    greeting[:7],
		"greeting and noise": append(bytes.Clone(greeting), noise[:1<<16]...),
		"another security":   append(bytes.Clone(greeting), "\x0d/plaintext/1\n"...),
		"noise handshake":    append(append(bytes.Clone(greeting), "\x07/noise\n"...), noise[:1<<16]...),
		"a frame of 65535":   append(append(bytes.Clone(greeting), "\x07/noise\n\xff\xff"...), noise[:1<<16]...),
	} {
		conn := line.dial()
		_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
		_, _ = conn.Write(sent) // the other side may hang up in the middle
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.CloseWrite()
		}
		answer, _ := io.ReadAll(io.LimitReader(conn, 1<<16))
		for _, told := range []string{"Ada", "North", "cairn", "go-libp2p", line.device} {
			if strings.Contains(strings.ReplaceAll(string(answer), "/"+told, ""), told) {
				t.Errorf("%s: a stranger is told %q", name, told)
			}
		}
	}
	var open []net.Conn
	for range 200 { // handshakes that never go on
		open = append(open, line.dial())
	}
	began := time.Now()
	result := south.one("sync", "--addr", line.addr)
	want(t, "complete", result["complete"], any(true))
	t.Logf("a good laptop waited %v, the goal is a second", time.Since(began))
	for _, conn := range open {
		_ = conn.Close()
	}
	if said := line.said(); strings.Contains(said, "panic") || strings.Contains(said, "goroutine ") {
		t.Errorf("serve panicked: %s", said)
	}
	line.stop()
}

func TestStranger_ALaptopWithoutAccessIsRefusedAndTheLogSaysSo(t *testing.T) {
	t.Parallel()

	north, south, line, space := newMeeting(t)
	aim := north.add("aim", "More talk")
	north.letIn(south, space, "member")
	south.one("sync")
	// Somebody copies South's records to keys of their own: the program
	// finds North's address, and is nobody there.
	thief := newFolder(t)
	if err := os.CopyFS(thief.dir, os.DirFS(south.dir)); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(thief.dir, "keys")); err != nil {
		t.Fatal(err)
	}
	thief.fails(exitFailed, "the key of its laptop is missing", "list")
	own := newSchool(t, "Mal", "Nowhere")
	if err := os.CopyFS(filepath.Join(thief.dir, "keys"), os.DirFS(filepath.Join(own.dir, "keys"))); err != nil {
		t.Fatal(err)
	}
	north.one("edit", aim, "--set", "why=For later eyes")
	before := north.digest(space)
	// It also says that the records are a copy, so there may be more than one line.
	if got := thief.run("--json", "sync", "--addr", line.addr); got.code != exitFailed || got.stdout != "" || !strings.Contains(got.stderr, "did not let this one in") {
		t.Errorf("the thief gets exit %d, %q and %q; want to be refused", got.code, got.stdout, got.stderr)
	}
	want(t, "nothing new at the thief", thief.field(aim, "why"), nil)
	want(t, "digest", north.digest(space), before)
	eventually(t, "a line in the log", func() bool {
		return strings.Contains(line.said(), "refused") || strings.Contains(line.said(), "not let in")
	})

	stranger := newSchool(t, "Eve", "Elsewhere")
	stranger.fails(exitFailed, "invitation", "sync", "--addr", line.addr)
}

func TestStranger_TheTokenOfAFolderIsNeededAndNeverShown(t *testing.T) {
	north, _, line, space := newMeeting(t)
	raw, err := os.ReadFile(filepath.Join(north.dir, "network.json"))
	if err != nil {
		t.Fatal(err)
	}
	var place struct{ Addr, Token string }
	if err := json.Unmarshal(raw, &place); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(place.Addr, "127.0.0.1:") || len(place.Token) < 32 {
		t.Errorf("the program listens at %q with a token of %d letters", place.Addr, len(place.Token))
	}
	info, err := os.Stat(filepath.Join(north.dir, "network.json"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the token's file has mode %v, %v", info.Mode(), err)
	}
	client := &http.Client{Timeout: commandTime}
	for _, token := range []string{"", "x", strings.Repeat("0", len(place.Token)), place.Token[:len(place.Token)-1], place.Token + "0"} {
		for _, path := range []string{"/addrs", "/exchange", "/join", "/show", "/", "/debug/pprof/"} {
			request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+place.Addr+path, strings.NewReader("{}"))
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Authorization", token)
			response, err := client.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			body, _ := io.ReadAll(response.Body)
			_ = response.Body.Close()
			if response.StatusCode < 400 || bytes.Contains(body, []byte(line.device)) {
				t.Errorf("%s with the token %q: got %s %q", path, token, response.Status, body)
			}
		}
	}
	conn, err := net.Dial("tcp", place.Addr)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = conn.Write(bytes.Repeat([]byte{0}, 1<<16))
	_ = conn.Close()
	north.one("invite", "--space", space) // and the right token still opens it
	args, err := exec.Command("ps", "-o", "args=", "-p", fmt.Sprint(line.cmd.Process.Pid)).Output()
	if err == nil && bytes.Contains(args, []byte(place.Token)) || strings.Contains(line.said(), place.Token) {
		t.Error("the token stands in the arguments or in the log")
	}
	line.stop()
	if _, err := os.Stat(filepath.Join(north.dir, "network.json")); !os.IsNotExist(err) {
		t.Errorf("the note of a program that has ended is still there: %v", err)
	}
}
