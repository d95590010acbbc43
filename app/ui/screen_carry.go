package ui

import (
	"context"
	"path/filepath"
	"reflect"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"github.com/cairn-schools/cairn/improve"
)

// CarryScreen is about exchanging by a stick or a file, where no network is.
const CarryScreen = "carry"

// carryPage puts work on a stick and takes it in from one.
type carryPage struct {
	p      *Program
	ctx    context.Context
	told   *fyne.Container // what was done last
	part   *part
	page   *Page
	loaded carryPageData
	space  improve.SpaceID
	left   map[improve.DeviceID]bool // who shall not get the file
	busy   bool

	looking bool // at the sticks, for a change

	read   func(context.Context) (numbered[carryPageData], error)
	newest func(numbered[carryPageData]) // shows what read gave, unless something newer stands there
}

// carryPageData is what the page is made of.
type carryPageData struct {
	Places []sharedPlace
	Sticks []Stick
	Kept   int
}

func (p *Program) carryScreen(ctx context.Context, _ Route) Screen {
	s := &carryPage{p: p, ctx: ctx, told: Column(Gap), part: newPart(), left: map[improve.DeviceID]bool{}}
	s.page = NewPage(s.told, s.part.content)
	p.carry = s
	if p.params.Files == nil {
		s.part.fill([]fyne.CanvasObject{Notice(NoticeInfo, T("carry.none", "Here nothing can be put on a stick. Do it in your own Cairn."))})
	} else {
		s.read, s.newest = newestOnly(s.load, s.show)
		watchJournal(ctx, p, s.read, s.newest)
		p.Every(ctx, sticksEvery, s.lookAtSticks)
	}
	return &screenParts{title: named(T("carry.title", "By USB stick or file")), content: s.page, close: s.close}
}

func (s *carryPage) close() {
	if s.p.carry == s { // else another such page is open already
		s.p.carry = nil
	}
}

// load runs off the GUI goroutine.
func (s *carryPage) load(ctx context.Context) (carryPageData, error) {
	places, err := s.p.loadPlaces(ctx)
	if err != nil {
		return carryPageData{}, err
	}
	var data carryPageData
	for _, place := range places {
		if place.Access.Reads() && len(place.receivers()) > 0 {
			data.Places = append(data.Places, place)
		}
	}
	data.Sticks = s.p.params.Files.Sticks()
	data.Kept, err = s.p.params.Files.Kept()
	return data, err
}

// receivers gives the other laptops that may read a place.
func (s sharedPlace) receivers() []placeMember {
	return slices.DeleteFunc(slices.Clone(s.Members), func(m placeMember) bool { return m.Self || !m.Access.Reads() })
}

func (s *carryPage) show(data carryPageData) {
	s.loaded = data
	s.part.show(data, s.objects)
	s.page.Refit()
}

// lookAgain loads the page again: a stick was put in, or holds more now.
func (s *carryPage) lookAgain() {
	var data numbered[carryPageData]
	s.p.GoThen(func(context.Context) (err error) {
		data, err = s.read(s.ctx)
		return err
	}, func(err error) {
		if err == nil && s.ctx.Err() == nil {
			s.newest(data)
		}
	})
}

// sticksEvery is how often the page looks which sticks are in: no system tells
// it, and whoever has put one in looks at the screen.
const sticksEvery = time.Second

// lookAtSticks loads the page again when a stick was put in or taken out, or
// came back with other files.
func (s *carryPage) lookAtSticks() {
	if s.looking {
		return // the stick is slow
	}
	s.looking = true
	var sticks []Stick
	s.p.GoThen(func(context.Context) error {
		sticks = s.p.params.Files.Sticks()
		return nil
	}, func(error) {
		s.looking = false
		if s.ctx.Err() == nil && !reflect.DeepEqual(sticks, s.loaded.Sticks) {
			s.lookAgain()
		}
	})
}

func (s *carryPage) objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{s.putCard(), s.takeCard()}
	if s.loaded.Kept > 0 {
		objects = append(objects, s.deliverCard())
	}
	return objects
}

// wait runs work with all buttons of the page asleep and shows what it gives.
func (s *carryPage) wait(words string, work func(ctx context.Context) error, done func() []fyne.CanvasObject) {
	if s.busy {
		return
	}
	s.busy = true
	s.say(Row(0, NewChip(ChipBusy, words, nil)))
	s.p.GoThen(work, func(err error) {
		s.busy = false
		if s.ctx.Err() != nil {
			s.p.ShowError(err)
			return
		}
		if err != nil {
			s.say(Notice(NoticeBad, s.p.ErrorText(err)))
			return
		}
		s.say(done()...)
		s.lookAgain()
	})
}

func (s *carryPage) say(objects ...fyne.CanvasObject) {
	s.told.Objects = objects
	s.told.Refresh()
	s.page.Refit()
	s.page.ScrollToTop()
}

// stickButtons gives a button for each stick and one for another folder.
func (s *carryPage) stickButtons(words func(stick string) string, do func(folder string)) fyne.CanvasObject {
	buttons := Flow(Gap)
	for i, stick := range s.loaded.Sticks {
		button := QuietButton
		if i == 0 {
			button = PrimaryButton
		}
		buttons.Add(button(words(stick.Name), "usb", func() { do(stick.Folder) }))
	}
	buttons.Add(QuietButton(T("carry.folder", "Choose a folder…"), "", func() { s.p.chooseFolder(do) }))
	if len(s.loaded.Sticks) == 0 {
		buttons.Add(QuietButton(T("carry.look", "I have put a stick in"), "usb", s.lookAgain))
	}
	return buttons
}

// takeCard offers what lies on the sticks, and any other file.
func (s *carryPage) takeCard() fyne.CanvasObject {
	ours, others := []fyne.CanvasObject{}, []fyne.CanvasObject{}
	for _, stick := range s.loaded.Sticks {
		for _, file := range stick.Files {
			row := RowParts{Icon: "usb", Title: filepath.Base(file.Path), Sub: T("carry.on", "on “%s”", stick.Name), OnTapped: func() { s.take(file.Path) }}
			if file.ForOthers {
				row.Icon, row.IconInk, row.Note = "lock", ColorMuted, T("carry.take.others", "For another laptop")
				others = append(others, NewListRow(row))
				continue
			}
			row.Note = T("carry.take.one", "Take in")
			ours = append(ours, NewListRow(row))
		}
	}
	rows := append(ours, others...)
	body := []fyne.CanvasObject{}
	if len(rows) > 0 {
		body = append(body, List(rows...))
	}
	body = append(body, Row(0, QuietButton(T("carry.take.choose", "Choose a file…"), "import", func() { s.p.chooseFile(s.take) })))
	return Card(T("carry.take", "Take in a file"), T("carry.take.help", "A file that somebody made for you ends in .cairn. You can also drop it on this window, or open it by a double click. Taking it in twice does no harm."), body...)
}

// take takes in a file and says what it brought.
func (s *carryPage) take(path string) {
	var taken FileTaken
	var refused error
	s.wait(T("carry.taking", "Reading the file…"), func(ctx context.Context) (err error) {
		if taken, err = s.p.params.Files.Take(ctx, path); forOthers(err) {
			refused, err = err, nil
		}
		return err
	}, func() []fyne.CanvasObject {
		if refused != nil {
			return s.refusedObjects(path, refused)
		}
		s.p.rereadMe()
		return s.takenObjects(taken)
	})
}

// chooseFolder asks for a folder.
func (p *Program) chooseFolder(do func(folder string)) {
	ask := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		if err != nil || folder == nil {
			p.ShowError(err)
			return
		}
		do(folder.Path())
	}, p.Window())
	p.showLarge(ask, T("folder.open.title", "Choose a folder"))
}

// chooseFile asks for a file that was carried.
func (p *Program) chooseFile(do func(path string)) {
	ask := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil || file == nil {
			p.ShowError(err)
			return
		}
		path := file.URI().Path()
		if err := file.Close(); err != nil {
			p.ShowError(err)
			return
		}
		do(path)
	}, p.Window())
	p.showLarge(ask, T("file.open.title", "Choose a file"))
}
