package app

import (
	"context"
	"sync"
)

// signals tells many listeners to look again. It carries no data: a listener
// that was told twice before it looked looks once.
type signals struct {
	mu        sync.Mutex
	listeners map[chan struct{}]bool // guarded by mu
}

// listen gives a channel that holds at most one signal, and what ends it.
func (s *signals) listen() (changed <-chan struct{}, stop func()) {
	channel := make(chan struct{}, 1)
	s.mu.Lock()
	defer s.mu.Unlock()

	if s.listeners == nil {
		s.listeners = map[chan struct{}]bool{}
	}
	s.listeners[channel] = true
	return channel, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.listeners, channel)
	}
}

// keepSetting writes a setting that screens show and has them look again: one
// that was being read meanwhile would show the old answer until something else happens.
func (j *Journal) keepSetting(ctx context.Context, key, value string) error {
	if err := j.store.SetSetting(ctx, key, value); err != nil {
		return err
	}
	j.signals.fire()
	return nil
}

// fire sets every listener's signal; it never waits.
func (s *signals) fire() {
	s.mu.Lock()
	defer s.mu.Unlock()

	for channel := range s.listeners {
		select {
		case channel <- struct{}{}:
		default:
		}
	}
}
