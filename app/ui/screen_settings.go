package ui

import (
	"context"
	"path/filepath"
	"runtime/debug"
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// settingsPage holds how the window looks, who uses it, and what keeps the data safe.
type settingsPage struct {
	p      *Program
	who    *part
	backup *fyne.Container // what became of the last backup
	check  *fyne.Container // what the last check found
	page   *Page
}

func (p *Program) settingsScreen(ctx context.Context, _ Route) Screen {
	s := &settingsPage{p: p, who: newPart(), backup: Column(0), check: Column(0)}
	cards := []fyne.CanvasObject{s.lookCard(), s.who.content, s.sharingCard(), s.hintsCard(), s.namesCard(ctx), s.backupCard(), s.checkCard()}
	if support := s.supportCard(); support != nil {
		cards = append(cards, support)
	}
	s.page = NewPage(append(cards, aboutCard())...)
	s.showCheck()
	watchJournal(ctx, p, p.loadWho, func(who whoLine) {
		s.who.show(who, func() []fyne.CanvasObject { return []fyne.CanvasObject{s.whoCard(who)} })
		s.page.Refit()
	})
	return &screenParts{title: named(T("place.settings", "Settings")), content: s.page}
}

func (s *settingsPage) lookCard() fyne.CanvasObject {
	sizes := newChooser(true, sizeChoices()...)
	sizes.Set(textSizeNow())
	sizes.OnChosen = s.p.SetTextSize
	terms := NewTick(T("settings.terms", "Show the proper terms too"), T("settings.terms.help", "“What must change” is then also called a primary driver. Open pages show it when they are opened again."), s.p.setTerms)
	terms.Set(s.p.terms)
	return Card(T("settings.look", "How it looks"), "",
		Labeled(T("settings.size", "Size of the text"), sizes.content, T("settings.size.help", "Also with Ctrl and + or Ctrl and -, anywhere.")),
		terms)
}

func (s *settingsPage) sharingCard() fyne.CanvasObject {
	nearby := NewTick(T("settings.nearby", "Find laptops nearby"), T("settings.nearby.help", "Those that share something with this one then find it in the same network, and you type no numbers. The calls that go through the network name nobody."), s.p.setNearby)
	nearby.Set(!s.p.alone)
	return Card(T("settings.sharing", "Sharing"), "", nearby)
}

func (p *Program) setNearby(find bool) {
	p.alone = !find
	value := app.NearbyOff
	if find {
		value = ""
	}
	p.Go(func(ctx context.Context) error { return p.journal.Store().SetSetting(ctx, app.SettingNearby, value) })
}

func sizeChoices() []choice[TextSize] {
	choices := []choice[TextSize]{}
	for _, size := range TextSizes() {
		choices = append(choices, choice[TextSize]{Key: size, Word: T("settings.percent", "%d %%", int(size))})
	}
	return choices
}

func (p *Program) setTerms(shown bool) {
	p.terms = shown
	value := "no"
	if shown {
		value = "yes"
	}
	p.Go(func(ctx context.Context) error { return p.journal.Store().SetSetting(ctx, settingTerms, value) })
}

// whoLine is what Settings tells of the user.
type whoLine struct{ Name, School, Laptop string }

// loadWho runs off the GUI goroutine.
func (p *Program) loadWho(ctx context.Context) (whoLine, error) {
	me, err := p.journal.Me(ctx)
	if err != nil {
		return whoLine{}, err
	}
	who := whoLine{Name: me.Name, Laptop: me.Laptop}
	school, err := p.journal.Store().Space(ctx, me.School)
	if improve.CodeOf(err) == improve.NotFound {
		return who, nil
	}
	who.School = school.Name
	return who, err
}

func (s *settingsPage) whoCard(who whoLine) fyne.CanvasObject {
	folder := s.p.params.Folder
	copyIt := QuietButton(T("copy", "Copy"), "link", func() { s.p.params.App.Clipboard().SetContent(folder) })
	return Card(T("settings.you", "You and this laptop"), "",
		Columns(GapLarge, 220, Labelled(T("settings.name", "Your name"), who.Name), Labelled(T("settings.school", "Your school"), who.School), Labelled(T("settings.laptop", "This laptop"), who.Laptop)),
		Spread(Labelled(T("settings.folder", "Everything is kept in this folder"), folder), copyIt),
		Muted(T("settings.folder.help", "Leave it on this laptop. A folder that OneDrive, Dropbox or iCloud copies may be damaged by them.")))
}

func (s *settingsPage) backupCard() fyne.CanvasObject {
	word := NewEntry("")
	word.Password = true
	return Card(T("settings.backup", "Backup"), T("settings.backup.help", "One file with all that is on this laptop. Keep it on a stick, away from the laptop."),
		Labeled(T("settings.passphrase", "Passphrase (may stay empty)"), MaxWidth(360, word), T("settings.passphrase.help", "With one, only those who know it can read the file. Nobody can find it out for you if it is forgotten.")),
		Flow(Gap, QuietButton(T("settings.backup.now", "Back up now"), "export", func() { s.saveBackup(word.Text) }),
			LinkButton(T("restore.link", "Take everything from a backup…"), "import", func() { s.p.Navigate(Route{Screen: RestoreScreen}) })),
		s.backup)
}

func (s *settingsPage) saveBackup(passphrase string) {
	name := T("settings.backup.file", "cairn-%s.backup", s.p.now().Format(isoDate))
	s.p.saveFile(name, func(writer fyne.URIWriteCloser) { s.writeBackup(writer, passphrase) })
}

// writeBackup writes to the file that the user chose: the journal puts the
// finished backup in its place, so what the dialog has opened is closed first.
func (s *settingsPage) writeBackup(writer fyne.URIWriteCloser, passphrase string) {
	path := writer.URI().Path()
	s.say(s.backup, Row(0, NewChip(ChipBusy, T("settings.backup.busy", "Writing the backup…"), nil)))
	var events uint64
	s.p.GoThen(func(ctx context.Context) error {
		if err := writer.Close(); err != nil {
			return notWritten(err)
		}
		manifest, err := s.p.journal.Backup(ctx, path, passphrase)
		events = manifest.Events
		return err
	}, func(err error) {
		if err != nil {
			s.say(s.backup, Notice(NoticeBad, s.p.ErrorText(err)))
			return
		}
		s.say(s.backup, Notice(NoticeGood, T("settings.backup.done", "%s holds everything, %d entries. It was read again and is good.", filepath.Base(path), events)))
	})
}

func (s *settingsPage) say(where *fyne.Container, object fyne.CanvasObject) {
	where.Objects = []fyne.CanvasObject{object}
	where.Refresh()
	s.page.Refit()
}

func (s *settingsPage) checkCard() fyne.CanvasObject {
	quick := QuietButton(T("settings.check.quick", "Quick check"), "check", func() { s.runCheck(false) })
	full := QuietButton(T("settings.check.full", "Full check"), "search", func() { s.runCheck(true) })
	return Card(T("settings.check", "Check my data"), T("settings.check.help", "Looks whether everything that was saved is whole. The full check reads every entry and may take some minutes; you can go on working."),
		Flow(Gap, quick, full), s.check)
}

// runCheck looks through the data. While one look runs, another press shows
// that one, and so does the screen when it is opened again.
func (s *settingsPage) runCheck(full bool) {
	if s.p.checking != nil {
		s.showCheck()
		return
	}
	s.p.checking = &dataCheck{full: full}
	s.showCheck()
	var report improve.CheckReport
	s.p.GoThen(func(ctx context.Context) (err error) {
		report, err = s.p.journal.Store().Check(ctx, full)
		return err
	}, func(err error) { s.p.checked(report, err) })
}

// checked shows what the check that runs has found, and makes room for another.
func (p *Program) checked(report improve.CheckReport, err error) {
	running := p.checking
	p.checking = nil
	running.show(p.checkFound(report, err))
}

// dataCheck is a look through the data that runs.
type dataCheck struct {
	full bool
	show func(fyne.CanvasObject) // on the screen that was opened last
}

// showCheck shows the check that runs, where one does.
func (s *settingsPage) showCheck() {
	running := s.p.checking
	if running == nil {
		return
	}
	running.show = func(found fyne.CanvasObject) { s.say(s.check, found) }
	words := T("settings.check.busy.quick", "The quick check runs…")
	if running.full {
		words = T("settings.check.busy.full", "The full check runs…")
	}
	running.show(Row(0, NewChip(ChipBusy, words, nil)))
}

// checkFound says what a check came to.
func (p *Program) checkFound(report improve.CheckReport, err error) fyne.CanvasObject {
	switch {
	case err != nil:
		return Notice(NoticeBad, p.ErrorText(err))
	case len(report.Faults) == 0:
		good := Notice(NoticeGood, T("settings.check.good", "All is well: %s entries are there and whole.", strconv.FormatUint(report.Events, 10)))
		return Column(Gap, append([]fyne.CanvasObject{good}, differences(report)...)...)
	default:
		return faultsFound(report.Faults)
	}
}

// differences tells that lists here and on another laptop were not the same:
// a fault of the program, of which whoever looks after it should hear.
func differences(report improve.CheckReport) []fyne.CanvasObject {
	if report.Differed == 0 {
		return nil
	}
	words := T("settings.check.differed", "Pages here and on another laptop were not the same although both had all entries (%s times; mended by itself: %s). Please tell whoever looks after Cairn for you.",
		strconv.FormatUint(report.Differed, 10), strconv.FormatUint(report.Healed, 10))
	return []fyne.CanvasObject{Notice(NoticeWarn, words)}
}

// faultsFound says what a check has found and what to do first.
func faultsFound(faults []string) fyne.CanvasObject {
	return Column(Gap,
		Notice(NoticeBad, T("settings.check.bad", "Something is damaged. Make a backup now, then ask for help. Other laptops may still hold what is missing here.")),
		bullets(faults...))
}

// aboutCard tells of the version, of screen readers and of who sees what.
func aboutCard() fyne.CanvasObject {
	return Card(T("settings.about", "About Cairn"), "",
		Labelled(T("settings.version", "Version"), programVersion()),
		Labelled(T("settings.privacy", "Privacy"), T("settings.privacy.text", "There is no account and no server, and nothing is counted or reported. What you write leaves this laptop only to people whom you share it with. It lies on the disk unlocked, so lock the laptop when you leave it.")),
		Labelled(T("settings.readers", "Screen readers"), T("settings.readers.text", "Screen readers cannot read this window yet. Everything works by keyboard and up to 150 % text. The program cairnctl does most of it in a terminal, which screen readers can read.")))
}

// programVersion gives the version that this program was built as.
func programVersion() string {
	if version := fyne.CurrentApp().Metadata().Version; version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return T("settings.version.own", "built from source")
}
