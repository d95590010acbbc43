package laptop

import (
	"errors"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/lan"
	"github.com/cairn-schools/cairn/sync/p2p"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func inNetworks(prefixes ...string) []lan.Network {
	var networks []lan.Network
	for _, prefix := range prefixes {
		networks = append(networks, lan.Network{Interface: "eth0", Address: netip.MustParsePrefix(prefix)})
	}
	return networks
}

// ben is a remote that was reached, or not, as the probe says.
func ben(p p2p.Probe) remoteCheck {
	return remoteCheck{remote: improve.Remote{Device: improve.DeviceID{1}}, name: "Ben", networks: inNetworks("10.7.0.2/24"), probe: p, now: noon}
}

func heardFrom(at string) calls {
	return calls{report: lan.Report{Open: true, Heard: []lan.Heard{{Device: improve.DeviceID{1}, At: netip.MustParseAddrPort(at)}}}}
}

func TestChecks_SayWhatIsWrongInOneSentence(t *testing.T) {
	at := netip.MustParseAddrPort("10.7.0.1:4101")
	said, back := lan.NetworkReport{Said: noon}, lan.NetworkReport{Said: noon, CameBack: noon}
	trouble := errors.New("not permitted")
	heard := ben(p2p.Probe{Outcome: p2p.Silent, At: at})
	heard.calls = heardFrom("10.7.0.1:4101")
	off := ben(p2p.Probe{Outcome: p2p.NoAddress})
	off.calls.off = true
	strangers := ben(p2p.Probe{Outcome: p2p.NoAddress})
	strangers.calls.report.Strangers = 2
	for _, c := range []struct {
		got   Check
		state CheckState
		words string
	}{
		{networkCheck(nil), CheckBad, "in no network"},
		{networkCheck(inNetworks("169.254.3.4/16")), CheckNote, "no number of its own"},
		{networkCheck(inNetworks("10.7.0.2/24")), CheckGood, "10.7.0.2"},
		{tunnelCheck([]string{"tun0"}), CheckNote, "VPN is on (tun0)"},
		{clockCheck([]improve.Remote{{LastSeen: noon.Add(48 * time.Hour)}}, noon), CheckNote, "21 November 2026, which is before"},
		{clockCheck([]improve.Remote{{LastSeen: noon.Add(time.Hour)}}, noon), CheckGood, "21 November 2026"},
		{listenCheck(true, 4101, nil), CheckGood, "port 4101"},
		{listenCheck(false, 0, trouble), CheckBad, "taken or not allowed"},
		{listenCheck(false, 0, nil), CheckNote, "waits for nobody"},
		{portCheck([]p2p.Knock{{At: at, Outcome: p2p.Silent}}, p2p.Arrival{}, noon), CheckBad, "blocks port 4101"},
		{portCheck([]p2p.Knock{{At: at, Outcome: p2p.Reached}}, p2p.Arrival{}, noon), CheckGood, "No other laptop has come in"},
		{portCheck([]p2p.Knock{{At: at, Outcome: p2p.Reached}}, p2p.Arrival{Device: improve.DeviceID{1}, At: noon.Add(-5 * time.Minute)}, noon), CheckGood, "one did 5 minutes ago"},
		{calls{off: true}.check(), CheckNote, "switched off"},
		{calls{report: lan.Report{Open: true, Networks: []lan.NetworkReport{back}}}.check(), CheckGood, "hears calls"},
		{calls{report: lan.Report{Open: true, Networks: []lan.NetworkReport{said}}}.check(), CheckBad, "do not come back"},
		{calls{report: lan.Report{Open: true, Networks: []lan.NetworkReport{{Trouble: trouble}}}}.check(), CheckBad, "cannot call"},
		{calls{report: lan.Report{Trouble: trouble}}.check(), CheckBad, "cannot call"},
		{calls{report: lan.Report{Open: true, Networks: []lan.NetworkReport{{}}}}.check(), CheckNote, "does not call them"},
		{calls{}.check(), CheckNote, "calls nobody"},
		{heard.heard(), CheckGood, "calls nearby, from 10.7.0.1"},
		{off.heard(), CheckNote, "is off"},
		{strangers.heard(), CheckBad, "Other laptops with Cairn are"},
		{ben(p2p.Probe{Outcome: p2p.NoAddress}).heard(), CheckBad, "nor is any other"},
		{heard.sameNetwork(), CheckGood, "10.7.0.0/24"},
		{ben(p2p.Probe{Outcome: p2p.Silent, At: netip.MustParseAddrPort("10.8.0.1:4101")}).sameNetwork(), CheckNote, "in another network than this laptop (10.7.0.0/24)"},
		{heard.reach(), CheckBad, "port 4101 is blocked"},
		{ben(p2p.Probe{Outcome: p2p.Refused, At: at}).reach(), CheckBad, "not open at port 4101"},
		{ben(p2p.Probe{Outcome: p2p.Unreachable, At: at}).reach(), CheckBad, "no way from this network"},
		{ben(p2p.Probe{Outcome: p2p.Someone, At: at}).reach(), CheckBad, "something else answers"},
		{ben(p2p.Probe{Outcome: p2p.NoAddress}).reach(), CheckBad, "not known where Ben"},
		{ben(p2p.Probe{Outcome: p2p.Failed, At: at}).reach(), CheckBad, "broke off"},
		{ben(p2p.Probe{Outcome: p2p.NotLetIn, At: at}).access(), CheckBad, "taken off the list"},
		{ben(p2p.Probe{Outcome: p2p.NoAccess}).access(), CheckBad, "may see nothing"},
		{ben(p2p.Probe{Outcome: p2p.Reached, At: at}).access(), CheckGood, "lets it in"},
		{ben(p2p.Probe{}).last(), CheckNote, "not shared everything yet"},
	} {
		if c.got.State != c.state || !strings.Contains(c.got.Message, c.words) {
			t.Errorf("got %s %q, want %s with %q", c.got.State, c.got.Message, c.state, c.words)
		}
		if c.state == CheckBad && c.got.Hint == "" && c.got.Name != CheckCalls {
			t.Errorf("%q does not say what to do", c.got.Message)
		}
	}
}

func TestNetwork_OnTheLoopbackNobodyIsCalled(t *testing.T) {
	for listen, want := range map[string]bool{
		"/ip4/127.0.0.1/tcp/0": true, "/ip4/127.0.0.9/tcp/4101": true, "/ip6/::1/tcp/0": true, ListenAnywhere: false, "/ip4/192.168.1.20/tcp/0": false,
	} {
		if got := onLoopback([]string{listen}); got != want {
			t.Errorf("%s: got %v, want %v", listen, got, want)
		}
	}
	if onLoopback(nil) {
		t.Error("a program that only dials is not on the loopback")
	}
}
