// Package replica is the exchange with one remote: who has what, what is sent
// in which order, and what is taken. A Session is a pure state machine:
// messages in, messages out; it has no goroutine, no clock of its own and no
// socket, so that whole schools of them run in a test. Serve drives one over a
// line.
//
//	both sides           HELLO          spaces by tag, each with its digest
//	digest the same      -              nothing more: one round trip
//	digest different     [BUCKETS] VECTOR, both at once
//	                     TOTALS, DATA … auth logs first, streamed under a window
//	                     ACK            digest: the same on both sides is complete
//	a space is new       SPACE, DATA of its auth logs, VECTOR, then as above
//	later, on a commit   DATA, answered by ACK
//	every minute         ACK            the safety net
//
// The digests alone decide what is missing. What a session knows of its remote
// it learned in this session; it forgets it at the end. Nothing is sent of a
// space unless the remote's device reads it by our own fold of its auth logs,
// asked again before every frame. What arrives is checked by the store, piece
// by piece: a bad piece is refused, counted and logged, the good rest is kept.
package replica
