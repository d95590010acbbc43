package improve

import (
	"bytes"
	"crypto/ed25519"
	"fmt"
	"math/big"
	"strings"
)

// DeviceID is the Ed25519 public key of a laptop. Its text is the libp2p peer
// id of that key, so that one word names a laptop everywhere.
type DeviceID [32]byte

// peerIDPrefix is what libp2p puts before an Ed25519 key: an identity
// multihash (0x00) of 36 bytes that hold a protobuf with key type 1 and 32 bytes.
var peerIDPrefix = []byte{0x00, 0x24, 0x08, 0x01, 0x12, 0x20}

const base58Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// maxPeerIDText bounds what ParseDeviceID looks at; a real one has 52 characters.
const maxPeerIDText = 64

// IsZero tells that no device is meant.
func (id DeviceID) IsZero() bool { return id == DeviceID{} }

// String gives the libp2p peer id ("12D3KooW…").
func (id DeviceID) String() string {
	return encodeBase58(append(bytes.Clone(peerIDPrefix), id[:]...))
}

// Short gives the last six characters, enough to tell laptops apart in a log line.
func (id DeviceID) Short() string {
	text := id.String()
	return text[len(text)-6:]
}

// Verify tells whether sig is this device's signature of message.
func (id DeviceID) Verify(message, sig []byte) bool {
	return len(sig) == ed25519.SignatureSize && ed25519.Verify(id[:], message, sig)
}

// ParseDeviceID reads a libp2p peer id of an Ed25519 key.
func ParseDeviceID(text string) (DeviceID, error) {
	wrong := &Error{Code: Invalid, Message: fmt.Sprintf("%q is not the number of a laptop.", text), Hint: "Copy it from \"cairnctl devices\"; it begins with 12D3KooW."}
	text = strings.TrimSpace(text)
	if len(text) > maxPeerIDText {
		return DeviceID{}, wrong
	}
	raw, ok := decodeBase58(text)
	if !ok || len(raw) != len(peerIDPrefix)+32 || !bytes.HasPrefix(raw, peerIDPrefix) {
		return DeviceID{}, wrong
	}
	return DeviceID(raw[len(peerIDPrefix):]), nil
}

// encodeBase58 writes bytes in the alphabet of libp2p peer ids; a leading zero byte is a leading "1".
func encodeBase58(raw []byte) string {
	var digits []byte
	number, base, rest := new(big.Int).SetBytes(raw), big.NewInt(58), new(big.Int)
	for number.Sign() > 0 {
		number.DivMod(number, base, rest)
		digits = append(digits, base58Alphabet[rest.Int64()])
	}
	for _, b := range raw {
		if b != 0 {
			break
		}
		digits = append(digits, base58Alphabet[0])
	}
	for i, j := 0, len(digits)-1; i < j; i, j = i+1, j-1 {
		digits[i], digits[j] = digits[j], digits[i]
	}
	return string(digits)
}

func decodeBase58(text string) ([]byte, bool) {
	number, base := new(big.Int), big.NewInt(58)
	for _, r := range text {
		digit := strings.IndexRune(base58Alphabet, r)
		if digit < 0 {
			return nil, false
		}
		number.Add(number.Mul(number, base), big.NewInt(int64(digit)))
	}
	zeros := len(text) - len(strings.TrimLeft(text, base58Alphabet[:1]))
	return append(make([]byte, zeros), number.Bytes()...), true
}
