package p2p

import (
	"encoding/hex"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// weakKeys are the encodings of the points of small order of edwards25519,
// without the sign bit: who has such a "key" can sign without a secret, and
// verifiers disagree about what counts. (RFC 8032, section 5.1; the orders are
// 4, 1, 8, 8, 2, and 4 and 1 again in encodings that are not canonical.)
var weakKeys = []string{
	"0000000000000000000000000000000000000000000000000000000000000000",
	"0100000000000000000000000000000000000000000000000000000000000000",
	"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
	"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
	"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
}

// weak tells that a device's key must not be admitted.
func weak(device improve.DeviceID) bool {
	device[len(device)-1] &= 0x7f
	return slices.Contains(weakKeys, hex.EncodeToString(device[:]))
}
