package bundle

import (
	"context"
	"os"

	"github.com/cairn-schools/cairn/improve"
)

// Request writes a small file that says what this laptop holds of a space, for
// somebody to carry to the others: whoever takes it in can make a file of just
// what is missing here. path and what it gives are as in Export; want.Known and
// want.All are not looked at.
func (l Laptop) Request(ctx context.Context, path string, want Wanted) (string, Exported, error) {
	return l.export(path, func(int) (order, error) {
		want.All = true
		o, err := l.prepare(ctx, want, 0)
		o.whole.Logs = nil
		o.parts, o.exported.Manifest = []Manifest{o.whole}, o.whole
		return o, err
	}, func(file *os.File, o order, m Manifest) (written, error) { return l.writeFile(ctx, file, o, m) })
}

// Answer writes a file of what a request showed to be missing at the laptop
// that asked; asked is what Import gave for the request.
func (l Laptop) Answer(ctx context.Context, path string, asked Imported) (string, Exported, error) {
	want := Wanted{Space: asked.Space.ID, To: []improve.DeviceID{asked.From.Device}, Known: asked.Holds}
	if want.Known == nil {
		want.All = true
	}
	return l.Export(ctx, path, want)
}

// takeRequest remembers what another laptop asks with. It brings nothing.
func (l Laptop) takeRequest(ctx context.Context, m Manifest) (Imported, error) {
	space, err := l.Store.Space(ctx, m.Space)
	if improve.CodeOf(err) == improve.NotFound {
		return Imported{}, &improve.Error{Code: improve.Denied, Message: "This file asks for what is in a space that is not on this laptop.", Hint: "Take it to a laptop that is in that space.", Err: err}
	}
	if err != nil {
		return Imported{}, err
	}
	from, known := space.Member(m.Exporter)
	if !known || !l.reads(space, m.Exporter) {
		return Imported{}, &improve.Error{Code: improve.Denied, Message: "The laptop that asks may not read the space that it asks about.", Hint: "An owner of the space can let it in."}
	}
	if !l.reads(space, l.Keys.Device()) {
		return Imported{}, &improve.Error{Code: improve.Denied, Message: "This laptop may not read what is asked for.", Hint: "Take the file to a laptop that may."}
	}
	return Imported{Space: space, From: from, Created: m.Created, Asks: true, Holds: m.Heads}, l.remember(ctx, m)
}
