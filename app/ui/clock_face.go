package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app"
)

// clockFace is one step on the wall: what is set each second, and the buttons.
type clockFace struct {
	s     *clockScreen
	led   *leading
	left  *Words
	state *Words
	end   *Words
}

func newClockFace(s *clockScreen, led *leading) *clockFace {
	f := &clockFace{s: s, led: led, state: Paragraph(""), end: Muted("")}
	f.left = newWords("", wordsLook{ink: theme.ColorNameForeground, size: SizeRoom, bold: true})
	return f
}

// step is the current one.
func (f *clockFace) step() app.ProtocolStep { return f.led.steps[f.led.clock.At()] }

func (f *clockFace) objects() []fyne.CanvasObject {
	step, at := f.step(), f.led.clock.At()
	rows := []fyne.CanvasObject{
		Muted(T("clock.stepOf", "Step %d of %d", at+1, len(f.led.steps))),
		newWords(step.Title, wordsLook{ink: theme.ColorNameForeground, size: SizePlate, bold: true}),
	}
	if step.Ask != "" {
		rows = append(rows, newWords("“"+step.Ask+"”", wordsLook{ink: theme.ColorNameForeground, size: theme.SizeNameHeadingText}))
	}
	rows = append(rows, f.left, f.state)
	if step.Who != "" {
		rows = append(rows, Lead(10, NewIcon("people", theme.ColorNamePrimary), newWords(step.Who, wordsLook{ink: theme.ColorNamePrimary, size: theme.SizeNameHeadingText, bold: true})))
	}
	spoke := QuietButton(T("clock.spoke", "One more has spoken"), "plus", f.onSpoke)
	rows = append(rows, Flow(Gap, spoke, Label(f.voiceWords(), theme.ColorNameForeground)), Divider(), f.buttons())
	return []fyne.CanvasObject{Aside(homeSide, Card("", "", rows...), f.side())}
}

func (f *clockFace) buttons() fyne.CanvasObject {
	clock := f.led.clock
	last := clock.At() == len(f.led.steps)-1
	next := PrimaryButton(T("clock.next", "Next step"), "forward", f.onNext)
	if last {
		next = PrimaryButton(T("clock.finish", "End"), "check", f.onNext)
	}
	pause := T("clock.pause", "Stop the clock")
	if clock.Paused() {
		pause = T("clock.resume", "Go on")
	}
	buttons := []fyne.CanvasObject{next, QuietButton(pause, "", f.onPause), QuietButton(T("clock.minute", "One minute more"), "plus", f.onMinute)}
	if clock.At() > 0 {
		buttons = append(buttons, QuietButton(T("clock.previous", "Step before"), "back", f.onBack))
	}
	if !last {
		buttons = append(buttons, QuietButton(T("clock.end", "End it here"), "", func() { f.s.turn(clock.Finish) }))
	}
	return Flow(Gap, buttons...)
}

// side lists all steps, the current one in bold, and what was agreed on.
func (f *clockFace) side() fyne.CanvasObject {
	rows := make([]fyne.CanvasObject, len(f.led.steps))
	for i, step := range f.led.steps {
		words := dotted(step.Title, minutesAfter(f.led.clock.Planned(i)))
		switch at := f.led.clock.At(); {
		case i == at:
			rows[i] = Lead(8, NewIcon("forward", theme.ColorNamePrimary), Strong(words))
		case i < at:
			rows[i] = Lead(8, NewIcon("check", theme.ColorNameSuccess), Muted(words))
		default:
			rows[i] = Lead(8, NewIcon("circle", ColorMuted), Muted(words))
		}
	}
	cards := []fyne.CanvasObject{Card(T("clock.steps", "Steps"), "", append(rows, f.end)...)}
	if norms := f.s.norms(); norms != "" {
		cards = append(cards, Card(T("clock.norms", "We …"), "", Muted(norms)))
	}
	return Column(GapLarge, cards...)
}

func minutesAfter(d time.Duration) string {
	if d == 0 {
		return ""
	}
	return T("clock.min", "%s min", minuteWords(d))
}

// set shows what it is now, each second.
func (f *clockFace) set(now time.Time) {
	clock := f.led.clock
	left, timed := clock.Left(now)
	f.left.SetColor(lateInk(left))
	switch {
	case !timed:
		f.left.SetText(countdown(clock.Spent(clock.At(), now)))
		f.state.SetText(T("clock.untimed", "so far; this step has no minutes of its own"))
	case left < 0:
		f.left.SetText(countdown(left))
		f.state.SetText(T("clock.late", "over its time; go on when the sentence is finished"))
	default:
		f.left.SetText(countdown(left))
		f.state.SetText(T("clock.left", "left of %s minutes", minuteWords(clock.Planned(clock.At()))))
	}
	if clock.Paused() {
		f.state.SetText(T("clock.paused", "stopped"))
	}
	f.end.SetText(T("clock.ends", "Ends at %s if it goes on like this.", clock.End(now).Format("15:04")))
}

// voiceWords says how many were heard in this step: sharing the air is what the steps are for.
func (f *clockFace) voiceWords() string {
	heard, people := f.led.clock.Voices(f.led.clock.At()), f.led.clock.People()
	switch {
	case people == 0 || heard > people:
		return T("clock.voices", "%d heard in this step", heard)
	case heard == people:
		return T("clock.voices.all", "All %d were heard in this step", people)
	default:
		return T("clock.voices.of", "%d of %d heard in this step", heard, people)
	}
}

func (f *clockFace) onNext() { f.s.turn(f.led.clock.Next) }
func (f *clockFace) onBack() { f.s.turn(f.led.clock.Back) }

func (f *clockFace) onPause() {
	f.led.clock.Pause(f.s.p.now())
	f.s.show()
}

func (f *clockFace) onSpoke() {
	f.led.clock.Spoke()
	f.s.show()
}

func (f *clockFace) onMinute() {
	f.led.clock.AddMinute()
	f.s.show()
}

func (f *clockFace) typedKey(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyRight, fyne.KeyN, fyne.KeyPageDown:
		f.onNext()
	case fyne.KeyLeft, fyne.KeyB, fyne.KeyPageUp:
		f.onBack()
	case fyne.KeySpace, fyne.KeyP:
		f.onPause()
	case fyne.KeyPlus, fyne.KeyEqual:
		f.onMinute()
	case fyne.KeyS:
		f.onSpoke()
	default:
		return false
	}
	return true
}
