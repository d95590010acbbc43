// Package app holds what people do with Cairn, apart from any screen: it
// records, links, shares, settles, imports, exports and backs up. Journal is
// the one way to write; the window and cairnctl both stand on it.
//
// What goes down goes by call: a use case opens one transaction of the Store,
// collects its events in a batch, signs and appends them. What comes up comes
// by signal and query: after a commit, ours, a remote's or another program's,
// Journal.Changed fires, and whoever shows something asks the Store again.
//
// One gate stands before every log that others hold: batch.add refuses what
// this device may not write there, and what could give a child away (gate.go).
//
// It never touches the network or the screen, and it knows no SQL.
package app
