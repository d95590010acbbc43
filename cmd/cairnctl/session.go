package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/cmd/internal/laptop"
	"github.com/cairn-schools/cairn/cmd/internal/logbook"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// session is one command at work: the open folder and where to print.
type session struct {
	ctx    context.Context
	dir    string
	json   bool
	stdout io.Writer
	stderr io.Writer
	log    *slog.Logger
	laptop *laptop.Laptop // nil until open is called
	say    *phrase.Book   // the language of pictures and reports; nil is English
	late   logbook.Late   // where the log goes, too, once keepLog says so
	book   *logbook.Book  // nil until keepLog is called
	warn   []string       // lines to say once the command has done its work
}

func (c *command) do(ctx context.Context, stdout, stderr io.Writer) (err error) {
	s := &session{
		ctx: ctx, dir: c.grammar.Dir, json: c.grammar.JSON, stdout: stdout, stderr: stderr,
	}
	s.log = slog.New(logbook.Both(
		slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: logLevel()}), logbook.Handler(&s.late, slog.LevelInfo)))
	defer func() {
		if s.laptop != nil {
			s.tellCopied() // an exchange may have found out
			s.cleanBackups()
			err = errors.Join(err, s.laptop.Close())
		}
		if s.book != nil {
			err = errors.Join(err, s.book.Close())
		}
	}()
	if s.say, err = laptop.Phrases(); err != nil {
		return err
	}
	if err := c.run.run(s); err != nil {
		return err
	}
	for _, line := range s.warn {
		fmt.Fprintln(stderr, line)
	}
	return nil
}

// keepLog writes the log into the data folder from now on, in a few files of
// bounded size: a keeper runs for weeks, and nobody reads its terminal.
func (s *session) keepLog() {
	book, err := logbook.Open(s.laptop.Dir)
	if err != nil {
		s.log.Warn("the log is not kept in the folder", "error", err)
		return
	}
	s.book = book
	s.late.Set(book)
}

// cleanBackups takes out of the daily backups what came to be erased during
// the command: an exchange may have brought word of it.
func (s *session) cleanBackups() {
	if _, err := s.laptop.Journal.CleanBackups(s.ctx, s.laptop.Dir); err != nil && s.ctx.Err() == nil {
		s.log.Warn("erased words may still be in a backup; the next command tries again", "error", err)
	}
}

// logLevel is warnings, or what CAIRN_LOG says ("debug", "info", "error").
func logLevel() slog.Level {
	level := slog.LevelWarn
	if text := os.Getenv("CAIRN_LOG"); text != "" {
		_ = level.UnmarshalText([]byte(text)) // another word leaves the default
	}
	return level
}

// opener is laptop.Open or laptop.Find.
type opener func(context.Context, string, *slog.Logger) (*laptop.Laptop, error)

// open opens the data folder once.
func (s *session) open(open opener) (*laptop.Laptop, error) {
	if s.laptop != nil {
		return s.laptop, nil
	}
	opened, err := open(s.ctx, s.dir, s.log)
	if err != nil {
		return nil, err
	}
	s.laptop = opened
	s.tellCopied()
	return opened, nil
}

// tellCopied says, once, that the folder was found to be a copy.
func (s *session) tellCopied() {
	news, err := s.laptop.Journal.CopyNews(context.WithoutCancel(s.ctx), app.TerminalTeller)
	if err != nil {
		s.log.Debug("read whether this is a copy", "error", err)
	}
	if news {
		fmt.Fprintln(s.stderr, "This computer's data was restored from a copy; both histories were kept.")
	}
}

// journal opens the folder of somebody who has said who they are.
func (s *session) journal() (*app.Journal, error) {
	opened, err := s.open(laptop.Find)
	if err != nil {
		return nil, err
	}
	if _, err := opened.Journal.Me(s.ctx); err != nil {
		return nil, err
	}
	return opened.Journal, nil
}

// print gives one result: the object as a line of JSON, or the words for a person.
func (s *session) print(object any, words string, args ...any) error {
	if !s.json {
		_, err := fmt.Fprintln(s.stdout, harmless(fmt.Sprintf(words, args...)))
		return printed(err)
	}
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(object); err != nil {
		return err
	}
	_, err := s.stdout.Write(line.Bytes())
	return printed(err)
}

// printed explains that the standard output takes nothing more: the command
// itself has been done by then, and doing it again could do it twice.
func printed(err error) error {
	if err == nil {
		return nil
	}
	return &improve.Error{
		Code: improve.Full, Message: "What was found or done could not be written to the standard output.",
		Hint: "Make room where it goes, and look whether it was done before you try again.", Err: err,
	}
}

// harmless takes out of a text what would steer a terminal: pages come from
// other laptops, and one of them may be somebody's bad joke.
func harmless(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

// complain prints an error as one line for a person and gives the exit code.
func complain(stderr io.Writer, err error, code int) int {
	var known *improve.Error
	var usage errUsage
	switch {
	case errors.As(err, &known):
		fmt.Fprintln(stderr, oneLine(withKey(known)))
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "%s; see \"cairnctl --help\".\n", strings.TrimSuffix(oneLine(usage.Error()), "."))
		code = exitUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "Stopped.")
	default:
		fmt.Fprintf(stderr, "Something went wrong (%s); try again, and run \"cairnctl check\" if it happens again.\n", oneLine(err.Error()))
	}
	return code
}

// withKey puts the key of the field at fault before the sentence, which has the
// words of the form: --set wants the key.
func withKey(e *improve.Error) string {
	ofKind := func(kind *improve.Kind) bool {
		_, ok := kind.Field(e.Field)
		return ok
	}
	if !slices.ContainsFunc(kinds.Catalog().Kinds(), ofKind) || strings.Contains(e.Message, strconv.Quote(string(e.Field))) {
		return e.Error()
	}
	return string(e.Field) + ": " + e.Error()
}

func oneLine(text string) string { return harmless(strings.Join(strings.Fields(text), " ")) }

// usage makes an error of the command line.
func usage(format string, args ...any) error { return errUsage{fmt.Errorf(format, args...)} }
