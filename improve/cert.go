package improve

import (
	"bytes"
	"crypto/ed25519"
	"fmt"
)

// WriterCert says that a device made this writer key. Every log carries the
// certificate of its writer in its first event, so that a log explains itself.
type WriterCert struct {
	Device      DeviceID
	Writer      WriterID
	Incarnation uint64 // counts the device's writers from 1
	Created     HLC
	Reason      CertReason
	Previous    WriterID // the device's writer before this one, zero when none
}

// CertReason says why a device took a new writer key.
type CertReason string

// The reasons.
const (
	FirstWriter    CertReason = "new"
	RestoredWriter CertReason = "restore"
	ClonedWriter   CertReason = "clone"
	ForkedWriter   CertReason = "fork"
	RotatedWriter  CertReason = "rotate"
)

const certDomain = "cairn-cert1"

type certCBOR struct {
	_           struct{} `cbor:",toarray"`
	Device      []byte
	Writer      []byte
	Incarnation uint64
	Created     uint64
	Reason      string
	Previous    []byte
}

type signedCBOR struct {
	_       struct{} `cbor:",toarray"`
	Payload []byte
	Sig     []byte
}

// SignCert encodes a certificate and signs it with the device's key: the CBOR
// array [payload, signature], where the payload is the CBOR array of the
// certificate's fields and the signature is over "cairn-cert1" and the payload.
func SignCert(cert WriterCert, device ed25519.PrivateKey) ([]byte, error) {
	previous := optional32(cert.Previous)
	if previous == nil {
		previous = []byte{}
	}
	payload, err := cborEncode.Marshal(certCBOR{
		Device: cert.Device[:], Writer: cert.Writer[:], Incarnation: cert.Incarnation,
		Created: uint64(cert.Created), Reason: string(cert.Reason), Previous: previous,
	})
	if err != nil {
		return nil, fmt.Errorf("sign certificate: %w", err)
	}
	sig := ed25519.Sign(device, append([]byte(certDomain), payload...))
	return cborEncode.Marshal(signedCBOR{Payload: payload, Sig: sig})
}

// OpenCert reads a certificate and checks its signature. A weak key, for which
// anybody can make signatures, is refused.
func OpenCert(raw []byte) (WriterCert, error) {
	var signed signedCBOR
	if err := cborDecode.Unmarshal(raw, &signed); err != nil {
		return WriterCert{}, fmt.Errorf("open certificate: %w", err)
	}
	var c certCBOR
	if err := cborDecode.Unmarshal(signed.Payload, &c); err != nil {
		return WriterCert{}, fmt.Errorf("open certificate: %w", err)
	}
	if !sameCBOR(signed, raw) || !sameCBOR(c, signed.Payload) {
		return WriterCert{}, fmt.Errorf("open certificate: not in the one form that it is written in")
	}
	cert := WriterCert{Incarnation: c.Incarnation, Created: HLC(c.Created), Reason: CertReason(c.Reason)}
	if len(c.Device) != 32 || len(c.Writer) != 32 || !decodeFixed(cert.Previous[:], c.Previous) || len(c.Reason) > maxName {
		return WriterCert{}, fmt.Errorf("open certificate: a field has the wrong length")
	}
	cert.Device, cert.Writer = DeviceID(c.Device), WriterID(c.Writer)
	if weakKey(cert.Device) || weakKey(cert.Writer) {
		return WriterCert{}, fmt.Errorf("open certificate: a key is weak")
	}
	if !cert.Device.Verify(append([]byte(certDomain), signed.Payload...), signed.Sig) {
		return WriterCert{}, fmt.Errorf("open certificate: the signature is not that of the device")
	}
	return cert, nil
}

// sameCBOR tells whether a value's own encoding gives the bytes it was read from.
func sameCBOR(value any, raw []byte) bool {
	again, err := cborEncode.Marshal(value)
	return err == nil && bytes.Equal(again, raw)
}
