package laptop

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/cairn-schools/cairn/disk"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/p2p"
)

// The program that runs a folder's network answers the others of ours on the
// loopback. Who may ask is who can read the token in the data folder.

const (
	controlFile    = "network.json"
	maxControlBody = 64 << 10         // an invitation is the largest thing that is asked
	askTimeout     = 10 * time.Minute // a first exchange of a large network
)

type controlPlace struct {
	Addr  string `json:"addr"`
	Token string `json:"token"`
}

type controlServer struct {
	network  *Network
	listener net.Listener
	token    string
	path     string
}

func newControlServer(n *Network) (*controlServer, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen for own programs: %w", err)
	}
	token := make([]byte, 16)
	if _, err := rand.Read(token); err != nil {
		return nil, errors.Join(fmt.Errorf("make token: %w", err), listener.Close())
	}
	return &controlServer{
		network: n, listener: listener, token: hex.EncodeToString(token), path: filepath.Join(n.laptop.Dir, controlFile),
	}, nil
}

// announce leaves a note in the data folder that says where to ask, and with which token.
func (c *controlServer) announce() {
	place, err := json.Marshal(controlPlace{Addr: c.listener.Addr().String(), Token: c.token})
	if err == nil {
		err = writePlace(c.path, place)
	}
	if err != nil {
		c.network.laptop.Log.Warn("other programs cannot ask this one", "error", err)
	}
}

// serve answers until ctx ends.
func (c *controlServer) serve(ctx context.Context) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /addrs", c.answer(func(ctx context.Context, _ []byte) (any, error) { return c.network.addrs(ctx) }))
	mux.HandleFunc("POST /exchange", c.answer(c.exchange))
	mux.HandleFunc("POST /checks", c.answer(c.checks))
	mux.HandleFunc("POST /join", c.answer(c.join))
	mux.HandleFunc("POST /show", c.answer(func(_ context.Context, body []byte) (any, error) {
		var file string
		if err := json.Unmarshal(body, &file); err != nil {
			return nil, err
		}
		if c.network.show != nil {
			c.network.show(file)
		}
		return c.network.show != nil, nil
	}))
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	var group sync.WaitGroup
	group.Go(func() {
		<-ctx.Done()
		_ = os.Remove(c.path) // a stale file only costs the next program one failed question
		_ = server.Close()
	})
	_ = server.Serve(c.listener) // ends with Close
	group.Wait()
}

func writePlace(path string, content []byte) error {
	temporary := path + ".new"
	if err := os.WriteFile(temporary, content, 0o600); err != nil {
		return err
	}
	return disk.Rename(temporary, path)
}

// controlError carries an error for people to the program that asked.
type controlError struct {
	Code    improve.Code `json:"code"`
	Message string       `json:"message"`
	Hint    string       `json:"hint,omitempty"`
}

func (c *controlServer) answer(do func(context.Context, []byte) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("Authorization")), []byte(c.token)) != 1 {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxControlBody))
		var result any
		if err == nil {
			result, err = do(r.Context(), body)
		}
		if err != nil {
			w.WriteHeader(http.StatusConflict)
			result = toControlError(err)
		}
		_ = json.NewEncoder(w).Encode(result) // the asker is gone if this fails
	}
}

func toControlError(err error) controlError {
	var known *improve.Error
	if errors.As(err, &known) {
		return controlError{Code: known.Code, Message: known.Message, Hint: known.Hint}
	}
	return controlError{Message: err.Error()}
}

// ExchangeWanted asks for an exchange with one laptop, at one address, or with all.
type ExchangeWanted struct {
	With string `json:"with,omitempty"`
	Addr string `json:"addr,omitempty"`
}

func (c *controlServer) exchange(ctx context.Context, body []byte) (any, error) {
	var wanted ExchangeWanted
	if err := json.Unmarshal(body, &wanted); err != nil {
		return nil, err
	}
	all, err := c.network.laptop.exchange(ctx, c.network.node, wanted)
	if err != nil {
		return nil, err
	}
	return toExchangeResults(all), nil
}

func (c *controlServer) join(ctx context.Context, body []byte) (any, error) {
	var invitation string
	if err := json.Unmarshal(body, &invitation); err != nil {
		return nil, err
	}
	joined, err := c.network.Join(ctx, invitation)
	if err != nil {
		return nil, err
	}
	return JoinResult{Space: joined.Space.String(), With: joined.With.String(), Name: joined.Name}, nil
}

func (c *controlServer) checks(ctx context.Context, body []byte) (any, error) {
	var device improve.DeviceID
	if err := json.Unmarshal(body, &device); err != nil {
		return nil, err
	}
	found := []Check{}
	err := c.network.Checks(ctx, device, func(check Check) { found = append(found, check) })
	return found, err
}

// JoinResult is what joining gives, as cairnctl prints it.
type JoinResult struct {
	Space string `json:"space"`
	With  string `json:"with"`
	Name  string `json:"name,omitempty"`
}

// ExchangeResult is what one exchange did, as cairnctl prints it.
type ExchangeResult struct {
	With       string `json:"with"`
	Sent       uint64 `json:"sent"`
	Received   uint64 `json:"received"`
	BytesOut   uint64 `json:"bytes_out"`
	BytesIn    uint64 `json:"bytes_in"`
	RoundTrips int    `json:"round_trips"`
	Ms         int64  `json:"ms"`
	Complete   bool   `json:"complete"`
	Took       int    `json:"took,omitempty"` // sealed files, from a laptop that only carries
	Left       int    `json:"left,omitempty"` // with it, for others
	Error      string `json:"error,omitempty"`
}

func toExchangeResult(r p2p.Result) ExchangeResult {
	return ExchangeResult{
		With: r.With.String(), Sent: r.Sent, Received: r.Received, BytesOut: r.BytesOut, BytesIn: r.BytesIn,
		RoundTrips: r.RoundTrips, Ms: r.Duration.Milliseconds(), Complete: r.Complete,
		Took: r.Carried.Took, Left: r.Carried.Left,
	}
}

// ask puts a question to the program that runs the folder's network. running
// is false when none does.
func (l *Laptop) ask(ctx context.Context, method, path string, question, answer any) (running bool, err error) {
	raw, err := os.ReadFile(filepath.Join(l.Dir, controlFile))
	if err != nil {
		return false, nil
	}
	var place controlPlace
	if json.Unmarshal(raw, &place) != nil {
		return false, nil
	}
	body, err := json.Marshal(question)
	if err != nil {
		return false, err
	}
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, "http://"+place.Addr+path, bytes.NewReader(body))
	if err != nil {
		return false, err
	}
	request.Header.Set("Authorization", place.Token)
	response, err := loopbackClient().Do(request)
	var refused *net.OpError
	if errors.As(err, &refused) && refused.Op == "dial" {
		return false, nil // it was killed: its file is stale
	}
	if err != nil {
		return true, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK && response.StatusCode != http.StatusConflict {
		return false, nil // it was killed, and another program has its port now
	}
	return true, readAnswer(response, answer)
}

// loopbackClient never goes through a school's proxy.
func loopbackClient() *http.Client {
	return &http.Client{Transport: &http.Transport{Proxy: nil, DisableKeepAlives: true}}
}

func readAnswer(response *http.Response, answer any) error {
	if response.StatusCode == http.StatusOK {
		return json.NewDecoder(response.Body).Decode(answer)
	}
	var told controlError
	if err := json.NewDecoder(response.Body).Decode(&told); err != nil || told.Message == "" {
		return fmt.Errorf("the program that shares for this folder answered %s", response.Status)
	}
	if told.Code == "" {
		return errors.New(told.Message)
	}
	return &improve.Error{Code: told.Code, Message: told.Message, Hint: told.Hint}
}
