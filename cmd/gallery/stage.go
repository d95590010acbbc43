package main

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/ui"
	"github.com/cairn-schools/cairn/assets"
	"github.com/cairn-schools/cairn/cmd/internal/laptop"
	"github.com/cairn-schools/cairn/improve"
)

// pictureSize is the screen of an old school laptop.
var pictureSize = fyne.NewSize(1366, 768)

// quiet is how long nothing must come before a screen counts as settled.
const quiet = 250 * time.Millisecond

// pictureTime is "now" in all pictures, shortly after the sample's last week.
var pictureTime = time.Date(2026, 11, 20, 15, 4, 0, 0, time.UTC)

// gallery draws pictures of windows without a screen.
type gallery struct {
	folder  string
	scratch string
	count   int
}

// stage is one window on one data folder.
type stage struct {
	*ui.Program
	gallery *gallery
	desk    fyne.App
	window  *dropWindow
	laptop  *laptop.Laptop
	tasks   chan func()
	cancel  context.CancelFunc
	done    chan error
	missed  error // what was to be pressed and was not there
}

// dropWindow keeps what the program does with files that are dropped on it;
// Fyne's headless window forgets it.
type dropWindow struct {
	fyne.Window
	dropped func(fyne.Position, []fyne.URI)
}

// SetOnDropped is Fyne's.
func (w *dropWindow) SetOnDropped(dropped func(fyne.Position, []fyne.URI)) { w.dropped = dropped }

// open opens a window on a fresh data folder. begin makes it somebody's; nil leaves it new.
func (g *gallery) open(ctx context.Context, name string, size ui.TextSize, begin func(context.Context, *app.Journal) error) (*stage, error) {
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	opened, err := laptop.Open(ctx, filepath.Join(g.scratch, name), log)
	if err != nil {
		return nil, err
	}
	if begin != nil {
		if err := begin(ctx, opened.Journal); err != nil {
			return nil, err
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	s := &stage{gallery: g, laptop: opened, tasks: make(chan func(), 4096), cancel: cancel, done: make(chan error, 1)}
	s.desk = test.NewApp()
	s.desk.Settings().SetTheme(ui.NewTheme(size))
	s.window = &dropWindow{Window: test.NewWindow(nil)}
	s.window.Resize(pictureSize)
	go func() { s.done <- opened.Journal.Run(ctx) }()
	s.Program = ui.NewProgram(ctx, ui.Params{
		App: s.desk, Window: s.window, Do: func(f func()) { s.tasks <- f }, Journal: opened.Journal, Log: log,
		Network: &stillNetwork{}, Now: func() time.Time { return pictureTime }, Folder: "…/Cairn",
		Example: func(context.Context) (*app.Journal, error) { return opened.Journal, nil }, OnExample: func(*app.Journal) {},
	})
	s.settle()
	return s, nil
}

// rounds bounds how often a screen that still waits for something is looked at again.
const rounds = 200

// settle does what the window has to do until nothing more comes and nothing is waited for.
func (s *stage) settle() {
	for round := 0; ; {
		select {
		case task := <-s.tasks:
			task()
		case <-time.After(quiet):
			if round++; !s.Settled() && round < rounds {
				continue
			}
			s.window.Resize(pictureSize.SubtractWidthHeight(1, 1))
			s.window.Resize(pictureSize)
			return
		}
	}
}

// close ends the window and its folder. What still waits to be shown is
// dropped: the screens are gone.
func (s *stage) close() error {
	s.Program.Close()
	s.cancel()
	if err := <-s.done; err != nil {
		return err
	}
	s.desk.Quit()
	return s.laptop.Close()
}

// picture writes what the window shows. It is an error where something that was
// to be pressed before was not there: the picture would be that of something else.
func (s *stage) picture(name string) error {
	s.settle()
	if s.missed != nil {
		return fmt.Errorf("draw %s: %w", name, s.missed)
	}
	file, err := os.Create(filepath.Join(s.gallery.folder, name+".png"))
	if err != nil {
		return err
	}
	if err := png.Encode(file, s.window.Canvas().Capture()); err != nil {
		return fmt.Errorf("draw %s: %w", name, err)
	}
	s.gallery.count++
	return file.Close()
}

// at opens a screen and draws it.
func (s *stage) at(name string, route ui.Route) error {
	s.Navigate(route)
	return s.picture(name)
}

// teacher makes a folder that of a teacher without any work yet.
func teacher(ctx context.Context, journal *app.Journal) error {
	_, err := journal.Begin(ctx, app.Newcomer{Name: "Amina Diallo", School: "Larkfield High", Role: "teacher", Laptop: "Room 12"})
	return err
}

// sampleTeacher makes a folder that of a teacher in the sample network.
func sampleTeacher(ctx context.Context, journal *app.Journal) error {
	if err := teacher(ctx, journal); err != nil {
		return err
	}
	var lines bytes.Buffer
	for _, file := range assets.Sample() {
		lines.Write(file.Lines)
		lines.WriteByte('\n')
	}
	_, err := journal.Import(ctx, &lines, improve.SpaceID{})
	if err != nil {
		return err
	}
	_, err = journal.Found(ctx, app.NewSpace{Kind: improve.PairSpace, Name: "Larkfield and Quarry Hill"})
	return err
}

// stillNetwork is a network in which nothing moves: three laptops in three states.
type stillNetwork struct{}

func (*stillNetwork) Changed() (<-chan struct{}, func()) { return make(chan struct{}), func() {} }

func (*stillNetwork) State() []ui.RemoteState {
	return []ui.RemoteState{
		{Device: improve.DeviceID{1}, Name: "Ben Okafor", Laptop: "Ben's laptop", Connected: true, LastComplete: pictureTime.Add(-22 * time.Minute)},
		{Device: improve.DeviceID{2}, Name: "Rosa Lindqvist", Laptop: "Coach", LastComplete: pictureTime.Add(-26 * time.Hour), Waiting: 4},
		{Device: improve.DeviceID{3}, Name: "Office", Laptop: "Office PC", LastComplete: pictureTime.Add(-9 * 24 * time.Hour), Waiting: 31,
			Trouble: "The other laptop did not answer.", TroubleAt: pictureTime.Add(-2 * time.Hour)},
	}
}

func (*stillNetwork) Addresses() []string { return []string{"192.168.1.20:4001"} }

func (*stillNetwork) Invite(context.Context, improve.SpaceID, improve.AccessLevel, time.Duration) (string, error) {
	return "cairn1:u4aqcasqf4yh6qzcsemvkno77lerq34fumbvqifsiwpr3rewnxqfk4pfe42tidf4ops4xeop2fxxm57pmq2bju2e2ucic6ayf5uxanbpgezdolrqfyyc4mjporrxalzugu2tqoifkbunguw3fzvhybilowmzanavojwamgtlbndvybydgsdm2bq", nil
}

func (*stillNetwork) Join(context.Context, string) (improve.SpaceID, error) {
	return improve.SpaceID{}, &improve.Error{Code: improve.Offline, Message: "The laptop that invited you could not be reached.", Hint: "Ask that Cairn is open there, and try again."}
}

func (*stillNetwork) ShareNow(context.Context, improve.DeviceID) error { return nil }

func (*stillNetwork) OfferPairing(context.Context) (ui.Pairing, error) { return stillPairing{}, nil }

func (*stillNetwork) ConnectPairing(context.Context, string) (ui.Pairing, error) {
	return stillPairing{}, nil
}

// SearchNearby finds all at once: a screen that goes on looking would not settle.
func (*stillNetwork) SearchNearby(_ context.Context, found func([]ui.NearbyLaptop)) {
	found([]ui.NearbyLaptop{{Name: "green otter", Address: "192.168.1.21:52144"}, {Name: "red fox", Address: "192.168.1.22:40001"}})
}

func (*stillNetwork) Checks(_ context.Context, _ improve.DeviceID, found func(ui.Check)) error {
	office := improve.DeviceID{3}
	for _, check := range []ui.Check{
		{State: ui.ChipOK, Message: "This laptop is in a network, as 192.168.1.20."},
		{State: ui.ChipOK, Message: "The clock says 21 November 2026, 12:00."},
		{State: ui.ChipOK, Message: "Cairn is ready for other laptops, at port 4001."},
		{State: ui.ChipOK, Message: "Other laptops can come in: one did 22 minutes ago."},
		{State: ui.ChipOK, Message: "Cairn calls other laptops, and hears calls."},
		{State: ui.ChipOK, Message: "Office (Office PC) calls nearby, from 192.168.1.9.", Device: office},
		{State: ui.ChipOK, Message: "Both are in the same network, 192.168.1.0/24.", Device: office},
		{State: ui.ChipWarn, Message: "Office (Office PC) does not answer at 192.168.1.9: port 4001 is blocked, or the laptop sleeps or has gone.", Device: office,
			Hint: "Open these checks on that laptop, too: one of the two that lets the other in is enough. Allow Cairn in its firewall, leave the guest network, or use a phone's hotspot."},
		{State: ui.ChipOK, Message: "The two last had all of each other on 12 November at 12:00.", Device: office},
	} {
		found(check)
	}
	return nil
}

func (*stillNetwork) ShareAt(context.Context, improve.DeviceID, string) error { return nil }

func (*stillNetwork) MeetAsSheet(context.Context, improve.Sheet, string) (string, error) {
	return "", nil
}

func (*stillNetwork) AfterSheet(context.Context, improve.Sheet, string, string) error { return nil }

// stillPairing has the other laptop there at once.
type stillPairing struct{}

func (stillPairing) Address() string { return "192.168.1.20:4001" }

func (stillPairing) Called() string { return "green otter" }

func (stillPairing) Words(context.Context) ([4]string, error) {
	return [4]string{"river", "candle", "otter", "maple"}, nil
}

func (stillPairing) Answer(context.Context, bool) (string, error) { return "Ben Okafor", nil }

func (stillPairing) Hand(context.Context, improve.SpaceID, improve.AccessLevel) error { return nil }

func (stillPairing) Take(context.Context) (improve.SpaceID, error) { return improve.SpaceID{}, nil }

func (stillPairing) Close() error { return nil }
