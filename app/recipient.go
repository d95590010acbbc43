package app

import (
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

const bech32Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

// recipientKey takes the 32 bytes out of an age recipient ("age1…", Bech32 of
// the X25519 key), so that a device's certificate holds the key itself. The
// checksum was made by age a moment ago and is not looked at.
func recipientKey(recipient string) improve.Hash {
	const checksum = 6
	text := strings.TrimPrefix(recipient, "age1")
	var key []byte
	var bits, count uint
	for _, r := range text[:len(text)-checksum] {
		bits = bits<<5 | uint(strings.IndexRune(bech32Alphabet, r))
		count += 5
		if count >= 8 {
			count -= 8
			key = append(key, byte(bits>>count))
		}
	}
	var hash improve.Hash
	copy(hash[:], key)
	return hash
}
