package lan

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"io"
	"net/netip"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// Circle is a space as beacons need it: its members can recognise each other.
type Circle struct {
	Secret [32]byte           // by which they do so now: improve.Space.NearSecret
	Before [][32]byte         // earlier ones, by which only others still call
	Others []improve.DeviceID // who has access to it now, without this device
}

// maxKeys bounds the devices that a beacon is compared with: a network of
// fifty schools has 1,500, and all of them together take two milliseconds.
const maxKeys = 4096

const callDomain = "cairn-lan1"

// seal makes a space's entry. Besides the space's members nobody can tell it
// from random bytes, and it fits only packets that come from this address, so
// a copy sent from elsewhere leads nowhere. No clock is in it: those of school
// laptops are years off.
func seal(mac hash.Hash, n nonce, from netip.Addr, device improve.DeviceID) (e entry, mask [2]byte) {
	ip := from.As16()
	mac.Reset()
	mac.Write([]byte(callDomain))
	mac.Write(n[:])
	mac.Write(ip[:])
	mac.Write(device[:])
	sum := mac.Sum(nil)
	return entry{token: [tokenSize]byte(sum[:tokenSize])}, [2]byte(sum[tokenSize:])
}

// circles is the circles of this device, ready for use.
type circles struct {
	macs []hash.Hash // one for each circle, then one for each earlier secret
	says int         // how many of them a call names: the first ones
	keys []key
	turn int // which circle a call begins with, when not all fit
}

// key is one device in one circle, by one of its secrets.
type key struct {
	mac    int
	device improve.DeviceID
}

func newCircles(given []Circle) *circles {
	c := &circles{}
	for _, circle := range given {
		c.add(circle.Secret, circle.Others)
	}
	c.says = len(c.macs)
	for _, circle := range given {
		for _, secret := range circle.Before {
			c.add(secret, circle.Others)
		}
	}
	return c
}

// add takes in a secret and the devices that may call by it.
func (c *circles) add(secret [32]byte, others []improve.DeviceID) {
	if secret == ([32]byte{}) || len(others) == 0 {
		return // a secret that is not known yet would be everybody's
	}
	at := len(c.macs)
	c.macs = append(c.macs, hmac.New(sha256.New, secret[:]))
	for _, device := range others {
		if len(c.keys) < maxKeys {
			c.keys = append(c.keys, key{at, device})
		}
	}
}

// call makes what this device says from one of its addresses.
func (c *circles) call(n nonce, from netip.Addr, self improve.DeviceID, port uint16, random io.Reader) (call, error) {
	said := call{nonce: n}
	for i := range min(c.says, maxEntries) {
		e, mask := seal(c.macs[(c.turn+i)%c.says], n, from, self)
		binary.BigEndian.PutUint16(e.port[:], port^binary.BigEndian.Uint16(mask[:]))
		said.entries = append(said.entries, e)
	}
	for len(said.entries)%entryStep != 0 || len(said.entries) == 0 {
		var filler entry
		if _, err := io.ReadFull(random, filler.token[:]); err != nil {
			return said, err
		}
		if _, err := io.ReadFull(random, filler.port[:]); err != nil {
			return said, err
		}
		said.entries = append(said.entries, filler)
	}
	// Tokens are as good as random, so their order tells nothing.
	slices.SortFunc(said.entries, func(a, b entry) int { return bytes.Compare(a.token[:], b.token[:]) })
	return said, nil
}

// next has the following calls begin with other circles, where not all fit into one.
func (c *circles) next() {
	if c.says > maxEntries {
		c.turn = (c.turn + maxEntries) % c.says
	}
}

// find tells whose call it is and which port it names. first is who called
// from there last: most often it is the same. tried is how many keys it took.
func (c *circles) find(said call, from netip.Addr, first improve.DeviceID) (device improve.DeviceID, port uint16, tried int, ok bool) {
	for _, known := range [2]bool{true, false} {
		for _, k := range c.keys {
			if (k.device == first) != known {
				continue
			}
			tried++
			if port, ok := c.fits(k, said, from); ok {
				return k.device, port, tried, true
			}
		}
	}
	return improve.DeviceID{}, 0, tried, false
}

func (c *circles) fits(k key, said call, from netip.Addr) (uint16, bool) {
	want, mask := seal(c.macs[k.mac], said.nonce, from, k.device)
	at := slices.IndexFunc(said.entries, func(e entry) bool { return hmac.Equal(e.token[:], want.token[:]) })
	if at < 0 {
		return 0, false
	}
	port := binary.BigEndian.Uint16(said.entries[at].port[:]) ^ binary.BigEndian.Uint16(mask[:])
	return port, port != 0
}
