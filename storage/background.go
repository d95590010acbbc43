package storage

import "sync"

// background runs checks beside a transaction, which waits for them. The zero
// value has none.
type background struct {
	running sync.WaitGroup
	mu      sync.Mutex
	err     error // the first fault; guarded by mu
}

// begin runs a check on a goroutine of its own.
func (b *background) begin(check func() error) {
	b.running.Go(func() {
		if err := check(); err != nil {
			b.mu.Lock()
			defer b.mu.Unlock()

			if b.err == nil {
				b.err = err
			}
		}
	})
}

// wait gives the first fault when all checks have ended.
func (b *background) wait() error {
	b.running.Wait()
	b.mu.Lock()
	defer b.mu.Unlock()

	return b.err
}
