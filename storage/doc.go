// Package storage keeps a device's logs, and what is folded from them, in one
// SQLite database. It knows nothing of windows and networks.
//
//	improve.Segment --Append--> event, signature, log     never changed, never dropped
//	                               |
//	                             fold  (in the same transaction)
//	                               v
//	                            artifact, link            may be dropped and made afresh
//	                               |
//	                           IndexSearch  (later, on its own cursor)
//	                               v
//	                             search
//
// There is one writer connection and a pool of readers; every connection is
// asked after opening whether its settings took effect (dsn.go). Several
// programs may have the same folder open: each write takes SQLite's write lock
// before it reads, and nothing is remembered from one transaction to the next
// but what a hash of the log names. Read db.go and tx.go first, then append.go
// and fold.go.
package storage
