package p2p

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cairn-schools/cairn/improve"
)

func sampleInvitation(t *testing.T) Invitation {
	t.Helper()
	device := deviceOfKey(newKey(t))
	return Invitation{
		Space: improve.SpaceID{1, 2, 3}, Device: device, Secret: NewSecret(), Access: improve.Member,
		Addrs: []string{
			"/ip4/192.168.1.20/tcp/4101/p2p/" + device.String(), "/ip6/fd00::1/tcp/4101/p2p/" + device.String(),
		},
		Expires: time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC),
	}
}

func TestInvitation_ComesBackAsItWasWhateverAMailProgramDid(t *testing.T) {
	want := sampleInvitation(t)
	text, err := EncodeInvitation(want)
	if err != nil {
		t.Fatal(err)
	}
	mangled := map[string]string{
		"as it is":     text,
		"upper case":   strings.ToUpper(text),
		"line breaks":  text[:20] + "\r\n" + text[20:70] + "\n  " + text[70:] + "\n",
		"spaces":       "  " + strings.Join(strings.Split(text, "c"), " c") + "\t",
		"soft hyphens": text[:30] + "\u00ad" + text[30:50] + "\u200b-" + text[50:],
	}
	for name, text := range mangled {
		t.Run(name, func(t *testing.T) {
			got, err := ParseInvitation(text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("want (-), got (+):\n%s", diff)
			}
		})
	}
	t.Logf("an invitation with two addresses has %d characters", len(text))
}

func TestInvitation_SaysInWordsWhatIsWrong(t *testing.T) {
	text, err := EncodeInvitation(sampleInvitation(t))
	if err != nil {
		t.Fatal(err)
	}
	wrong := map[string]struct {
		text string
		want improve.Code
	}{
		"nothing":           {"", improve.Invalid},
		"something else":    {"https://example.org", improve.Invalid},
		"cut":               {text[:len(text)-9], improve.Damaged},
		"one letter":        {text[:40] + flip(text[40]) + text[41:], improve.Damaged},
		"not base32":        {text[:40] + "1" + text[41:], improve.Damaged},
		"prefix alone":      {"cairn1:", improve.Damaged},
		"much too long":     {text + strings.Repeat("a", MaxInvitationText), improve.Damaged},
		"of a later format": {"cairn2:" + text[7:], improve.Newer},
		"of a later record": {reversioned(t, 9), improve.Newer},
	}
	for name, c := range wrong {
		t.Run(name, func(t *testing.T) {
			if _, err := ParseInvitation(c.text); improve.CodeOf(err) != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func flip(b byte) string {
	if b == 'a' {
		return "b"
	}
	return "a"
}

func reversioned(t *testing.T, version uint64) string {
	t.Helper()
	raw, err := encodeMode.Marshal(invitationCBOR{Version: version})
	if err != nil {
		t.Fatal(err)
	}
	return InvitationPrefix + invitationText.EncodeToString(append(raw, checksum(raw)...))
}

func TestInvitation_EveryChangedByteIsNoticed(t *testing.T) {
	text, err := EncodeInvitation(sampleInvitation(t))
	if err != nil {
		t.Fatal(err)
	}
	for i := len(InvitationPrefix); i < len(text); i++ {
		if _, err := ParseInvitation(text[:i] + flip(text[i]) + text[i+1:]); err == nil {
			t.Errorf("a change at %d passed", i)
		}
	}
}

func TestInvitation_Expires(t *testing.T) {
	inv := sampleInvitation(t)
	if err := inv.CheckExpiry(inv.Expires.Add(-time.Second)); err != nil {
		t.Errorf("got %v a second before its end", err)
	}
	if err := inv.CheckExpiry(inv.Expires); improve.CodeOf(err) != improve.Denied {
		t.Errorf("got %v at its end, want denied", err)
	}
}

func TestInvitation_NeedsAnAddressOfTheInviter(t *testing.T) {
	inv := sampleInvitation(t)
	inv.Addrs = []string{"/ip4/10.0.0.1/tcp/1/p2p/" + deviceOfKey(newKey(t)).String(), "nonsense"}
	if _, err := EncodeInvitation(inv); improve.CodeOf(err) != improve.Invalid {
		t.Errorf("got %v, want invalid", err)
	}
}

func FuzzParseInvitation(f *testing.F) {
	f.Add("cairn1:")
	f.Add("cairn1:abcdefgh234567")
	f.Add("CAIRN1: ab cd\nef")
	f.Add("cairn2:aa")
	f.Fuzz(func(t *testing.T, text string) {
		inv, err := ParseInvitation(text)
		if err != nil {
			if improve.CodeOf(err) == "" {
				t.Fatalf("an error that no person understands: %v", err)
			}
			return
		}
		again, err := EncodeInvitation(inv)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := ParseInvitation(again); err != nil || !cmp.Equal(back, inv) {
			t.Fatalf("got %+v, %v; want %+v", back, err, inv)
		}
	})
}

// FuzzInvitationRecord goes past the checksum, which a fuzzer does not guess.
func FuzzInvitationRecord(f *testing.F) {
	f.Add([]byte{0xa0})
	f.Fuzz(func(t *testing.T, raw []byte) {
		text := InvitationPrefix + invitationText.EncodeToString(append(append([]byte{}, raw...), checksum(raw)...))
		inv, err := ParseInvitation(text)
		if err != nil {
			if improve.CodeOf(err) == "" {
				t.Fatalf("an error that no person understands: %v", err)
			}
			return
		}
		if _, err := EncodeInvitation(inv); err != nil {
			t.Fatal(err)
		}
	})
}
