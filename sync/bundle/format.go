package bundle

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// magic stands in clear before the sealed part; its digit is the version.
const magic = "CAIRN-BUNDLE-2\n"

// firstMagic is that of version 1, which has no piecesRecord and is read still.
const firstMagic = "CAIRN-BUNDLE-1\n"

// The records inside the seal.
const (
	manifestRecord byte = 1
	pieceRecord    byte = 2  // uvarint raw size, 0 when not compressed; payload
	piecesRecord   byte = 3  // uvarint raw size; pieces of several logs in columns, as in a Data
	contentRecord  byte = 16 // hash (32), uvarint chunk, its bytes
	endRecord      byte = 9  // SHA-256 of all records before it, the exporter's signature
	// Records of the types from firstLater to lastLater may stand before the
	// end and are passed over by whoever does not know them.
	firstLater byte = 16
	lastLater  byte = 31
)

// forkedFlag marks, in a log's stream, one of the histories of a log that forked.
const forkedFlag = 2

// signDomain begins what the exporter signs.
const signDomain = "cairn-bundle1"

// Limits of a file. Each bounds what a file can make this device do.
const (
	// maxHeader bounds the seal's own header, which is read into memory: the
	// stanzas of maxRecipients need 100 bytes each.
	maxHeader = 512 << 10
	// maxRecipients is more laptops than any space of schools has.
	maxRecipients = 4096
	// maxLogs bounds the manifest: two logs for each laptop, restored ones too.
	maxLogs = 16384
	// maxParts bounds into how many files an export is cut: 64 GiB are more than a stick holds.
	maxParts = 64
	// maxRecord bounds a record before it is read; the largest is a piece of a
	// log that does not compress, and its size.
	maxRecord = improve.MaxSegmentSize + binary.MaxVarintLen64
	// stagedBytes bounds the auth logs, which are held in memory until it is
	// known whether they admit us: those of a network of 50 schools are 2 MB.
	stagedBytes = 8 << 20
	// batchBytes is how much is taken in one transaction, as in an exchange.
	batchBytes = 3 << 20
	// maxEvents and maxBytes bound one file, before compression, as they bound
	// one exchange. A file of 2 GiB also fits a stick formatted as FAT32.
	maxEvents = 2_000_000
	maxBytes  = 2 << 30
	// maxSeq is the largest place in a log, as in a segment.
	maxSeq = 1 << 53
)

// errFormat tells that the bytes inside the seal are no bundle.
var errFormat = errors.New("malformed bundle")

// Manifest says what a file holds.
type Manifest struct {
	Space    improve.SpaceID
	Exporter improve.DeviceID
	Created  time.Time // by the exporter's clock, in milliseconds
	// Part and Parts count the files of one export from 1: each is whole by
	// itself, and they may be taken in any order.
	Part, Parts uint64
	Logs        []Range // auth logs first; their pieces stand in this order
	// Heads are all that the exporter held, in the order of the logs' ids: what
	// need not be carried to it any more.
	Heads improve.Heads

	secret [32]byte
}

// Asks tells that a file holds nothing and asks for what its exporter lacks.
func (m Manifest) Asks() bool { return len(m.Logs) == 0 }

// Range is what a file holds of one log.
type Range struct {
	Log    improve.LogID
	Root   improve.LogID // the log that the writer signed for, when it forked and this is one of its histories; else zero
	Stream improve.Stream
	After  uint64       // the file begins behind this event; 0 for auth logs and for histories
	To     improve.Head // the exporter's last event when it began to write
}

// signedFor gives the log under whose id the events travel.
func (r Range) signedFor() improve.LogID {
	if r.Root.IsZero() {
		return r.Log
	}
	return r.Root
}

// Events gives how many changes the file was made to hold.
func (m Manifest) Events() uint64 {
	var total uint64
	for _, log := range m.Logs {
		total += log.To.Seq - log.After
	}
	return total
}

// encode gives the manifest's bytes:
//
//	space (16) | secret (32) | exporter (32) | uvarint created, ms | uvarint part | uvarint parts
//	| uvarint logs | logs | uvarint heads | heads
//	log = log id (16) | stream (1) | root (16), of a history | uvarint after | uvarint to | hash (32)
//	head = log id (16) | uvarint seq | hash (32)
func (m Manifest) encode() []byte {
	out := append([]byte(nil), m.Space[:]...)
	out = append(out, m.secret[:]...)
	out = append(out, m.Exporter[:]...)
	for _, n := range []uint64{uint64(m.Created.UnixMilli()), m.Part, m.Parts, uint64(len(m.Logs))} {
		out = binary.AppendUvarint(out, n)
	}
	for _, log := range m.Logs {
		out = append(out, log.Log[:]...)
		if log.Root.IsZero() {
			out = append(out, byte(log.Stream))
		} else {
			out = append(append(out, byte(log.Stream)|forkedFlag), log.Root[:]...)
		}
		out = binary.AppendUvarint(out, log.After)
		out = binary.AppendUvarint(out, log.To.Seq)
		out = append(out, log.To.Hash[:]...)
	}
	out = binary.AppendUvarint(out, uint64(len(m.Heads)))
	for _, head := range m.Heads {
		out = append(out, head.Log[:]...)
		out = binary.AppendUvarint(out, head.Seq)
		out = append(out, head.Hash[:]...)
	}
	return out
}

func decodeManifest(raw []byte) (Manifest, error) {
	p := &parts{rest: raw}
	var m Manifest
	copy(m.Space[:], p.take(len(m.Space)))
	copy(m.secret[:], p.take(len(m.secret)))
	copy(m.Exporter[:], p.take(len(m.Exporter)))
	m.Created = time.UnixMilli(int64(p.number(maxSeq))).UTC()
	m.Part, m.Parts = p.number(maxParts), p.number(maxParts)
	p.bad = p.bad || m.Part == 0 || m.Part > m.Parts
	m.Logs = p.logs()
	m.Heads = p.heads()
	if p.bad || len(p.rest) > 0 || m.Events() > maxEvents {
		return Manifest{}, fmt.Errorf("%w: its manifest", errFormat)
	}
	return m, nil
}

func (p *parts) logs() []Range {
	var logs []Range
	seen := map[improve.LogID]bool{}
	for count := p.number(maxLogs); count > 0 && !p.bad; count-- {
		log := p.log()
		ordered := len(logs) == 0 || logs[len(logs)-1].Stream <= log.Stream
		p.bad = p.bad || seen[log.Log] || !ordered
		seen[log.Log] = true
		logs = append(logs, log)
	}
	return logs
}

func (p *parts) heads() improve.Heads {
	var heads improve.Heads
	for count := p.number(maxLogs); count > 0 && !p.bad; count-- {
		var head improve.Head
		copy(head.Log[:], p.take(len(head.Log)))
		head.Seq = p.number(maxSeq)
		copy(head.Hash[:], p.take(len(head.Hash)))
		ordered := len(heads) == 0 || bytes.Compare(heads[len(heads)-1].Log[:], head.Log[:]) < 0
		p.bad = p.bad || head.Seq == 0 || !ordered
		heads = append(heads, head)
	}
	return heads
}

// parts takes pieces off the front of rest; after the first fault it gives zeros.
type parts struct {
	rest []byte
	bad  bool
}

func (p *parts) take(n int) []byte {
	if n > len(p.rest) {
		p.bad, p.rest = true, nil
		return nil
	}
	piece := p.rest[:n]
	p.rest = p.rest[n:]
	return piece
}

// number reads a uvarint in its shortest form.
func (p *parts) number(most uint64) uint64 {
	value, n := binary.Uvarint(p.rest)
	if n <= 0 || n > 1 && p.rest[n-1] == 0 || value > most {
		p.bad, p.rest = true, nil
		return 0
	}
	p.rest = p.rest[n:]
	return value
}

func (p *parts) log() Range {
	var r Range
	copy(r.Log[:], p.take(len(r.Log)))
	if stream := p.take(1); len(stream) == 1 {
		r.Stream = improve.Stream(stream[0] &^ forkedFlag)
		if stream[0]&forkedFlag != 0 {
			copy(r.Root[:], p.take(len(r.Root)))
			p.bad = p.bad || r.Root.IsZero() || r.Root == r.Log
		}
	}
	r.After, r.To.Seq = p.number(maxSeq), p.number(maxSeq)
	copy(r.To.Hash[:], p.take(len(r.To.Hash)))
	r.To.Log = r.Log
	known := r.Stream == improve.Data && (r.Root.IsZero() || r.After == 0) || r.Stream == improve.Auth && r.After == 0
	p.bad = p.bad || !known || r.To.Seq <= r.After || r.To.Seq-r.After > maxEvents
	return r
}

// signed gives what the exporter signs.
func signed(sum improve.Hash) []byte { return append([]byte(signDomain), sum[:]...) }
