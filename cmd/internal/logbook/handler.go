package logbook

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"syscall"

	"github.com/cairn-schools/cairn/improve"
)

// Handler gives the handler that writes into w what may be kept: times, levels,
// the program's own sentences, and of what stands beside them only numbers,
// yes and no, the beginnings of ids, and words of the program's own.
func Handler(w io.Writer, level slog.Level) slog.Handler {
	return slog.NewTextHandler(w, &slog.HandlerOptions{Level: level, ReplaceAttr: keepPlain})
}

// words are the keys whose texts are the program's own, never a person's.
var words = map[string]bool{
	slog.TimeKey: true, slog.LevelKey: true, slog.MessageKey: true,
	"screen": true, "kind": true, "type": true, "what": true, "device": true, "remote": true, "from version": true, "to version": true,
}

// left stands where something was that is not kept.
const left = "…"

func keepPlain(_ []string, attr slog.Attr) slog.Attr {
	value := attr.Value.Resolve()
	switch value.Kind() {
	case slog.KindString:
		if !words[attr.Key] {
			attr.Value = slog.StringValue(left)
		}
	case slog.KindAny:
		attr.Value = slog.StringValue(plain(value.Any()))
	default: // numbers, truths, times
		attr.Value = value
	}
	return attr
}

// shortID is how much of an id is kept: enough to tell two of one laptop apart.
const shortID = 8

func plain(value any) string {
	switch v := value.(type) {
	case error:
		return PlainError(v)
	case slog.Level:
		return v.String()
	case improve.DeviceID:
		return v.Short()
	case improve.LogID, improve.SpaceID, improve.ArtifactID, improve.WriterID, improve.Hash:
		text := fmt.Sprint(v)
		return text[:min(shortID, len(text))]
	default:
		return left
	}
}

// known are the errors whose texts are the program's own.
var known = []error{
	improve.ErrGap, improve.ErrForked, improve.ErrSignature, improve.ErrForeign, improve.ErrStranger,
	context.Canceled, context.DeadlineExceeded, io.EOF, io.ErrUnexpectedEOF,
}

// PlainError tells of an error what may be kept: its code, its sort, the number
// that the system gave; never its text, which may name a file, an address or a child.
func PlainError(err error) string {
	var parts []string
	var ours *improve.Error
	if errors.As(err, &ours) {
		parts = append(parts, fmt.Sprintf("code %v field %q", ours.Code, ours.Field))
	}
	for _, k := range known {
		if errors.Is(err, k) {
			parts = append(parts, k.Error())
		}
	}
	var number syscall.Errno
	if errors.As(err, &number) {
		parts = append(parts, fmt.Sprintf("system error %d", int(number)))
	}
	var coded interface{ Code() int } // SQLite's
	if errors.As(err, &coded) {
		parts = append(parts, fmt.Sprintf("code %d", coded.Code()))
	}
	if len(parts) == 0 {
		parts = append(parts, sorts(err))
	}
	return strings.Join(parts, ", ")
}

// sorts names the Go types of an error and those inside it.
func sorts(err error) string {
	var names []string
	for ; err != nil && len(names) < 6; err = errors.Unwrap(err) {
		if name := fmt.Sprintf("%T", err); name != "*fmt.wrapError" {
			names = append(names, name)
		}
	}
	return strings.Join(names, " of ")
}

// Both sends every record to two handlers.
func Both(a, b slog.Handler) slog.Handler { return both{a, b} }

type both struct{ a, b slog.Handler }

func (h both) Enabled(ctx context.Context, level slog.Level) bool {
	return h.a.Enabled(ctx, level) || h.b.Enabled(ctx, level)
}

func (h both) Handle(ctx context.Context, r slog.Record) error {
	var errs []error
	for _, one := range []slog.Handler{h.a, h.b} {
		if one.Enabled(ctx, r.Level) {
			errs = append(errs, one.Handle(ctx, r.Clone()))
		}
	}
	return errors.Join(errs...)
}

func (h both) WithAttrs(attrs []slog.Attr) slog.Handler {
	return both{h.a.WithAttrs(attrs), h.b.WithAttrs(attrs)}
}

func (h both) WithGroup(name string) slog.Handler {
	return both{h.a.WithGroup(name), h.b.WithGroup(name)}
}
