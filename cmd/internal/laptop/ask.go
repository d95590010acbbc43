package laptop

import (
	"context"
	"errors"
	"net/http"
	"sync"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/p2p"
)

// These do what they say through the program that runs the folder's network,
// or by themselves when none does.

// Invite opens an invitation with the addresses of the program that serves
// this folder now; an *Error Offline when none does.
func (l *Laptop) Invite(ctx context.Context, want app.Invitation) (string, error) {
	var addrs []string
	if _, err := l.ask(ctx, http.MethodGet, "/addrs", nil, &addrs); err != nil {
		return "", err
	}
	return l.invite(ctx, want, addrs)
}

// Join uses an invitation.
func (l *Laptop) Join(ctx context.Context, invitation string) (JoinResult, error) {
	var result JoinResult
	if running, err := l.ask(ctx, http.MethodPost, "/join", invitation, &result); running {
		return result, err
	}
	joined, err := l.join(ctx, invitation, nil)
	if err != nil {
		return JoinResult{}, err
	}
	return JoinResult{Space: joined.Space.String(), With: joined.With.String(), Name: joined.Name}, nil
}

// Exchange exchanges once with one laptop, at one address, or with all that are known.
func (l *Laptop) Exchange(ctx context.Context, wanted ExchangeWanted) ([]ExchangeResult, error) {
	var results []ExchangeResult
	if running, err := l.ask(ctx, http.MethodPost, "/exchange", wanted, &results); running {
		return results, err
	}
	ctx, cancel := context.WithCancel(ctx)
	node := l.newNode(p2p.Params{OnlyAsked: true})
	var group sync.WaitGroup
	var runErr error
	group.Go(func() { runErr = node.Run(ctx) })
	select {
	case <-node.Ready():
	case <-ctx.Done():
	}
	exchanged, err := l.exchange(ctx, node, wanted)
	_, waitingErr := l.TakeWaiting(ctx)
	cancel()
	group.Wait()
	return toExchangeResults(exchanged), errors.Join(err, waitingErr, runErr)
}

// Checks looks why laptops do not meet, through the program that serves this
// folder, or by itself for the moment and as p says. device may be zero: all
// that are known.
func (l *Laptop) Checks(ctx context.Context, device improve.DeviceID, p NetworkParams) ([]Check, error) {
	var found []Check
	if running, err := l.ask(ctx, http.MethodPost, "/checks", device, &found); running {
		return found, err
	}
	network, err := l.NewNetwork(ctx, p)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	var group sync.WaitGroup
	var runErr error
	group.Go(func() { runErr = network.Run(ctx) })
	select {
	case <-network.Ready():
		found = append(found, Check{Name: CheckListen, State: CheckBad, Message: "Cairn is not open for this folder, so nobody can reach it.", Hint: "Open Cairn, or start \"cairnctl serve\". It is open for these checks only."})
		err = network.listenAround(ctx)
	case <-ctx.Done():
		err = ctx.Err()
	}
	if err == nil {
		err = network.Checks(ctx, device, func(check Check) { found = append(found, check) })
	}
	cancel()
	group.Wait()
	return found, errors.Join(err, runErr, network.Close())
}

// Show raises the window that is open for this folder and hands it a file to
// take in, "" for none; false when there is no window.
func (l *Laptop) Show(ctx context.Context, file string) bool {
	var shown bool
	running, err := l.ask(ctx, http.MethodPost, "/show", file, &shown)
	return running && err == nil && shown
}

// exchanged is what became of the exchange with one laptop.
type exchanged struct {
	with   improve.DeviceID
	result p2p.Result
	err    error
}

func (l *Laptop) exchange(ctx context.Context, node *p2p.Node, wanted ExchangeWanted) ([]exchanged, error) {
	var result p2p.Result
	var err error
	switch {
	case wanted.Addr != "":
		result, err = node.ExchangeAt(ctx, wanted.Addr)
	case wanted.With != "":
		var device improve.DeviceID
		if device, err = improve.ParseDeviceID(wanted.With); err == nil {
			result, err = node.Exchange(ctx, device)
		}
	default:
		return l.exchangeAll(ctx, node)
	}
	if err != nil {
		return nil, err
	}
	return []exchanged{{with: result.With, result: result}}, nil
}

// exchangeAll goes to every laptop that is remembered; one that cannot be
// reached does not keep the others waiting, and is an error only when none is reached.
func (l *Laptop) exchangeAll(ctx context.Context, node *p2p.Node) ([]exchanged, error) {
	remotes, err := l.DB.Remotes(ctx)
	if err != nil {
		return nil, err
	}
	var all []exchanged
	for _, remote := range remotes {
		if len(remote.Addrs) > 0 {
			all = append(all, exchanged{with: remote.Device})
		}
	}
	if len(all) == 0 && len(remotes) > 0 {
		return nil, &improve.Error{Code: improve.Offline, Message: "It is not known where the other laptops can be reached.", Hint: "Let one of them reach this one, or name its address with --addr."}
	}
	if len(all) == 0 {
		return nil, &improve.Error{Code: improve.NotFound, Message: "This laptop knows no other one yet.", Hint: "Join a space with an invitation first."}
	}
	var group sync.WaitGroup
	for i := range all {
		group.Go(func() { all[i].result, all[i].err = node.Exchange(ctx, all[i].with) })
	}
	group.Wait()
	for _, one := range all {
		if one.err == nil {
			return all, nil
		}
	}
	return nil, all[0].err
}

func toExchangeResults(all []exchanged) []ExchangeResult {
	results := []ExchangeResult{}
	for _, one := range all {
		if one.err != nil {
			results = append(results, ExchangeResult{With: one.with.String(), Error: toControlError(one.err).Message})
			continue
		}
		results = append(results, toExchangeResult(one.result.Whole()))
	}
	return results
}
