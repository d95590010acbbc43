package bundle

import (
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// magic stands in clear before the sealed part; its digit is the version.
const magic = "CAIRN-BUNDLE-1\n"

// The records inside the seal.
const (
	manifestRecord byte = 1
	pieceRecord    byte = 2 // uvarint raw size, 0 when not compressed; payload
	endRecord      byte = 9 // SHA-256 of all records before it, the exporter's signature
)

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
	// maxRecord bounds a record before it is read; the largest is a piece of a
	// log that does not compress, and its size.
	maxRecord = improve.MaxSegmentSize + binary.MaxVarintLen64
	// stagedBytes bounds the auth logs, which are held in memory until it is
	// known whether they admit us: those of a network of 50 schools are 2 MB.
	stagedBytes = 8 << 20
	// batchBytes is how much is taken in one transaction.
	batchBytes = 4 << 20
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
	Logs     []Range   // auth logs first; their pieces stand in this order

	secret [32]byte
}

// Range is what a file holds of one log.
type Range struct {
	Log    improve.LogID
	Stream improve.Stream
	After  uint64       // the file begins behind this event; 0 for auth logs
	To     improve.Head // the exporter's last event when it began to write
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
//	space (16) | secret (32) | exporter (32) | uvarint created, ms | uvarint logs | logs
//	log = log id (16) | stream (1) | uvarint after | uvarint to | hash (32)
func (m Manifest) encode() []byte {
	out := append([]byte(nil), m.Space[:]...)
	out = append(out, m.secret[:]...)
	out = append(out, m.Exporter[:]...)
	out = binary.AppendUvarint(out, uint64(m.Created.UnixMilli()))
	out = binary.AppendUvarint(out, uint64(len(m.Logs)))
	for _, log := range m.Logs {
		out = append(out, log.Log[:]...)
		out = append(out, byte(log.Stream))
		out = binary.AppendUvarint(out, log.After)
		out = binary.AppendUvarint(out, log.To.Seq)
		out = append(out, log.To.Hash[:]...)
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
	count := p.number(maxLogs)
	seen := map[improve.LogID]bool{}
	for i := uint64(0); i < count && !p.bad; i++ {
		log := p.log()
		ordered := len(m.Logs) == 0 || m.Logs[len(m.Logs)-1].Stream <= log.Stream
		p.bad = p.bad || seen[log.Log] || !ordered
		seen[log.Log] = true
		m.Logs = append(m.Logs, log)
	}
	if p.bad || len(p.rest) > 0 || m.Events() > maxEvents {
		return Manifest{}, fmt.Errorf("%w: its manifest", errFormat)
	}
	return m, nil
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
		r.Stream = improve.Stream(stream[0])
	}
	r.After, r.To.Seq = p.number(maxSeq), p.number(maxSeq)
	copy(r.To.Hash[:], p.take(len(r.To.Hash)))
	r.To.Log = r.Log
	known := r.Stream == improve.Data || r.Stream == improve.Auth && r.After == 0
	p.bad = p.bad || !known || r.To.Seq <= r.After || r.To.Seq-r.After > maxEvents
	return r
}

// signed gives what the exporter signs.
func signed(sum improve.Hash) []byte { return append([]byte(signDomain), sum[:]...) }
