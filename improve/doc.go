// Package improve says what Cairn records and how it is kept: artifacts and
// their kinds, the events that change them, the logs that hold events, the
// spaces that logs belong to, and the folds that turn events into what people
// see. It is pure: no file, no network, no window, no clock of its own.
//
//	   a person's edit                    bytes from another laptop
//	         |                                      |
//	         v                                      v
//	Edit -> Header + body -> Event -> hash chain of a log, signed head
//	                           |
//	             Artifact.Apply | FoldSpace        (the same whatever the order)
//	                           v
//	              Artifact: registers, links, comments
//	              Space: members and what they may do
//
// The words: a device is a laptop with its keys; a writer is one incarnation
// of a device's database, with a key of its own; a log is what one writer
// wrote in one space, in two streams, auth and data; a head is the end of a
// log; a dot names one event (log, place); a register is the smallest thing
// that is edited as a whole. docs/PROTOCOL.md has the bytes.
package improve
