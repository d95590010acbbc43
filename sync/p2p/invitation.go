package p2p

import (
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/cairn-schools/cairn/improve"
)

// Invitation lets one device into one space, once, until it expires. Who holds
// the text can use it: it is handed over like a key.
type Invitation struct {
	Space   improve.SpaceID
	Device  improve.DeviceID // who invites
	Addrs   []string         // where that device can be reached, best first; multiaddrs that end in /p2p/Device
	Secret  [16]byte
	Expires time.Time // to the second
	Access  improve.AccessLevel
}

// Limits and names of an invitation.
const (
	// InvitationPrefix is how the text of an invitation begins; its last
	// character counts the versions of the format.
	InvitationPrefix = "cairn1:"

	// MaxInvitationAddrs keeps the text short: two networks, IPv6, loopback.
	MaxInvitationAddrs = 4

	// MaxInvitationText bounds what ParseInvitation looks at, in bytes.
	MaxInvitationText = 4 << 10

	invitationVersion = 1
	checkLength       = 4 // bytes: a mistyped letter passes once in four thousand million
	checkDomain       = "cairn-invitation1"
	inviteDomain      = "cairn-invite1"
	inviteIDInfo      = "cairn-invite-id1"
)

var invitationText = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

type invitationCBOR struct {
	Version uint64   `cbor:"1,keyasint"`
	Space   []byte   `cbor:"2,keyasint"`
	Device  []byte   `cbor:"3,keyasint"`
	Addrs   []string `cbor:"4,keyasint"` // without /p2p/
	Secret  []byte   `cbor:"5,keyasint"`
	Expires int64    `cbor:"6,keyasint"` // seconds since 1970
	Access  uint64   `cbor:"7,keyasint"`
}

// NewSecret gives a fresh secret for one invitation.
func NewSecret() [16]byte {
	var secret [16]byte
	rand.Read(secret[:]) // never fails since Go 1.24
	return secret
}

// InviteHash gives the name of an invitation in logs and in the database:
// SHA-256 of "cairn-invite1" and the secret.
func InviteHash(secret [16]byte) improve.Hash {
	return sha256.Sum256(append([]byte(inviteDomain), secret[:]...))
}

// inviteKey gives the one-use identity that an invitation's holder dials with:
// the Ed25519 key whose seed is HKDF-SHA256 of the secret.
func inviteKey(secret [16]byte) ed25519.PrivateKey {
	seed, err := hkdf.Key(sha256.New, secret[:], nil, inviteIDInfo, ed25519.SeedSize)
	if err != nil {
		panic(err) // only for lengths that HKDF cannot give
	}
	return ed25519.NewKeyFromSeed(seed)
}

// EncodeInvitation gives the text of an invitation: "cairn1:" and, in
// lower-case base32, deterministic CBOR and its checksum.
func EncodeInvitation(inv Invitation) (string, error) {
	c := invitationCBOR{
		Version: invitationVersion, Space: inv.Space[:], Device: inv.Device[:], Addrs: []string{},
		Secret: inv.Secret[:], Expires: inv.Expires.Unix(), Access: uint64(inv.Access),
	}
	for _, addr := range placesOf(inv.Device, inv.Addrs) {
		if len(c.Addrs) < MaxInvitationAddrs {
			c.Addrs = append(c.Addrs, addr.String())
		}
	}
	if len(c.Addrs) == 0 {
		return "", &improve.Error{Code: improve.Invalid, Message: "This laptop has no address yet at which others can reach it.", Hint: "Connect it to the school's network, then invite again."}
	}
	raw, err := encodeMode.Marshal(c)
	if err != nil {
		return "", fmt.Errorf("encode invitation: %w", err)
	}
	return InvitationPrefix + invitationText.EncodeToString(append(raw, checksum(raw)...)), nil
}

func checksum(raw []byte) []byte {
	sum := sha256.Sum256(append([]byte(checkDomain), raw...))
	return sum[:checkLength]
}

// ParseInvitation reads the text of an invitation. Upper case, spaces, line
// breaks and hyphens that a mail program put in do no harm. Whether it has
// expired is told by CheckExpiry.
func ParseInvitation(text string) (Invitation, error) {
	if len(text) > MaxInvitationText {
		return Invitation{}, damagedInvitation(errors.New("too long"))
	}
	text = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' || r == '\u200b' || r == '\u00ad' || r == '\ufeff' {
			return -1
		}
		return unicode.ToLower(r)
	}, text)
	payload, ok := strings.CutPrefix(text, InvitationPrefix)
	if !ok {
		return Invitation{}, notAnInvitation(text)
	}
	raw, err := invitationText.DecodeString(payload)
	if err != nil || len(raw) <= checkLength || invitationText.EncodeToString(raw) != payload {
		return Invitation{}, damagedInvitation(err)
	}
	body, check := raw[:len(raw)-checkLength], raw[len(raw)-checkLength:]
	if string(check) != string(checksum(body)) {
		return Invitation{}, damagedInvitation(errors.New("checksum"))
	}
	return decodeInvitation(body)
}

func notAnInvitation(text string) error {
	if version, _, ok := strings.Cut(text, ":"); ok && len(version) <= 8 && strings.HasPrefix(version, "cairn") {
		return newerInvitation()
	}
	return &improve.Error{Code: improve.Invalid, Message: "This is not an invitation.", Hint: "Copy the whole text; it begins with \"cairn1:\"."}
}

func newerInvitation() error {
	return &improve.Error{Code: improve.Newer, Message: "This invitation was made with a newer version of Cairn.", Hint: "Update Cairn on this laptop, then try again."}
}

func damagedInvitation(cause error) error {
	return &improve.Error{Code: improve.Damaged, Message: "Part of this invitation is missing or mistyped.", Hint: "Copy the whole text again, from \"cairn1:\" to its end.", Err: cause}
}

func decodeInvitation(body []byte) (Invitation, error) {
	var c invitationCBOR
	if err := decodeMode.Unmarshal(body, &c); err != nil {
		return Invitation{}, damagedInvitation(err)
	}
	if c.Version > invitationVersion {
		return Invitation{}, newerInvitation()
	}
	inv := Invitation{Access: improve.AccessLevel(c.Access), Expires: time.Unix(c.Expires, 0).UTC()}
	right := c.Version == invitationVersion && len(c.Space) == len(inv.Space) && len(c.Device) == len(inv.Device) && len(c.Secret) == len(inv.Secret) &&
		len(c.Addrs) > 0 && len(c.Addrs) <= MaxInvitationAddrs && c.Access >= uint64(improve.Carrier) && c.Access <= uint64(improve.Owner) &&
		c.Expires > 0 && c.Expires < maxExpiry
	if !right {
		return Invitation{}, damagedInvitation(errors.New("a field is out of range"))
	}
	copy(inv.Space[:], c.Space)
	copy(inv.Device[:], c.Device)
	copy(inv.Secret[:], c.Secret)
	for _, addr := range c.Addrs {
		inv.Addrs = append(inv.Addrs, addr+"/p2p/"+inv.Device.String())
	}
	if len(placesOf(inv.Device, inv.Addrs)) != len(c.Addrs) {
		return Invitation{}, damagedInvitation(errors.New("an address"))
	}
	return inv, nil
}

// maxExpiry is the end of the year 9999, in seconds since 1970.
const maxExpiry = 253402300800

// CheckExpiry gives an error for people when the invitation is no longer good at that time.
func (inv Invitation) CheckExpiry(now time.Time) error {
	if now.Before(inv.Expires) {
		return nil
	}
	return &improve.Error{
		Code:    improve.Denied,
		Message: fmt.Sprintf("This invitation was good until %s.", inv.Expires.In(now.Location()).Format("2 January 2006, 15:04")),
		Hint:    "Ask for a new one, and check that the date of this laptop is right.",
	}
}
