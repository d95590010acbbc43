package improve

import (
	"strings"
	"testing"
)

// The texts are what libp2p's own peer.IDFromPublicKey gives for these keys.
func TestDeviceID_IsTheLibp2pPeerID(t *testing.T) {
	full := DeviceID{}
	for i := range full {
		full[i] = 0xff
	}
	tests := []struct {
		name string
		id   DeviceID
		want string
	}{
		{"north", deviceOf("north"), "12D3KooWMnsQ8Mi2gaMyy8h6s2omicRio1bmnkBn89uhvrLBMiSN"},
		{"south", deviceOf("south"), "12D3KooWB7Reb2CMrgnKWSFHnn7byrzz9n7ASmdLijPWGnj7Fwjm"},
		{"coach", deviceOf("coach"), "12D3KooWRxTezKoXqfhAyL6QHnnnqVQBa67M5xYwz5MtCQdAykkg"},
		{"zeros", DeviceID{}, "12D3KooW9pNAk8aiBuGVQtWRdbkLmo5qVL3e2h5UxbN2Nz9ttwiw"},
		{"ones", full, "12D3KooWT3gYEvLJyx1FyyHqrmvdy1tMjpgxmu9aSeKMEuafQtyC"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.id.String(); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			if got, err := ParseDeviceID(" " + test.want + "\n"); err != nil || got != test.id {
				t.Errorf("read back as %v, %v", got, err)
			}
		})
	}
}

func TestParseDeviceID_RefusesOtherTexts(t *testing.T) {
	good := deviceOf("north").String()
	for _, text := range []string{"", "1", good[:51], good + "1", "1" + good, strings.Replace(good, "K", "0", 1), "QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N", strings.Repeat("1", 64), strings.Repeat("z", 9999), "é"} {
		if id, err := ParseDeviceID(text); CodeOf(err) != Invalid {
			t.Errorf("%.60q: got %v, %v; want an *Error", text, id, err)
		}
	}
}
