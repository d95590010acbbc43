package report

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

func TestRecoverySheet_IsOnePageWithAllItsWords(t *testing.T) {
	sheet := improve.Sheet{Secret: [16]byte{1, 2, 3, 4, 77, 23, 99, 200}, Space: [4]byte{9}}
	made := RecoverySheet(nil, app.PrintedSheet{
		Sheet: sheet, Name: strings.Repeat("North High School ", 4), By: "Amina Diallo", At: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), Device: improve.DeviceID{3, 4},
	})

	if len(made.Pages) != 1 {
		t.Fatalf("it takes %d pages, want one", len(made.Pages))
	}
	var printed []string
	made.Pages[0].Each(func(item figure.Item) {
		if text, ok := item.(figure.Text); ok {
			printed = append(printed, text.Words)
		}
	})
	all := strings.Join(printed, " ")
	for _, line := range sheet.Lines() {
		for _, word := range strings.Fields(line) {
			if !strings.Contains(all, word) {
				t.Errorf("the word %q is not on the page", word)
			}
		}
	}
	if folder := os.Getenv("CAIRN_PICTURES"); folder != "" {
		png, err := made.Pages[0].PNG(1.2)
		if err == nil {
			err = os.WriteFile(folder+"/recovery-sheet.png", png, 0o600)
		}
		if err != nil {
			t.Error(err)
		}
	}
}
