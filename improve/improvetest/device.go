// Package improvetest makes spaces full of really signed logs for tests and
// benchmarks of other packages. The same seed gives the same bytes. It is pure
// and must never be imported by a program.
package improvetest

import (
	"crypto/ed25519"
	"math/rand/v2"

	"github.com/cairn-schools/cairn/improve"
)

// NewRand gives the source of everything that a test draws; print the seed when a test fails.
func NewRand(seed int64) *rand.Rand { return rand.New(rand.NewPCG(uint64(seed), 0x6361_6972_6e)) }

// Device is a laptop with its key and the writer that it writes as.
type Device struct {
	ID     improve.DeviceID
	Key    ed25519.PrivateKey
	Writer improve.WriterID

	writerKey   ed25519.PrivateKey
	cert        []byte
	incarnation uint64
	rng         *rand.Rand
	Recipient   improve.Hash // what files are sealed to; zero: none
}

// NewDevice makes a laptop with its first writer.
func NewDevice(rng *rand.Rand) *Device {
	key := newKey(rng)
	d := &Device{ID: improve.DeviceID(key.Public().(ed25519.PublicKey)), Key: key, rng: rng}
	d.NewWriter(improve.FirstWriter)
	return d
}

// NewWriter gives the device another writer, as after a restore; logs opened from then on are that writer's.
func (d *Device) NewWriter(reason improve.CertReason) {
	previous := d.Writer
	d.writerKey = newKey(d.rng)
	d.Writer = improve.WriterID(d.writerKey.Public().(ed25519.PublicKey))
	d.incarnation++
	cert := improve.WriterCert{Device: d.ID, Writer: d.Writer, Incarnation: d.incarnation, Created: firstStamp, Reason: reason, Previous: previous}
	raw, err := improve.SignCert(cert, d.Key)
	if err != nil {
		panic(err)
	}
	d.cert = raw
}

func newKey(rng *rand.Rand) ed25519.PrivateKey {
	var seed [ed25519.SeedSize]byte
	fill(rng, seed[:])
	return ed25519.NewKeyFromSeed(seed[:])
}

func fill(rng *rand.Rand, into []byte) {
	for i := range into {
		into[i] = byte(rng.Uint32())
	}
}
