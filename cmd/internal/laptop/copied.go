package laptop

import (
	"context"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// renewTime bounds how long asking for a new writer may wait for other programs.
const renewTime = 10 * time.Second

// rolledBack is told that another laptop holds more of one of this database's
// logs than it does itself. Before anything more is written to that log, the
// database is told to take a new writer; what the other holds comes by the
// exchange that found out.
func (l *Laptop) rolledBack(log improve.Log) {
	l.Log.Warn("another laptop holds more of one of our own logs than we do: this folder was put back from a copy", "log", log.ID)
	ctx, cancel := context.WithTimeout(context.Background(), renewTime)
	defer cancel()
	if err := l.DB.RenewFor(ctx, log.Writer, improve.RestoredWriter); err != nil {
		l.Log.Error("ask for a new writer", "error", err)
	}
}
