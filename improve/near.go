package improve

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"slices"
)

// nearKey is a key event that counts: a part of the secret by which laptops of
// a space recognise each other's calls nearby.
type nearKey struct {
	dot   Dot
	stamp HLC
	over  []Dot
	hash  Hash // of the body, which was drawn by chance
}

// maxNearBefore bounds the earlier secrets that are looked for: those of the
// last terms. Who was away longer is met by another way first.
const maxNearBefore = 4

// KeyDots gives the key events that a new one replaces.
func (s Space) KeyDots() []Dot {
	var dots []Dot
	for _, key := range liveKeys(s.keys) {
		if len(dots) < MaxOver {
			dots = append(dots, key.dot)
		}
	}
	return dots
}

// NearSecret gives the secret by which laptops of the space recognise each
// other nearby, from the secret of the space: another one after each removal,
// which whoever was removed does not get to know. docs/PROTOCOL.md 3.6 has the rule.
func (s Space) NearSecret(secret [32]byte) [32]byte { return nearSecret(secret, s.keys) }

// NearSecretsBefore gives those that it had earlier, the latest first and the
// space's own last: for laptops that have not heard of a removal yet.
func (s Space) NearSecretsBefore(secret [32]byte) [][32]byte {
	keys := slices.Clone(s.keys)
	slices.SortFunc(keys, func(a, b nearKey) int { return cmp.Or(cmp.Compare(a.stamp, b.stamp), a.dot.Compare(b.dot)) })
	seen := [][32]byte{s.NearSecret(secret)}
	for count := len(keys) - 1; count > 0 && len(seen) <= maxNearBefore; count-- {
		if earlier := nearSecret(secret, keys[:count]); !slices.Contains(seen, earlier) {
			seen = append(seen, earlier)
		}
	}
	if len(keys) > 0 && !slices.Contains(seen, secret) {
		seen = append(seen, secret)
	}
	return seen[1:]
}

func nearSecret(secret [32]byte, keys []nearKey) [32]byte {
	live := liveKeys(keys)
	if len(live) == 0 {
		return secret
	}
	mac := hmac.New(sha256.New, secret[:])
	mac.Write([]byte("cairn-near1"))
	for _, key := range live {
		mac.Write(key.hash[:])
	}
	return [32]byte(mac.Sum(nil))
}

// liveKeys gives those that no other one replaces, by dot.
func liveKeys(keys []nearKey) []nearKey {
	replaced := map[Dot]bool{}
	for _, key := range keys {
		for _, dot := range key.over {
			if dot != key.dot {
				replaced[dot] = true
			}
		}
	}
	live := slices.DeleteFunc(slices.Clone(keys), func(key nearKey) bool { return replaced[key.dot] })
	slices.SortFunc(live, func(a, b nearKey) int { return a.dot.Compare(b.dot) })
	return live
}
