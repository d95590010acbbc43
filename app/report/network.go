package report

import (
	"context"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// Network makes the picture of who shares with whom, as far as this laptop knows.
func Network(ctx context.Context, say *phrase.Book, j *app.Journal) (figure.Network, error) {
	shape, err := j.NetworkShape(ctx)
	if err != nil {
		return figure.Network{}, err
	}
	closeness := map[improve.SpaceKind]figure.Closeness{improve.PairSpace: figure.InPair, improve.GroupSpace: figure.InGroup, improve.NetworkSpace: figure.InNetwork}
	n := figure.Network{Say: say}
	for _, side := range shape.Sides {
		n.Schools = append(n.Schools, figure.NetworkSchool{Name: side.Name, Laptops: side.Laptops, Own: side.Own})
	}
	for _, tie := range shape.Ties {
		n.Lines = append(n.Lines, figure.NetworkLine{A: tie.A, B: tie.B, Kind: closeness[tie.Kind]})
	}
	return n, nil
}
