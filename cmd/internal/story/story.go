// Package story plays Cairn's story with the real programs: two schools, two
// laptops, two windows, no internet. A teacher at North begins a project, the
// two laptops are connected by four words, the project is shared, the buddy
// school answers, the line is cut, both go on, the line is back. Everything is
// done by keyboard and mouse, and checked in the database of the other side.
package story

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/cmd/internal/desk"
)

// Story is one playing of it.
type Story struct {
	Desk     *desk.Desk
	Out      io.Writer // where the steps are told
	Pictures string    // folder for screenshots; "" for none

	north, south *desk.Window
	began        time.Time
	count        int
}

// Play plays the whole story and gives the first thing that did not come true.
func (s *Story) Play(ctx context.Context) (err error) {
	s.began = time.Now()
	defer func() {
		if err != nil {
			s.picture(ctx, "failed")
		}
		err = s.end(err)
	}()
	for _, part := range []func(context.Context) error{
		s.northBegins, s.southBegins, s.fourWords, s.theory, s.numbers, s.test, s.share, s.feedback, s.cut, s.together,
	} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	s.say("Both schools have everything. %d steps in %d s.", s.count, int(time.Since(s.began).Seconds()))
	return nil
}

// end closes the windows that are still open.
func (s *Story) end(err error) error {
	for _, window := range []*desk.Window{s.north, s.south} {
		if window == nil {
			continue
		}
		if closeErr := window.Close(); err == nil && closeErr != nil {
			err = fmt.Errorf("close %s: %w", window.Name, closeErr)
		}
	}
	return err
}

// say tells one step that came true.
func (s *Story) say(format string, args ...any) {
	s.count++
	fmt.Fprintf(s.Out, "%5.1f s  %s\n", time.Since(s.began).Seconds(), fmt.Sprintf(format, args...))
}

func (s *Story) picture(ctx context.Context, name string) {
	if s.Pictures == "" {
		return
	}
	path := filepath.Join(s.Pictures, fmt.Sprintf("%02d-%s.png", s.count, name))
	if err := s.Desk.Picture(ctx, path); err != nil {
		fmt.Fprintln(s.Out, "no picture:", err)
	}
}

// step is one thing that a person does; the first that fails ends a row of them.
type step func(context.Context) error

func do(ctx context.Context, steps ...step) error {
	for _, do := range steps {
		if err := do(ctx); err != nil {
			return err
		}
	}
	return nil
}

func press(w *desk.Window, words string) step {
	return func(ctx context.Context) error { return w.Press(ctx, words) }
}

func fill(w *desk.Window, label, text string) step {
	return func(ctx context.Context) error { return w.Fill(ctx, label, text) }
}

func see(w *desk.Window, words string) step {
	return func(ctx context.Context) error { return w.See(ctx, words) }
}

func write(w *desk.Window, text string) step {
	return func(ctx context.Context) error { return w.Type(ctx, text) }
}

func keys(w *desk.Window, names ...string) step {
	return func(ctx context.Context) error { return w.Key(ctx, names...) }
}

func goTo(w *desk.Window, words string) step {
	return func(ctx context.Context) error { return w.Go(ctx, words) }
}

func begin(w *desk.Window, words string) step {
	return func(ctx context.Context) error { return w.New(ctx, words) }
}

// page is what cairnctl says of one page.
type page struct {
	ID       string         `json:"id"`
	Kind     string         `json:"kind"`
	Space    string         `json:"space"`
	Fields   map[string]any `json:"fields"`
	Retired  bool           `json:"retired"`
	Comments []struct {
		Text string `json:"text"`
	} `json:"comments"`
}

// pages asks the database of a window's folder, as another program of ours would.
func (s *Story) pages(ctx context.Context, w *desk.Window, args ...string) ([]page, error) {
	out, err := s.Desk.Ctl(ctx, w.Dir, args...)
	if err != nil {
		return nil, err
	}
	var pages []page
	decoder := json.NewDecoder(strings.NewReader(out))
	for decoder.More() {
		var p page
		if err := decoder.Decode(&p); err != nil {
			return nil, err
		}
		pages = append(pages, p)
	}
	return pages, nil
}

// has waits until the database of a window's folder has a page of a kind that
// fits, and gives it and how long that took.
func (s *Story) has(ctx context.Context, w *desk.Window, kind, what string, fits func(page) bool) (found page, took time.Duration, err error) {
	start := time.Now()
	for time.Since(start) < storyPatience {
		pages, err := s.pages(ctx, w, "list", "--kind", kind)
		if err != nil {
			return page{}, 0, err
		}
		for _, p := range pages {
			if fits(p) {
				return p, time.Since(start), nil
			}
		}
		select {
		case <-ctx.Done():
			return page{}, 0, ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return page{}, 0, fmt.Errorf("%s: no %s with %s after %v", w.Name, kind, what, storyPatience)
}

// storyPatience is ten times what the slowest step takes on an old laptop.
const storyPatience = 2 * time.Minute

// titled fits a page by its headline.
func titled(words string) func(page) bool {
	return func(p page) bool {
		title, _ := p.Fields["title"].(string)
		return strings.Contains(title, words)
	}
}

// saying fits a page by one of its fields.
func saying(field, words string) func(page) bool {
	return func(p page) bool {
		text, _ := p.Fields[field].(string)
		return strings.Contains(text, words)
	}
}
