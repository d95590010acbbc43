package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// erasePart is something on a page that can be erased alone.
type erasePart struct {
	words string
	what  app.Erase
}

// eraseParts gives what may be erased on a page: all of it, each field that was
// ever written, each comment.
func eraseParts(kind *improve.Kind, a improve.Artifact, names map[improve.LogID]string) []erasePart {
	parts := []erasePart{{T("erase.all", "Everything on this page"), app.Erase{Page: a.ID}}}
	written := append(a.FieldKeys(), a.ListKeys()...)
	for _, section := range kind.Sections {
		for _, field := range section.Fields {
			if slices.Contains(written, field.Key) && !field.Hidden && !strings.HasPrefix(string(field.Key), "~") {
				parts = append(parts, erasePart{fieldLabel(kind, field.Key), app.Erase{Page: a.ID, Field: field.Key}})
			}
		}
	}
	for _, c := range a.Comments() {
		if !c.Erased {
			words := T("erase.comment", "Comment by %s: %s", orYou(names[c.Dot.Log]), shortened(c.Text))
			parts = append(parts, erasePart{words, app.Erase{Page: a.ID, Comment: c.ID}})
		}
	}
	return parts
}

// mostOfComment is how many letters of a comment tell it from the others.
const mostOfComment = 40

func shortened(text string) string {
	letters := []rune(strings.Join(strings.Fields(text), " "))
	if len(letters) > mostOfComment {
		return string(letters[:mostOfComment]) + "…"
	}
	return string(letters)
}

// eraseReasons are the reasons that the sheet offers; everybody reads them, so
// none invites to say again what goes.
func eraseReasons() []choice[string] {
	reasons := []string{
		T("erase.why.student", "It names a student or a family"),
		T("erase.why.private", "It was not meant for others"),
		T("erase.why.mistake", "It was written by mistake"),
		T("erase.why.asked", "Somebody asked for it"),
	}
	choices := make([]choice[string], len(reasons))
	for i, reason := range reasons {
		choices[i] = choice[string]{Key: reason, Word: reason}
	}
	return choices
}

// openErase asks what to erase and why, and says what that means.
func (a *artifactPage) openErase() {
	parts := eraseParts(a.kind, a.data.page.Artifact, a.data.names)
	words := make([]string, len(parts))
	for i, part := range parts {
		words[i] = part.words
	}
	list := NewSelect(words, nil)
	list.SetSelectedIndex(0)
	why := newChooser(false, eraseReasons()...)
	body := Column(GapLarge,
		Labeled(T("erase.what", "What must go?"), list,
			T("erase.what.help", "With all that stood there before. What others wrote stays, unless you look after this space for your own school.")),
		Labeled(T("erase.why", "Why?"), why.content, T("erase.why.help", "Everybody who sees this page reads that, with your name and the day.")),
		Notice(NoticeWarn, a.eraseMeans()),
		Muted(T("erase.cannot", "Out of reach are paper, files that were saved or printed, copies in other spaces (erase those on their own pages), and laptops that never come back.")))
	var dialog *Dialog
	erase := DangerButton(T("erase.do", "Erase for good"), "", func() {
		dialog.Close()
		a.erase(parts[list.SelectedIndex()].what, why.Key())
	})
	cancel := QuietButton(T("dialog.cancel", "Cancel"), "", func() { dialog.Close() })
	dialog = ShowDialog(a.p.Window().Canvas(), shareWidth, T("erase.title", "Erase for good"), body, cancel, erase)
	a.p.Window().Canvas().Focus(cancel)
}

// eraseMeans says where it will be gone. No other laptop hears of what is
// erased on an old page of a backup: nobody can write there.
func (a *artifactPage) eraseMeans() string {
	if a.fromBackup() {
		return T("erase.means.backup", "It is gone from this laptop at once, from search and the daily backups too. The laptop and the file that it came from are not told and keep it. Nobody can bring it back here.")
	}
	return T("erase.means", "It is gone from this laptop at once, from search and the daily backups too. Every other laptop erases it when it next hears of this. Nobody can bring it back.")
}

func (a *artifactPage) erase(what app.Erase, reason string) {
	var done app.Erased
	shell := a.p.Shell
	a.p.GoAfter(func(ctx context.Context) (err error) {
		done, err = a.p.journal.Redact(ctx, []app.Erase{what}, reason)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			shell.ShowError(err)
		case done.Left > 0:
			shell.Notify(NoticeWarn, T("erase.left", "Erased what was yours to erase. %d texts by %s stay; ask them.", done.Left, strings.Join(done.LeftTo, ", ")))
		case len(done.Earlier) > 0:
			earlier := done.Earlier[0]
			shell.Notify(NoticeWarn, T("erase.earlier", "Erased here, but an earlier copy of this page that came with your backup still holds such words. Open it and erase them there too; where you may not write yet, first ask to be let in."),
				QuietButton(T("erase.earlier.open", "Open the earlier copy"), "forward", func() { shell.Navigate(artifactRoute(earlier)) }))
		case a.fromBackup():
			shell.Notify(NoticeGood, T("erase.done.backup", "Erased on this laptop."))
		default:
			shell.Notify(NoticeGood, T("erase.done", "Erased on this laptop. The others do the same when they next hear of it."))
		}
	})
}

// eraseButton stands with what may be done to a page. Who may only comment
// erases comments.
func (a *artifactPage) eraseButton() fyne.CanvasObject {
	return QuietButton(T("erase.button", "Erase for good…"), "", a.openErase)
}
