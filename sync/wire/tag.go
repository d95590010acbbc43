package wire

import (
	"crypto/hmac"
	"crypto/sha256"

	"github.com/cairn-schools/cairn/improve"
)

// BucketCount is how many parts a space's logs are divided into when there
// are too many for one Vector.
const BucketCount = 64

// AllBuckets is the Mask of a Vector that covers every log.
const AllBuckets = ^uint64(0)

// BucketAbove is the number of logs from which on Buckets go before a Vector:
// below it a whole Vector is at most 4.7 KB and saves half a round trip.
const BucketAbove = 256

// SpaceTag names a space to a remote that holds its secret and to nobody
// else: the first 8 bytes of HMAC-SHA256 with the space's secret as the key,
// over the sender's nonce (16 bytes), the sender's device id (32) and the
// receiver's device id (32). Each side makes its own tags with its own nonce.
func SpaceTag(secret [32]byte, nonce [16]byte, sender, receiver improve.DeviceID) Tag {
	mac := hmac.New(sha256.New, secret[:])
	mac.Write(nonce[:])
	mac.Write(sender[:])
	mac.Write(receiver[:])
	return Tag(mac.Sum(nil)[:len(Tag{})])
}

// BucketOf gives the bucket of a log: the upper six bits of its prefix.
func BucketOf(log Prefix) int { return int(log[0] >> 2) }

// Covers tells whether a Vector with this mask speaks of the log.
func Covers(mask uint64, log Prefix) bool { return mask>>BucketOf(log)&1 == 1 }

// BucketSums gives for each bucket the first 8 bytes of the digest of its heads.
func BucketSums(heads improve.Heads) [BucketCount][8]byte {
	var parts [BucketCount]improve.Heads
	for _, head := range heads {
		bucket := BucketOf(PrefixOf(head.Log))
		parts[bucket] = append(parts[bucket], head)
	}
	var sums [BucketCount][8]byte
	for i, part := range parts {
		digest := part.Digest()
		sums[i] = [8]byte(digest[:8])
	}
	return sums
}

// DifferentBuckets gives the mask of the buckets whose sums are not the same.
func DifferentBuckets(a, b [BucketCount][8]byte) uint64 {
	var mask uint64
	for i := range a {
		if a[i] != b[i] {
			mask |= 1 << i
		}
	}
	return mask
}
