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
	node := l.newNode(nil)
	var group sync.WaitGroup
	var runErr error
	group.Go(func() { runErr = node.Run(ctx) })
	select {
	case <-node.Ready():
	case <-ctx.Done():
	}
	results, err := l.exchange(ctx, node, wanted)
	cancel()
	group.Wait()
	return results, errors.Join(err, runErr)
}

// Show raises the window that is open for this folder; false when there is none.
func (l *Laptop) Show(ctx context.Context) bool {
	var shown bool
	running, err := l.ask(ctx, http.MethodPost, "/show", nil, &shown)
	return running && err == nil && shown
}

func (l *Laptop) exchange(ctx context.Context, node *p2p.Node, wanted ExchangeWanted) ([]ExchangeResult, error) {
	switch {
	case wanted.Addr != "":
		result, err := node.ExchangeAt(ctx, wanted.Addr)
		if err != nil {
			return nil, err
		}
		return []ExchangeResult{toExchangeResult(result)}, nil
	case wanted.With != "":
		device, err := improve.ParseDeviceID(wanted.With)
		if err != nil {
			return nil, err
		}
		result, err := node.Exchange(ctx, device)
		if err != nil {
			return nil, err
		}
		return []ExchangeResult{toExchangeResult(result)}, nil
	default:
		return l.exchangeAll(ctx, node)
	}
}

// exchangeAll goes to every laptop that is remembered; one that cannot be
// reached does not keep the others waiting, and is an error only when none is reached.
func (l *Laptop) exchangeAll(ctx context.Context, node *p2p.Node) ([]ExchangeResult, error) {
	remotes, err := l.DB.Remotes(ctx)
	if err != nil {
		return nil, err
	}
	results := []ExchangeResult{}
	var failures []error
	for _, remote := range remotes {
		if len(remote.Addrs) == 0 {
			continue
		}
		result, err := node.Exchange(ctx, remote.Device)
		if err != nil {
			failures = append(failures, err)
			results = append(results, ExchangeResult{With: remote.Device.String(), Error: toControlError(err).Message})
			continue
		}
		results = append(results, toExchangeResult(result))
	}
	if len(results) == 0 {
		return nil, &improve.Error{Code: improve.NotFound, Message: "This laptop knows no other one yet.", Hint: "Join a space with an invitation first."}
	}
	if len(failures) == len(results) {
		return results, failures[0]
	}
	return results, nil
}
