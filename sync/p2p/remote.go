package p2p

import (
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// maxRememberedAddrs bounds what is kept of a laptop that moves about: home,
// school, hotspot, each with two protocols.
const maxRememberedAddrs = 6

// remembers is where remotes are kept between runs.
type remembers interface {
	Remotes(ctx context.Context) ([]improve.Remote, error)
	SaveRemote(ctx context.Context, remote improve.Remote) error
}

// editRemote changes what is remembered of a device and leaves the rest as it is.
func editRemote(ctx context.Context, store remembers, device improve.DeviceID, edit func(*improve.Remote)) error {
	remote, err := rememberedRemote(ctx, store, device)
	if err != nil {
		return err
	}
	edit(&remote)
	return store.SaveRemote(ctx, remote)
}

// rememberedRemote gives what is remembered of a device; a remote with nothing but its id when it is new.
func rememberedRemote(ctx context.Context, store remembers, device improve.DeviceID) (improve.Remote, error) {
	remotes, err := store.Remotes(ctx)
	if err != nil {
		return improve.Remote{}, err
	}
	for _, remote := range remotes {
		if remote.Device == device {
			return remote, nil
		}
	}
	return improve.Remote{Device: device}, nil
}

// latestFirst puts addresses before those remembered so far.
func latestFirst(latest, before []string) []string {
	all := slices.Clone(latest)
	for _, addr := range before {
		if !slices.Contains(all, addr) {
			all = append(all, addr)
		}
	}
	return all[:min(len(all), maxRememberedAddrs)]
}
