package p2p

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/fxamacker/cbor/v2"
)

// Sizes of the messages of joining and pairing, in bytes.
const (
	maxMessage = 16 << 10 // names, keys, an invitation
	maxWelcome = 16 << 20 // the auth logs of a space: 20,000 members of 800 bytes
)

var errMessage = errors.New("malformed message")

var (
	encodeMode = mustEncode()
	decodeMode = mustDecode()
)

func mustEncode() cbor.EncMode {
	mode, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		panic(err)
	}
	return mode
}

// mustDecode refuses what a hostile remote might send to make us work. Unknown
// keys of a map are passed over, so that later versions may add some.
func mustDecode() cbor.DecMode {
	mode, err := cbor.DecOptions{
		DupMapKey:        cbor.DupMapKeyEnforcedAPF,
		IndefLength:      cbor.IndefLengthForbidden,
		TagsMd:           cbor.TagsForbidden,
		MaxNestedLevels:  4,
		MaxArrayElements: 4096,
		MaxMapPairs:      64,
		UTF8:             cbor.UTF8RejectInvalid,
	}.DecMode()
	if err != nil {
		panic(err)
	}
	return mode
}

// writeMessage writes a message as uvarint length and deterministic CBOR, in one write.
func writeMessage(w io.Writer, message any) error {
	body, err := encodeMode.Marshal(message)
	if err != nil {
		return fmt.Errorf("write message: %w", err)
	}
	framed := binary.AppendUvarint(make([]byte, 0, len(body)+binary.MaxVarintLen32), uint64(len(body)))
	if _, err := w.Write(append(framed, body...)); err != nil {
		return fmt.Errorf("write message: %w", err)
	}
	return nil
}

// readMessage reads one message of at most limit bytes. What it allocates
// grows with what has arrived, not with what the length claims.
func readMessage(r *bufio.Reader, limit uint64, message any) error {
	length, err := binary.ReadUvarint(r)
	if err != nil {
		return fmt.Errorf("read message: %w", err)
	}
	if length > limit {
		return fmt.Errorf("read message: %w: %d bytes", errMessage, length)
	}
	body, err := io.ReadAll(io.LimitReader(r, int64(length)))
	if err != nil {
		return fmt.Errorf("read message: %w", err)
	}
	if uint64(len(body)) != length {
		return fmt.Errorf("read message: %w", io.ErrUnexpectedEOF)
	}
	if err := decodeMode.Unmarshal(body, message); err != nil {
		return fmt.Errorf("read message: %w: %w", errMessage, err)
	}
	return nil
}
