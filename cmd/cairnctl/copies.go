package main

import (
	"context"
	"fmt"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// copies are the laptops whose data was restored or copied.
type copies map[improve.DeviceID]improve.Renewal

func copiesOf(ctx context.Context, journal *app.Journal) (copies, error) {
	renewals, err := journal.Store().Renewals(ctx)
	all := copies{}
	for _, renewal := range renewals {
		all[renewal.Device] = renewal
	}
	return all, err
}

// after gives the words of note to stand after others on a line.
func (c copies) after(device improve.DeviceID, result map[string]any) string {
	if words := c.note(device, result); words != "" {
		return "; " + words
	}
	return ""
}

// note adds to an object of JSON that a laptop's data was restored or copied,
// and gives the words for a person, "" when it was not.
func (c copies) note(device improve.DeviceID, result map[string]any) string {
	renewal, ok := c[device]
	if !ok {
		return ""
	}
	at := renewal.At.Time().UTC().Format(time.RFC3339)
	result["copied"], result["copied_why"] = at, string(renewal.Reason)
	return fmt.Sprintf("its data was %s on %s", copiedWords(renewal.Reason), at)
}

func copiedWords(reason improve.CertReason) string {
	if reason == improve.RestoredWriter {
		return "restored"
	}
	return "copied"
}
