package laptop

import (
	"context"
	"fmt"

	"github.com/cairn-schools/cairn/cmd/internal/logbook"
	"github.com/cairn-schools/cairn/improve"
)

// Facts counts what the folder holds, for a support file: spaces by their sort,
// logs, entries, laptops that were met, and what a quick check finds.
func (l *Laptop) Facts(ctx context.Context) ([]logbook.Fact, error) {
	rows, err := l.DB.Spaces(ctx)
	if err != nil {
		return nil, err
	}
	sorts := map[improve.SpaceKind]uint64{}
	for _, row := range rows {
		sorts[row.Space.Genesis.Kind]++
	}
	var facts []logbook.Fact
	for _, kind := range []improve.SpaceKind{improve.PersonalSpace, improve.SchoolSpace, improve.PairSpace, improve.GroupSpace, improve.NetworkSpace} {
		facts = append(facts, logbook.Fact{What: fmt.Sprintf("spaces of the sort %s", kind), Count: sorts[kind]})
	}
	remotes, err := l.DB.Remotes(ctx)
	if err != nil {
		return nil, err
	}
	report, err := l.DB.Check(ctx, false)
	if err != nil {
		return nil, err
	}
	return append(facts,
		logbook.Fact{What: "logs", Count: uint64(report.Logs)},
		logbook.Fact{What: "entries", Count: report.Events},
		logbook.Fact{What: "laptops met", Count: uint64(len(remotes))},
		logbook.Fact{What: "faults that a quick check finds", Count: uint64(len(report.Faults))},
	), nil
}
