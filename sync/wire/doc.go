// Package wire turns what two laptops say to each other into bytes and back:
// the messages, their frames on a stream, and the compression of pieces of a
// log. It is pure and keeps no state between messages; every limit is checked
// before anything is allocated for it, and no input makes it panic. What the
// messages mean together is the matter of package replica;
// docs/PROTOCOL.md, part 2, has the bytes.
//
// A message on the stream is
//
//	uvarint length | type (1 byte) | payload
//
// where length counts the type and the payload. Numbers are uvarints in their
// shortest form; everything with a fixed length stands as it is.
package wire
