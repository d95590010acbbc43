package p2p

import (
	"bytes"
	"crypto/sha256"
	"crypto/subtle"

	"github.com/cairn-schools/cairn/improve"
)

const (
	commitDomain = "cairn-pair1"
	wordsDomain  = "cairn-words1"
)

// commitment gives what a side sends before it shows its nonce: SHA-256 of
// "cairn-pair1", its temporary key and the nonce. Whoever stands in between
// must choose its nonces before it sees ours, so it cannot search for the
// ones that give both screens the same words.
func commitment(key improve.DeviceID, nonce []byte) []byte {
	sum := sha256.New()
	sum.Write([]byte(commitDomain))
	sum.Write(key[:])
	sum.Write(nonce)
	return sum.Sum(nil)
}

func commits(committed []byte, key improve.DeviceID, nonce []byte) bool {
	return len(nonce) == nonceSize && subtle.ConstantTimeCompare(committed, commitment(key, nonce)) == 1
}

// pairWords gives the four words that both screens show: the first four bytes,
// through improve.Word, of SHA-256 over "cairn-words1", both temporary keys (the
// smaller first) and both nonces in the same order.
func pairWords(keyA improve.DeviceID, nonceA []byte, keyB improve.DeviceID, nonceB []byte) [4]string {
	if bytes.Compare(keyA[:], keyB[:]) > 0 {
		keyA, nonceA, keyB, nonceB = keyB, nonceB, keyA, nonceA
	}
	sum := sha256.New()
	sum.Write([]byte(wordsDomain))
	sum.Write(keyA[:])
	sum.Write(keyB[:])
	sum.Write(nonceA)
	sum.Write(nonceB)

	var words [4]string
	for i, b := range sum.Sum(nil)[:len(words)] {
		words[i] = improve.Word(b)
	}
	return words
}
