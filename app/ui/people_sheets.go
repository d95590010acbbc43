package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/report"
	"github.com/cairn-schools/cairn/improve"
)

// sheetObjects say whether a space survives the loss of its owner's laptop, list
// the recovery sheets that are in force, and offer a new one.
func (s *peopleScreen) sheetObjects(place sharedPlace) []fyne.CanvasObject {
	if !place.mayInvite() {
		return nil
	}
	rows, owners := []fyne.CanvasObject{}, 0
	for _, member := range place.Members {
		if member.Access == improve.Owner && !member.Paper {
			owners++
		}
		if member.Access == improve.Owner && member.Paper {
			rows = append(rows, s.sheetRow(place, member))
		}
	}
	parts := []fyne.CanvasObject{}
	if owners == 1 && len(rows) == 0 {
		parts = append(parts, Notice(NoticeInfo, T("sheet.needed", "Only this laptop lets others in and takes them out. If it is lost, nobody can. Let a second person invite, too, or print a recovery sheet.")))
	}
	if len(rows) > 0 {
		parts = append(parts, List(rows...))
	}
	return append(parts, Row(0, LinkButton(T("sheet.print", "Print a recovery sheet…"), "key", func() { s.askSheet(place) })))
}

func (s *peopleScreen) sheetRow(place sharedPlace, member placeMember) fyne.CanvasObject {
	words := Column(1, Paragraph(T("sheet.row", "Recovery sheet %s", member.Laptop)), Muted(T("sheet.row.by", "printed on %s by %s; whoever has it can become an owner", dayOf(member.Since), nameOr(member.By))))
	back := LinkButton(T("sheet.back", "Take back"), "", func() {
		Confirm(s.p.Window().Canvas(), ConfirmParts{
			Title: T("sheet.back.title", "Take this sheet back?"), Text: T("sheet.back.text", "It opens nothing any more, wherever it is. Tear it up if you have it. Print a new one, so that “%s” survives the loss of a laptop.", place.Name),
			Yes: T("sheet.back", "Take back"), Danger: true,
			OnYes: func() {
				s.p.Go(func(ctx context.Context) error { return s.p.journal.Remove(ctx, place.ID, member.Device) })
			},
		})
	})
	return PadXY(8, 4, Spread(iconLead(NewIcon("key", ColorMuted), words), back))
}

// askSheet says what a sheet is before there is one.
func (s *peopleScreen) askSheet(place sharedPlace) {
	Confirm(s.p.Window().Canvas(), ConfirmParts{
		Title: T("sheet.ask", "Print a recovery sheet for “%s”?", place.Name),
		Text: T("sheet.ask.text", "Twenty-five words on one page. If the laptops of all owners are lost, whoever types them is an owner: lost laptops are taken out, others let in.\n\n"+
			"It is like a key: whoever has it can do that. Print it, delete the file, and lock the sheet away. It brings back no pages that only the lost laptop had; a backup does."),
		Yes:   T("sheet.ask.yes", "Save the page to print"),
		OnYes: func() { s.p.printSheet(place) },
	})
}

// printSheet asks for a file, writes a new sheet into it, and only then makes
// the sheet good: one that was never saved opens nothing.
func (p *Program) printSheet(place sharedPlace) {
	p.saveFile(fileNameOf(T("sheet.filename", "Recovery sheet %s", place.Name))+".pdf", func(writer fyne.URIWriteCloser) { p.writeSheet(place.ID, writer) })
}

func (p *Program) writeSheet(space improve.SpaceID, writer fyne.URIWriteCloser) {
	p.GoThen(func(ctx context.Context) error {
		sheet, err := p.journal.DrawSheet(ctx, space)
		if err != nil {
			_ = writer.Close()
			return err
		}
		if err := saveSheet(sheet, writer); err != nil {
			return notWritten(err)
		}
		return p.journal.KeepSheet(ctx, sheet)
	}, func(err error) {
		if err != nil {
			p.ShowError(err)
			return
		}
		p.Notify(NoticeGood, T("sheet.saved", "Saved as %s. Print it now, delete the file, and lock the sheet away.", writer.URI().Name()))
	})
}

func saveSheet(sheet app.PrintedSheet, writer fyne.URIWriteCloser) error {
	content, err := report.RecoverySheet(phrases(), sheet).PDF()
	if err == nil {
		_, err = writer.Write(content)
	}
	if closed := writer.Close(); err == nil {
		err = closed
	}
	return err
}
