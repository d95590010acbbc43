package desk

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// Folder is a data folder that was prepared without a window. OpenWindow opens
// it by its name.
type Folder struct {
	Name  string
	Dir   string
	Space string // of the school; "" where there is none
}

// Newcomer is who begins in a folder.
type Newcomer struct {
	Person string
	School string // "" for none
	Role   string
}

// Begin makes a data folder in which somebody has said who they are.
func (d *Desk) Begin(ctx context.Context, name string, who Newcomer) (Folder, error) {
	f := Folder{Name: name, Dir: filepath.Join(d.Folder, name)}
	args := []string{"init", "--name", who.Person, "--laptop", who.Person + "'s"}
	if who.School != "" {
		args = append(args, "--school", who.School)
	}
	if who.Role != "" {
		args = append(args, "--role", who.Role)
	}
	var made struct {
		Space string `json:"space"`
	}
	err := d.ask(ctx, &made, f.Dir, args...)
	f.Space = made.Space
	return f, err
}

// Add records pages, one JSON object a line as docs/cairnctl.md has them, all
// in one space, or where they belong by themselves (""). It gives their ids.
func (d *Desk) Add(ctx context.Context, f Folder, space, lines string) (ids []string, err error) {
	file := filepath.Join(d.Folder, f.Name+".jsonl")
	if err := os.WriteFile(file, []byte(lines), 0o600); err != nil {
		return nil, err
	}
	args := []string{"add", "--from", file}
	if space != "" {
		args = append(args, "--space", space)
	}
	out, err := d.Ctl(ctx, f.Dir, args...)
	if err != nil {
		return nil, err
	}
	return ids, eachLine(out, func(line struct {
		ID string `json:"id"`
	}) {
		ids = append(ids, line.ID)
	})
}

// ask runs cairnctl and reads the one line that it prints.
func (d *Desk) ask(ctx context.Context, answer any, dir string, args ...string) error {
	out, err := d.Ctl(ctx, dir, args...)
	if err != nil {
		return err
	}
	return json.Unmarshal([]byte(out), answer)
}

// Serve runs a folder's network on the loopback while with does its work.
// While it does, `cairnctl sync` of another folder brings both to the same.
func (d *Desk) Serve(ctx context.Context, f Folder, with func() error) error {
	command := exec.CommandContext(ctx, d.Cairnctl, "--dir", f.Dir, "serve", "--listen", "/ip4/127.0.0.1/tcp/0", "--lan=false")
	command.Env, command.Stderr = d.env(), os.Stderr
	out, err := command.StdoutPipe()
	if err != nil {
		return err
	}
	if err := command.Start(); err != nil {
		return err
	}
	_, err = bufio.NewReader(out).ReadString('\n') // it says that it is ready
	if err == nil {
		err = with()
	}
	if stopErr := command.Process.Signal(syscall.SIGTERM); err == nil {
		err = stopErr
	}
	_, _ = io.Copy(io.Discard, out) // until it has ended
	if waitErr := command.Wait(); err == nil {
		err = waitErr
	}
	return err
}

// NewSpace makes a space of a kind such as "pair" in a folder and gives it.
func (d *Desk) NewSpace(ctx context.Context, f Folder, kind, name string) (space string, err error) {
	var made struct {
		Space string `json:"space"`
	}
	err = d.ask(ctx, &made, f.Dir, "space", "new", "--kind", kind, "--name", name)
	return made.Space, err
}

// Join lets the laptop of one folder into a space of another, with an access
// such as "member", and exchanges until the guest has all that is in it. Both
// know each other from then on.
func (d *Desk) Join(ctx context.Context, host Folder, space, access string, guest Folder) error {
	return d.Serve(ctx, host, func() error { return d.Admit(ctx, host, space, access, guest) })
}

// Admit does what Join does where a program runs the network of the host's
// folder already: its window, say.
func (d *Desk) Admit(ctx context.Context, host Folder, space, access string, guest Folder) error {
	var made struct {
		Invitation string `json:"invitation"`
	}
	if err := d.ask(ctx, &made, host.Dir, "invite", "--space", space, "--access", access); err != nil {
		return err
	}
	if _, err := d.Ctl(ctx, guest.Dir, "join", made.Invitation); err != nil {
		return err
	}
	return d.Exchange(ctx, guest)
}

// Exchange brings a folder and all that it knows and can reach to the same.
func (d *Desk) Exchange(ctx context.Context, f Folder) error {
	out, err := d.Ctl(ctx, f.Dir, "sync")
	if err != nil {
		return err
	}
	whole := true
	err = eachLine(out, func(line struct {
		Complete bool `json:"complete"`
	}) {
		whole = whole && line.Complete
	})
	if err == nil && !whole {
		err = fmt.Errorf("%s did not exchange everything: %s", f.Name, out)
	}
	return err
}

// eachLine reads what cairnctl printed, one JSON object a line.
func eachLine[T any](out string, each func(T)) error {
	decoder := json.NewDecoder(strings.NewReader(out))
	for decoder.More() {
		var line T
		if err := decoder.Decode(&line); err != nil {
			return err
		}
		each(line)
	}
	return nil
}
