// Package p2p lets laptops reach each other: a libp2p node over TCP, Noise and
// yamux that exchanges what spaces hold, invitations, and pairing by four words.
//
//	Node  --- /cairn/sync/1 ---> known devices only; the stream stays open and live
//	Node  --- /cairn/join/1 ---> who holds the secret of an open invitation
//	Pairing - /cairn/pair/1 ---> a host of its own, ten minutes, hands over an invitation
//
// It never looks into events and never decides what is sent: that is
// sync/replica's matter. It runs no discovery, no relay, no NAT service, no
// identify protocol: who is not let in learns a public key and nothing else.
//
// Read host.go (what a connection is), gater.go (who is let in), node.go and
// live.go (the exchange), invitation.go, admit.go and join.go, then pairing.go.
package p2p
