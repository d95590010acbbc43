package lan

import (
	"context"
	"slices"
	"time"
)

// scan looks which networks there are; in new ones it speaks at once.
func (f *Finder) scan(ctx context.Context, now time.Time) {
	f.nextScan = now.Add(scanEvery)
	select {
	case <-f.deaf:
		f.shut()
	default:
	}
	if f.air == nil && !f.openAir(ctx) {
		return
	}
	found, err := f.air.Networks()
	f.noteTrouble(err)
	f.mu.Lock()
	defer f.mu.Unlock()
	before := f.networks
	f.networks = nil
	changed := len(found) != len(before)
	for _, network := range found {
		report := NetworkReport{Network: network}
		at := slices.IndexFunc(before, func(r NetworkReport) bool { return r.Network == network })
		if at >= 0 {
			report = before[at]
		}
		changed = changed || at < 0
		f.networks = append(f.networks, report)
	}
	if changed {
		f.calls, f.nextCall, f.nextSay = 0, f.lastCall.Add(minGap), now
		f.notifyLocked()
	}
}

func (f *Finder) openAir(ctx context.Context) bool {
	air, err := f.p.Open(ctx)
	f.noteTrouble(err)
	if err != nil {
		return false
	}
	f.air = air
	f.mu.Lock()
	f.open = true
	f.mu.Unlock()
	deaf := make(chan struct{})
	f.deaf = deaf
	f.receiver.Go(func() {
		defer close(deaf)
		f.receive(ctx, air)
	})
	return true
}

// receive passes on what is heard until the air is closed. What comes faster
// than it is looked at is lost: it will be said again.
func (f *Finder) receive(ctx context.Context, air Air) {
	for failures := 0; ctx.Err() == nil && failures < maxReceiveFailures; {
		packet, err := air.Receive(ctx)
		if err != nil {
			failures++
			continue
		}
		failures = 0
		select {
		case f.heard <- packet:
		default:
		}
	}
}

func (f *Finder) noteTrouble(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.trouble = err
	if err != nil && !f.complain {
		f.p.Log.Warn("laptops nearby cannot be found by themselves", "error", err)
	}
	f.complain = err != nil
}

// shut closes the port and forgets what was heard.
func (f *Finder) shut() {
	if f.air == nil {
		return
	}
	_ = f.air.Close()
	f.receiver.Wait()
	f.air, f.deaf = nil, nil
	f.mu.Lock()
	defer f.mu.Unlock()
	f.open, f.networks = false, nil
	clear(f.devices)
	clear(f.offers)
	clear(f.strangers)
	f.notifyLocked()
}
