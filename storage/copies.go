package storage

import (
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// Renewals gives the devices whose data was restored or copied, by what the
// certificates in their logs say: one entry for each device, with the latest.
func (db *DB) Renewals(ctx context.Context) ([]improve.Renewal, error) {
	latest := map[improve.DeviceID]improve.Renewal{}
	err := db.read(ctx, "read certificates", func(q querier) error {
		rows, err := q.QueryContext(ctx, "SELECT e.header, l.id FROM log l JOIN event e ON e.log = l.number AND e.seq = 1")
		if err != nil {
			return err
		}
		defer rows.Close()

		for rows.Next() {
			var header, id []byte
			if err := rows.Scan(&header, &id); err != nil {
				return err
			}
			note(latest, header)
		}
		return rows.Err()
	})
	var renewals []improve.Renewal
	for _, renewal := range latest {
		renewals = append(renewals, renewal)
	}
	slices.SortFunc(renewals, func(a, b improve.Renewal) int { return slices.Compare(a.Device[:], b.Device[:]) })
	return renewals, err
}

// note takes a renewal from the header of an opening event; damage is Check's matter.
func note(latest map[improve.DeviceID]improve.Renewal, header []byte) {
	h, err := improve.DecodeHeader(header, improve.LogID{})
	if err != nil {
		return
	}
	cert, err := improve.OpenCert(h.Cert)
	if err != nil {
		return
	}
	switch cert.Reason {
	case improve.RestoredWriter, improve.ClonedWriter, improve.ForkedWriter:
	default:
		return
	}
	if known, ok := latest[cert.Device]; !ok || known.At < cert.Created {
		latest[cert.Device] = improve.Renewal{Device: cert.Device, Reason: cert.Reason, At: cert.Created}
	}
}
