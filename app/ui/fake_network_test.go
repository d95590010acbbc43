package ui

import (
	"context"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// fakeNetwork answers as it was told to.
type fakeNetwork struct {
	mu     sync.Mutex
	states []RemoteState // guarded by mu
	signal chan struct{}

	invitation string
	invited    improve.SpaceID // the space and the access that Invite was last asked for
	access     improve.AccessLevel
	joined     improve.SpaceID
	err        error // of Invite, Join, ShareNow, OfferPairing and ConnectPairing
	pairing    *fakePairing
	checks     []Check        // what Checks tells
	nearby     []NearbyLaptop // what SearchNearby tells; nil: nothing is looked for
	met        func()         // what MeetAsSheet and Join bring; may be nil
	asked      chan string    // what was asked for
}

func newFakeNetwork(states ...RemoteState) *fakeNetwork {
	return &fakeNetwork{states: states, signal: make(chan struct{}, 1), pairing: newFakePairing(), asked: make(chan string, 20)}
}

func (n *fakeNetwork) set(states ...RemoteState) {
	n.mu.Lock()
	n.states = states
	n.mu.Unlock()
	n.signal <- struct{}{}
}

// Changed gives all listeners one channel: a test that calls set has one screen open that shows no laptops.
func (n *fakeNetwork) Changed() (<-chan struct{}, func()) { return n.signal, func() {} }

func (n *fakeNetwork) State() []RemoteState {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.states
}

func (n *fakeNetwork) Addresses() []string { return []string{"192.168.1.20:4001"} }

func (n *fakeNetwork) Invite(_ context.Context, space improve.SpaceID, access improve.AccessLevel, _ time.Duration) (string, error) {
	n.invited, n.access = space, access
	n.asked <- "invite"
	return n.invitation, n.err
}

func (n *fakeNetwork) Join(_ context.Context, invitation string) (improve.SpaceID, error) {
	n.asked <- "join " + invitation
	if n.met != nil {
		n.met()
	}
	return n.joined, n.err
}

func (n *fakeNetwork) ShareNow(context.Context, improve.DeviceID) error {
	n.asked <- "share now"
	return n.err
}

func (n *fakeNetwork) OfferPairing(context.Context) (Pairing, error) {
	n.pairing.address = "192.168.1.20:52144"
	return n.pairing, n.err
}

func (n *fakeNetwork) ConnectPairing(_ context.Context, address string) (Pairing, error) {
	n.asked <- "connect " + address
	return n.pairing, n.err
}

func (n *fakeNetwork) SearchNearby(ctx context.Context, found func([]NearbyLaptop)) {
	if n.nearby == nil {
		return
	}
	found(n.nearby)
	<-ctx.Done()
}

func (n *fakeNetwork) Checks(_ context.Context, device improve.DeviceID, found func(Check)) error {
	n.asked <- "checks " + device.String()
	for _, check := range n.checks {
		found(check)
	}
	return n.err
}

func (n *fakeNetwork) ShareAt(_ context.Context, device improve.DeviceID, address string) error {
	n.asked <- "share with " + device.String() + " at " + address
	return n.err
}

func (n *fakeNetwork) MeetAsSheet(_ context.Context, _ improve.Sheet, address string) (string, error) {
	n.asked <- "meet as sheet at " + address
	if n.met != nil {
		n.met()
	}
	return "place of " + address, n.err
}

func (n *fakeNetwork) AfterSheet(_ context.Context, _ improve.Sheet, address, place string) error {
	n.asked <- "after the sheet at " + address + ", " + place
	return n.err
}

// fakePairing waits at each step until the test lets it go on.
type fakePairing struct {
	address              string
	words, answer, moved chan error
	name                 string
	closed               chan struct{}
	once                 sync.Once
	handed               chan improve.AccessLevel
	space                improve.SpaceID
}

func newFakePairing() *fakePairing {
	return &fakePairing{
		words: make(chan error, 1), answer: make(chan error, 1), moved: make(chan error, 1),
		name: "Ben Okafor", closed: make(chan struct{}), handed: make(chan improve.AccessLevel, 1),
	}
}

func waitFor(ctx context.Context, step chan error) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case err := <-step:
		return err
	}
}

func (f *fakePairing) Address() string { return f.address }

func (f *fakePairing) Called() string { return "green otter" }

func (f *fakePairing) Words(ctx context.Context) ([4]string, error) {
	return [4]string{"river", "candle", "north", "apple"}, waitFor(ctx, f.words)
}

func (f *fakePairing) Answer(ctx context.Context, same bool) (string, error) {
	err := waitFor(ctx, f.answer)
	if err == nil && !same {
		err = &improve.Error{Code: improve.Denied, Message: "The words were different."}
	}
	return f.name, err
}

func (f *fakePairing) Hand(ctx context.Context, space improve.SpaceID, access improve.AccessLevel) error {
	f.space = space
	f.handed <- access
	return waitFor(ctx, f.moved)
}

func (f *fakePairing) Take(ctx context.Context) (improve.SpaceID, error) {
	return f.space, waitFor(ctx, f.moved)
}

func (f *fakePairing) Close() error {
	f.once.Do(func() { close(f.closed) })
	return nil
}

// newNetworkTest is the program over a journal with a network; nil for one that another window has.
func newNetworkTest(t *testing.T, journal *app.Journal, network Network, size TextSize) *schoolTest {
	t.Helper()
	st := &schoolTest{t: t, window: newTestWindow(t, container.NewStack(), laptop), more: make(chan struct{}, 1)}
	test.ApplyTheme(t, NewTheme(size))
	ctx, cancel := context.WithCancel(context.Background())
	st.Program = NewProgram(ctx, Params{
		App: fyne.CurrentApp(), Window: st.window, Do: st.do, Journal: journal, Network: network, Now: func() time.Time { return sampleNoon },
		Folder: "C:\\Users\\Marisol\\AppData\\Local\\Cairn",
	})
	t.Cleanup(func() {
		st.Program.Close()
		cancel()
	})
	return st
}

// newShared gives a journal with a pair space that Ben and Ike of another school are in.
func newShared(t *testing.T) (journal *app.Journal, pair improve.SpaceID, ben improve.DeviceID) {
	t.Helper()
	journal = newJournal(t, "teacher")
	addSample(t, journal)
	pair, err := journal.Found(t.Context(), app.NewSpace{Kind: improve.PairSpace, Name: "Larkfield and Hillside"})
	if err != nil {
		t.Fatal(err)
	}
	ben = newDevice(t)
	for _, a := range []app.Admission{
		{Space: pair, Device: ben, Access: improve.Member, Name: "Ben Okafor", Laptop: "Ben's ThinkPad"},
		{Space: pair, Device: newDevice(t), Access: improve.Guest, Name: "Ike Brandt", Laptop: "Office PC"},
	} {
		if err := journal.Admit(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	return journal, pair, ben
}

func newDevice(t *testing.T) improve.DeviceID {
	t.Helper()
	keys, err := app.LoadKeys(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return keys.Device()
}

// write puts a text into the first field with this placeholder.
func (st *schoolTest) write(placeholder, text string) {
	st.t.Helper()
	st.writeIn(st.window.Content(), placeholder, text)
}

// writeOver types into a field of the dialog on top.
func (st *schoolTest) writeOver(placeholder, text string) {
	st.t.Helper()
	st.writeIn(st.window.Canvas().Overlays().Top(), placeholder, text)
}

func (st *schoolTest) writeIn(where fyne.CanvasObject, placeholder, text string) {
	st.t.Helper()
	wrote := false
	eachObject(where, func(object fyne.CanvasObject) {
		if entry, ok := object.(*Entry); ok && !wrote && entry.PlaceHolder == placeholder {
			wrote = true
			entry.SetText(text)
		}
	})
	if !wrote {
		st.t.Fatalf("there is no field %q", placeholder)
	}
}
