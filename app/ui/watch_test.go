package ui

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func inline(f func()) { f() }

func TestWatch(t *testing.T) {
	t.Run("five changes during one load cause one more load", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			changed, loads, shown := make(chan struct{}, 1), 0, 0
			load := func(context.Context) (int, error) {
				loads++
				time.Sleep(time.Second)
				return loads, nil
			}
			ctx, cancel := context.WithCancel(t.Context())
			go Watch(ctx, inline, changed, load, func(n int, _ error) { shown = n })

			synctest.Wait()
			for range 5 {
				select {
				case changed <- struct{}{}:
				default:
				}
				time.Sleep(100 * time.Millisecond)
			}
			time.Sleep(10 * time.Second)
			cancel()
			synctest.Wait()

			if loads != 2 || shown != 2 {
				t.Errorf("loaded %d times and showed the %d., want 2", loads, shown)
			}
		})
	})

	t.Run("nothing is shown after the screen was left", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			load := func(context.Context) (int, error) {
				cancel()
				return 1, nil
			}

			Watch(ctx, inline, nil, load, func(int, error) { t.Error("shown after the end") })
		})
	})

	t.Run("it ends when the signals end", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			changed, shown := make(chan struct{}), 0
			close(changed)

			Watch(t.Context(), inline, changed, func(context.Context) (int, error) { return 1, nil }, func(int, error) { shown++ })

			if shown != 1 {
				t.Errorf("shown %d times, want once", shown)
			}
		})
	})
}
