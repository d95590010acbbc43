package bundle

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"testing"
	"time"

	"filippo.io/age"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// A seal is drawn at random: the vector is made once and never again, unless
// its file is taken away first.
var makeVector = flag.Bool("vector", false, "write testdata/vector2.json when it is not there")

// Where the vectors of version 1, which nothing makes any more, and of version 2 lie.
const (
	firstVector  = "testdata/vector.json"
	secondVector = "testdata/vector2.json"
)

// vector is a file that other programs are told about, with the key that opens it.
type vector struct {
	Identity string            `json:"identity"` // age's own form
	Secret   string            `json:"secret"`   // the same X25519 key
	File     string            `json:"file"`
	Output   map[string]string `json:"output"`
}

// opener are the keys of somebody who has nothing but an identity.
type opener struct {
	Keys
	identity *age.X25519Identity
}

func (o opener) Unseal(r io.Reader) (io.Reader, error) { return age.Decrypt(r, o.identity) }

func TestVector_IsWhatOtherProgramsWereTold(t *testing.T) {
	if _, err := os.Stat(secondVector); errors.Is(err, fs.ErrNotExist) && *makeVector {
		must(t, os.WriteFile(secondVector, newVector(t), 0o644))
	}
	for _, path := range []string{firstVector, secondVector} {
		t.Run(path, func(t *testing.T) { wantAsTold(t, path) })
	}
}

func wantAsTold(t *testing.T, path string) {
	t.Helper()

	raw, err := os.ReadFile(path)
	must(t, err)
	var v vector
	must(t, json.Unmarshal(raw, &v))
	file, err := hex.DecodeString(v.File)
	must(t, err)
	identity, err := age.ParseX25519Identity(v.Identity)
	must(t, err)
	looked := &check{}
	_, err = Laptop{Keys: opener{identity: identity}}.read(t.Context(), bytes.NewReader(file), looked)
	must(t, err)
	for key, want := range v.Output {
		if got := outputOf(looked)[key]; got != want {
			t.Errorf("%s: got %s, want %s", key, got, want)
		}
	}
}

func outputOf(c *check) map[string]string {
	return map[string]string{
		"space": hex.EncodeToString(c.m.Space[:]), "exporter": hex.EncodeToString(c.m.Exporter[:]),
		"created": fmt.Sprint(c.m.Created.UnixMilli()), "part": fmt.Sprint(c.m.Part, " of ", c.m.Parts),
		"events": fmt.Sprint(c.m.Events()), "digest": hex.EncodeToString(digestBytes(c.m.Heads)),
	}
}

func digestBytes(heads improve.Heads) []byte {
	digest := heads.Digest()
	return digest[:]
}

// newVector makes a file of two logs that nobody's laptop wrote, for a new key.
func newVector(t *testing.T) []byte {
	t.Helper()

	identity, err := age.GenerateX25519Identity()
	must(t, err)
	s := improvetest.NewSpace(improvetest.NewRand(7), improve.PairSpace)
	auth, data := letIn(s, newLaptop(t, "Bea")), s.Log(s.Root, improve.Data)
	for n := range 12 {
		data.WriteValue(aimOf(s), improve.TextValue(fmt.Sprintf("More families of group %d finish the form, and sooner", n)))
	}
	pieces := []improve.Segment{auth.Seal(), data.Seal()}
	logs := []Range{promise(auth, improve.Auth), promise(data, improve.Data)}
	m := Manifest{Space: s.ID, Exporter: s.Root.ID, Created: time.UnixMilli(1795312257975), Part: 1, Parts: 1, Logs: logs}
	m.Heads = headsOf([]improve.Log{{Head: auth.Head()}, {Head: data.Head()}})
	plain := forgeColumns(t, s, m, pieces)
	file := sealTo(t, plain, identity.Recipient())
	secret, err := decodeSecret(identity.String())
	must(t, err)
	looked := &check{}
	_, err = Laptop{Keys: opener{identity: identity}}.read(t.Context(), bytes.NewReader(file), looked)
	must(t, err)
	raw, err := json.MarshalIndent(vector{Identity: identity.String(), Secret: hex.EncodeToString(secret), File: hex.EncodeToString(file), Output: outputOf(looked)}, "", "  ")
	must(t, err)
	return append(raw, '\n')
}

// decodeSecret gives the 32 bytes behind an identity as age writes it.
func decodeSecret(identity string) ([]byte, error) {
	digits := bytes.ToLower([]byte(identity[len("AGE-SECRET-KEY-1"):]))
	var out []byte
	bits, have := 0, 0
	for _, c := range digits[:len(digits)-6] {
		value := bytes.IndexByte([]byte(bech32Alphabet), c)
		if value < 0 {
			return nil, errors.New("not Bech32")
		}
		bits, have = bits<<5|value, have+5
		if have >= 8 {
			have -= 8
			out, bits = append(out, byte(bits>>have)), bits&(1<<have-1)
		}
	}
	return out, nil
}
