package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/ui"
	"github.com/cairn-schools/cairn/cmd/internal/laptop"
	"github.com/cairn-schools/cairn/cmd/internal/logbook"
)

const appID = "org.cairn.Cairn"

// flags are what the desktop program may be told at its start.
type flags struct {
	dir     string
	listen  string
	size    string
	offline bool
	lan     bool
	file    string // to take in, "" for none; absolute
}

func parseFlags(args []string, stderr io.Writer) (flags, error) {
	var f flags
	set := flag.NewFlagSet("cairn", flag.ContinueOnError)
	set.SetOutput(stderr)
	set.StringVar(&f.dir, "dir", "", "folder with the data; default: your own")
	set.StringVar(&f.listen, "listen", laptop.ListenAnywhere, "multiaddr to listen on, \"\" to only dial")
	set.BoolVar(&f.offline, "offline", false, "do not share with other laptops this time")
	set.BoolVar(&f.lan, "lan", true, "find laptops nearby that share something with this one")
	set.StringVar(&f.size, "size", "1280x760", "size of the window")
	if err := set.Parse(args); err != nil || set.NArg() == 0 {
		return f, err
	}
	var err error
	f.file, err = filepath.Abs(set.Arg(0)) // a window that is open already stands elsewhere
	return f, err
}

// run opens the data folder, the network and the window, in this order, and
// closes them in the reverse one. It gives the exit code.
func run(ctx context.Context, args []string, stderr io.Writer) int {
	f, err := parseFlags(args, stderr)
	if err != nil {
		return 2
	}
	var late logbook.Late
	log := slog.New(logbook.Both(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: slog.LevelWarn}), logbook.Handler(&late, slog.LevelInfo)))
	desk := fyneapp.NewWithID(appID)
	desk.SetIcon(ui.AppIcon())
	desk.Settings().SetTheme(ui.NewTheme(ui.TextNormal))
	window := desk.NewWindow("Cairn")
	window.Resize(windowSize(f.size))

	opened, err := laptop.Open(ctx, f.dir, log)
	if err != nil {
		showStop(desk, window, err)
		return 1
	}
	p := &program{ctx: context.WithoutCancel(ctx), desk: desk, window: window, stage: &stage{queue: fyne.Do}, laptop: opened, log: log, stderr: stderr, exit: os.Exit}
	if p.secondWindow(f.file) {
		return closeAll(stderr, opened)
	}
	if p.book, err = logbook.Open(opened.Dir); err != nil {
		p.report("logbook", err)
	} else {
		late.Set(p.book)
	}
	p.open(f)
	defer context.AfterFunc(ctx, func() { p.stage.do(p.leave) })()
	window.ShowAndRun()
	return closeAll(stderr, p, opened)
}

func closeAll(stderr io.Writer, parts ...io.Closer) int {
	var errs []error
	for _, part := range parts {
		errs = append(errs, part.Close())
	}
	if err := errors.Join(errs...); err != nil {
		fmt.Fprintln(stderr, "cairn:", err)
		return 1
	}
	return 0
}

func windowSize(text string) fyne.Size {
	var width, height float32
	if _, err := fmt.Sscanf(text, "%fx%f", &width, &height); err != nil || width < 400 || height < 300 {
		return fyne.NewSize(1280, 760)
	}
	return fyne.NewSize(width, height)
}

// showStop says in a window why Cairn cannot open, and waits until it is closed.
func showStop(desk fyne.App, window fyne.Window, err error) {
	window.SetContent(ui.StopPage(err, desk.Quit))
	window.ShowAndRun()
}

// program is the desktop program at work.
type program struct {
	ctx     context.Context // does not end with a signal: what is typed is saved first
	desk    fyne.App
	window  fyne.Window
	stage   *stage
	stderr  io.Writer
	exit    func(code int) // os.Exit
	laptop  *laptop.Laptop
	log     *slog.Logger
	book    *logbook.Book   // nil: the folder takes none
	network *laptop.Network // nil: another program of ours runs it
	screens *ui.Program
	example *laptop.Laptop // open while the example school is looked at

	cancel context.CancelFunc
	group  sync.WaitGroup
}

// secondWindow tells that a window is open for this folder already, and raises that one.
func (p *program) secondWindow(file string) bool { return p.laptop.Show(p.ctx, file) }

func (p *program) open(f flags) {
	var ctx context.Context
	ctx, p.cancel = context.WithCancel(p.ctx)
	p.group.Go(func() { p.report("journal", p.laptop.Journal.Run(ctx)) })
	p.group.Go(func() { p.report("backups", p.laptop.Journal.KeepBackups(ctx, p.laptop.Dir)) })
	if !f.offline {
		p.openNetwork(ctx, f)
	}
	if path := os.Getenv(outlineVariable); path != "" {
		p.group.Go(func() { p.report("outline", writeOutline(ctx, p.window, p.stage.do, path)) })
	}
	p.show(nil)
	p.openFile(f.file)
	p.window.SetCloseIntercept(p.leave)
}

// leave saves what is typed while the window is still whole, then closes all and
// ends the program. It does not go back to Fyne's loop: that hands its last
// event over while it closes the queue for it, and on a busy machine waits for
// ever then, or fails.
func (p *program) leave() {
	p.closeScreens()
	p.stage.end()
	p.window.Hide()
	p.exit(closeAll(p.stderr, p, p.laptop))
}

func (p *program) closeScreens() {
	if p.screens != nil {
		p.screens.Close()
		p.screens = nil
	}
}

// raise brings the window to the front, with a file that a second one was opened with.
func (p *program) raise(file string) {
	p.stage.do(func() {
		p.window.RequestFocus()
		p.openFile(file)
	})
}

func (p *program) openFile(file string) {
	if file != "" && p.screens != nil {
		p.screens.OpenFile(file)
	}
}

func (p *program) openNetwork(ctx context.Context, f flags) {
	params := laptop.NetworkParams{WhenShared: true, LAN: f.lan, Show: p.raise}
	if f.listen != "" {
		params.Listen = []string{f.listen}
	}
	network, err := p.laptop.NewNetwork(ctx, params)
	if err != nil {
		p.report("network", err)
		return
	}
	p.network = network
	p.group.Go(func() { p.report("network", network.Run(ctx)) })
}

func (p *program) report(what string, err error) {
	if err != nil && !errors.Is(err, context.Canceled) {
		p.log.Error(what, "error", err)
	}
}

// show puts the screens into the window: the person's own work, or the example school.
func (p *program) show(example *app.Journal) {
	p.closeScreens()
	params := ui.Params{
		App: p.desk, Window: p.window, Do: p.stage.do, Journal: p.laptop.Journal, Log: p.log, Folder: p.laptop.Dir,
		Files: screenFiles{p.laptop}, Example: p.openExample, OnExample: p.show,
	}
	if p.book != nil {
		params.Support = p.supportText
	}
	if p.network != nil {
		params.Network = newScreenNetwork(p.ctx, p.laptop, p.network)
	}
	if example != nil {
		params.Journal, params.IsExample, params.Network, params.Files = example, true, nil, nil
	}
	p.screens = ui.NewProgram(p.ctx, params)
}

// openExample opens the example school: a folder of its own beside the data,
// filled the first time it is looked at.
func (p *program) openExample(ctx context.Context) (*app.Journal, error) {
	if p.example == nil {
		opened, err := laptop.Open(ctx, filepath.Join(p.laptop.Dir, "example"), p.log)
		if err != nil {
			return nil, err
		}
		if err := fillExample(ctx, opened.Journal); err != nil {
			return nil, errors.Join(err, opened.Close())
		}
		p.example = opened
	}
	return p.example.Journal, nil
}

// Close ends what open began: screens, network, journal, example.
func (p *program) Close() error {
	p.closeScreens()
	p.cancel()
	p.group.Wait()
	var errs []error
	if p.network != nil {
		errs = append(errs, p.network.Close())
	}
	if p.example != nil {
		errs = append(errs, p.example.Close())
	}
	if p.book != nil {
		errs = append(errs, p.book.Close())
	}
	return errors.Join(errs...)
}
