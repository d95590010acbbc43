package ui

import (
	"context"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// Network is what the screens need of the program that exchanges with other
// laptops. Its methods may wait and are called off the GUI goroutine, but for
// Changed and State.
type Network interface {
	// Changed signals that State has changed.
	Changed() (changed <-chan struct{}, stop func())
	// State gives what is going on with each laptop that this one knows.
	State() []RemoteState
	// Addresses gives what a person at another laptop may type: "192.168.1.20:4001", the likeliest first.
	Addresses() []string
	// Invite opens an invitation and gives its text to pass on.
	Invite(ctx context.Context, space improve.SpaceID, access improve.AccessLevel, valid time.Duration) (string, error)
	// Join uses an invitation; the content follows by itself.
	Join(ctx context.Context, invitation string) (space improve.SpaceID, err error)
	// ShareNow tries to reach a laptop at once; zero means all.
	ShareNow(ctx context.Context, device improve.DeviceID) error
	// OfferPairing waits for another laptop in the room; ConnectPairing goes to one that waits.
	OfferPairing(ctx context.Context) (Pairing, error)
	ConnectPairing(ctx context.Context, address string) (Pairing, error)
	// SearchNearby tells which laptops wait nearby, now and each time it
	// changes, until ctx ends; it returns at once where none are looked for.
	SearchNearby(ctx context.Context, found func([]NearbyLaptop))
	// Checks finds out why a laptop and this one do not meet, in order, and
	// tells each check as it is done; zero means all laptops that are known.
	Checks(ctx context.Context, device improve.DeviceID, found func(Check)) error
	// ShareAt meets a laptop at a number that a person typed, and remembers it.
	ShareAt(ctx context.Context, device improve.DeviceID, address string) error
	// MeetAsSheet gets what a recovery sheet opens from the laptop at a number
	// that a person typed, and gives its place as AfterSheet takes it.
	MeetAsSheet(ctx context.Context, sheet improve.Sheet, address string) (place string, err error)
	// AfterSheet tells that laptop, once the sheet was used, that this one is an owner now.
	AfterSheet(ctx context.Context, sheet improve.Sheet, address, place string) error
}

// NearbyLaptop is one that waits to be connected, under a name made by chance.
type NearbyLaptop struct {
	Name    string // "green otter"
	Address string // for ConnectPairing
}

// RemoteState is what is going on with one other laptop.
type RemoteState struct {
	Device       improve.DeviceID
	Name         string // the person's
	Laptop       string
	Connected    bool
	Busy         bool      // an exchange is going on
	Done, Total  int       // entries of it that have come or gone, and of how many; Total 0: unknown
	LastComplete time.Time // when both had all of each other; zero: never
	Waiting      int       // our entries that it does not have yet, as far as we know
	Trouble      string    // why the last try failed, in words for a person; "" when it did not
	TroubleAt    time.Time
	Replaced     bool // a restored backup has put this laptop in its place; nobody waits for it
}

// Pairing is one try to connect two laptops in a room by comparing four words.
type Pairing interface {
	// Address gives what the other side types, while this one waits; "" when this one dialled.
	Address() string
	// Called gives the name under which the other side may list this one; "" when it does not.
	Called() string
	// Words waits until the other laptop is there and gives the four words that both screens show.
	Words(ctx context.Context) ([4]string, error)
	// Answer says whether the words are the same on both screens, waits for the
	// other side's answer, and gives the name of the person there. A "no" on
	// either side ends the try with an error that says so.
	Answer(ctx context.Context, same bool) (name string, err error)
	// Hand invites the other laptop into a space, waits until it has joined.
	Hand(ctx context.Context, space improve.SpaceID, access improve.AccessLevel) error
	// Take waits for the invitation that the other side hands over and joins with it.
	Take(ctx context.Context) (improve.SpaceID, error)
	// Close ends the try.
	Close() error
}
