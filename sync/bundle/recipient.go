package bundle

import (
	"errors"

	"filippo.io/age"

	"github.com/cairn-schools/cairn/improve"
)

const bech32Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

// recipientOf gives the age recipient of a device's X25519 key. A key for which
// nothing can be sealed (a point of small order, which only a forged grant
// names) is an error, so that it spoils no file for the others.
func recipientOf(key improve.Hash) (age.Recipient, error) {
	if key.IsZero() {
		return nil, errors.New("no key to seal for")
	}
	recipient, err := age.ParseX25519Recipient(encodeBech32("age", key[:]))
	if err != nil {
		return nil, err
	}
	if _, err := recipient.Wrap(make([]byte, 16)); err != nil {
		return nil, err
	}
	return recipient, nil
}

// encodeBech32 writes bytes as BIP 173 does, which is how age names its recipients.
func encodeBech32(prefix string, raw []byte) string {
	digits := fiveBits(raw)
	sum := checksum(prefix, digits)
	text := []byte(prefix + "1")
	for _, d := range append(digits, sum...) {
		text = append(text, bech32Alphabet[d])
	}
	return string(text)
}

func fiveBits(raw []byte) []byte {
	var digits []byte
	var bits, count uint
	for _, b := range raw {
		bits = bits<<8 | uint(b)
		for count += 8; count >= 5; {
			count -= 5
			digits = append(digits, byte(bits>>count&31))
		}
	}
	if count > 0 {
		digits = append(digits, byte(bits<<(5-count)&31))
	}
	return digits
}

// checksum gives the six digits behind a text, by the polynomial of BIP 173.
func checksum(prefix string, digits []byte) []byte {
	var values []byte
	for _, c := range []byte(prefix) {
		values = append(values, c>>5)
	}
	values = append(values, 0)
	for _, c := range []byte(prefix) {
		values = append(values, c&31)
	}
	values = append(append(values, digits...), 0, 0, 0, 0, 0, 0)
	generator := [5]uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3}
	state := uint32(1)
	for _, v := range values {
		top := state >> 25
		state = state&0x1ffffff<<5 ^ uint32(v)
		for i, g := range generator {
			if top>>i&1 == 1 {
				state ^= g
			}
		}
	}
	state ^= 1
	sum := make([]byte, 6)
	for i := range sum {
		sum[i] = byte(state >> (5 * (5 - i)) & 31)
	}
	return sum
}
