package storage

import (
	"fmt"
	"math"

	"github.com/cairn-schools/cairn/improve"
)

// copyID fills an id from a column; a length that does not fit is damage.
func copyID(dst, column []byte) error {
	if len(dst) != len(column) {
		return &improve.Error{
			Code: improve.Damaged, Message: "The file with your records is damaged.", Hint: "Run the full check, or restore the latest backup.",
			Err: fmt.Errorf("an id has %d bytes instead of %d", len(column), len(dst)),
		}
	}
	copy(dst, column)
	return nil
}

// stampColumn gives a stamp as SQLite's signed number. Stamps after the year
// 6429 all become the last one: columns only sort and show, the log has them whole.
func stampColumn(h improve.HLC) int64 { return int64(min(uint64(h), math.MaxInt64)) }

// nullable gives nil for an id that is all zeros, so that its column stays NULL.
func nullable(id []byte) any {
	for _, b := range id {
		if b != 0 {
			return id
		}
	}
	return nil
}

func boolColumn(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
