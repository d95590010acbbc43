package improve

import "time"

// CarriedFile is a sealed file that lies on a laptop which only carries, for
// others of a space to fetch.
type CarriedFile struct {
	Name  Hash     // SHA-256 of the file
	From  DeviceID // who left it
	Bytes int64
	Since time.Time // when it was left, by the carrier's clock
}
