package improvetest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// kitLine is one event of a file that gen.py of the peers' bench kit wrote.
// Its signature and its reference have no place here: a log signs its heads,
// and what an edit replaces is said by the list of versions.
type kitLine struct {
	Writer string `json:"w"`
	Clock  string `json:"h"`
	Type   string `json:"t"`
	Object string `json:"o"`
	Field  string `json:"f"`
	Value  string `json:"val"`
}

// maxKitLine bounds a line: twenty times the longest that gen.py makes.
const maxKitLine = 64 << 10

// WriteFile writes the events of such a file, each by the writer, at the time
// and about the page that it names, and hands them over as Write does.
func (k *Kit) WriteFile(r io.Reader, take func(improve.Segment)) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxKitLine)
	for n := 1; lines.Scan(); n++ {
		var line kitLine
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		log, err := k.writeLine(line)
		if err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		if log.size() >= improve.SegmentBytes {
			take(log.Seal())
		}
	}
	for _, log := range k.logs {
		if log.Pending() > 0 {
			take(log.Seal())
		}
	}
	return lines.Err()
}

func (k *Kit) writeLine(line kitLine) (*Log, error) {
	ms, count, _ := strings.Cut(line.Clock, ".")
	wall, err := strconv.ParseUint(ms, 16, 48)
	if err != nil {
		return nil, err
	}
	tick, err := strconv.ParseUint(count, 16, 16)
	if err != nil {
		return nil, err
	}
	k.Space.stamp = improve.HLC(wall<<16 | tick)
	log, page := k.writerNamed(line.Writer), k.pageNamed(line.Object)
	h := improve.Header{
		Type: improve.SetEvent, Stamp: k.Space.stamp, Object: page.id, Kind: page.kind,
		Access: k.Space.grants[log.Device.ID],
	}
	switch line.Type {
	case "comment.add":
		h.Type, h.Row = improve.CommentEvent, k.Space.RowID()
		log.WriteValue(h, improve.TextValue(line.Value))
	case "list.insert":
		h.Field, h.Row = "rows", k.Space.RowID()
		log.WriteValue(h, improve.CellsValue(map[improve.FieldKey]string{"text": line.Value, improve.RowPosition: "i"}))
	case "measure.point":
		k.set(log, page, h, "point", line.Value)
	case "item.delete":
		k.set(log, page, h, "reason", line.Value)
	default:
		k.set(log, page, h, improve.FieldKey(line.Field), line.Value)
	}
	return log, nil
}

// writerNamed gives the log of a writer, the next free one when it is new.
func (k *Kit) writerNamed(name string) *Log {
	at, ok := k.writers[name]
	if !ok {
		at = len(k.writers) % len(k.logs)
		k.writers[name] = at
	}
	return k.logs[at]
}

func (k *Kit) pageNamed(name string) *kitPage {
	page := k.named[name]
	if page == nil {
		page = k.page(true)
		k.named[name] = page
	}
	return page
}
