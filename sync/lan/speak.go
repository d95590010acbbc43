package lan

import (
	"io"
	"math/rand/v2"
	"slices"
	"time"
)

// sayCall calls in every network, each with a nonce of its own.
func (f *Finder) sayCall(now time.Time) {
	f.nextCall = now.Add(around(beatEvery))
	if f.calls < len(burst) {
		f.nextCall = now.Add(burst[f.calls])
	}
	f.calls++
	f.lastCall = now
	port := f.p.Port()
	if len(f.circles.macs) == 0 || port == 0 {
		return
	}
	if len(f.own) > maxOwn {
		clear(f.own)
	}
	f.eachNetwork(func(in Network) error {
		var n nonce
		if _, err := io.ReadFull(f.p.Rand, n[:]); err != nil {
			return err
		}
		said, err := f.circles.call(n, in.Address.Addr(), f.p.Self, port, f.p.Rand)
		if err != nil {
			return err
		}
		f.own[n] = in.Address.Addr()
		return f.air.Send(in, said.encode())
	}, func(r *NetworkReport) { r.Said = now })
	f.circles.next()
}

func (f *Finder) sayOffer(now time.Time) {
	f.nextSay = now.Add(around(offerEvery))
	f.mu.Lock()
	said := f.offering
	f.mu.Unlock()
	if said == nil {
		return
	}
	f.eachNetwork(func(in Network) error { return f.air.Send(in, said.encode()) }, func(*NetworkReport) {})
}

// eachNetwork says something in every network and notes how it went.
func (f *Finder) eachNetwork(say func(Network) error, done func(*NetworkReport)) {
	f.mu.Lock()
	networks := slices.Clone(f.networks)
	f.mu.Unlock()
	for i := range networks {
		networks[i].Trouble = say(networks[i].Network)
		if networks[i].Trouble == nil {
			done(&networks[i])
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.networks = networks
}

// around gives a time within a quarter of d, by chance: laptops that were
// switched on together do not speak in step.
func around(d time.Duration) time.Duration { return d*3/4 + rand.N(d/2+1) }
