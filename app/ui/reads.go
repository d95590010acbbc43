package ui

import (
	"context"
	"sync/atomic"
)

// numbered is what a read found, with the place of the read among those of the same thing.
type numbered[T any] struct {
	found T
	read  int64
}

// newestOnly numbers the reads of what several may ask for at once, in the order
// in which they begin, and shows none that comes after a newer one. The load
// runs off the GUI goroutine, the show on it.
func newestOnly[T any](load func(context.Context) (T, error), show func(T)) (func(context.Context) (numbered[T], error), func(numbered[T])) {
	var begun atomic.Int64
	var shown int64 // owned by the GUI goroutine
	read := func(ctx context.Context) (numbered[T], error) {
		at := begun.Add(1)
		found, err := load(ctx)
		return numbered[T]{found, at}, err
	}
	return read, func(came numbered[T]) {
		if came.read >= shown {
			shown = came.read
			show(came.found)
		}
	}
}
