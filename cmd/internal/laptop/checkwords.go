package laptop

import (
	"fmt"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/lan"
	"github.com/cairn-schools/cairn/sync/p2p"
)

// What the checks found, in sentences. All functions here are pure.

func networkCheck(networks []lan.Network) Check {
	c := Check{Name: CheckNetwork, State: CheckGood}
	var addrs []string
	own := 0
	for _, network := range networks {
		ip := network.Address.Addr()
		addrs = append(addrs, ip.String())
		if !ip.IsLinkLocalUnicast() {
			own++
		}
	}
	switch {
	case len(networks) == 0:
		c.State, c.Message = CheckBad, "This laptop is in no network."
		c.Hint = "Choose a Wi-Fi or plug in a cable. A phone that shares its network works, too."
	case own == 0:
		c.State, c.Message = CheckNote, fmt.Sprintf("The network has given this laptop no number of its own; it uses %s.", list(addrs))
		c.Hint = "With a cable between two laptops that is right. In a school's network, connect again."
	default:
		c.Message = fmt.Sprintf("This laptop is in a network, as %s.", list(addrs))
	}
	return c
}

func tunnelCheck(names []string) Check {
	return Check{
		Name: CheckTunnel, State: CheckNote, Message: fmt.Sprintf("A VPN is on (%s). Many keep laptops in one room apart.", list(names)),
		Hint: "Switch it off while you share, if you may.",
	}
}

// clockSlack is how far the clock may seem to have gone back: time zones that were set wrong.
const clockSlack = 26 * time.Hour

// clockCheck finds a clock that was set back: then the last meeting lies ahead.
func clockCheck(remotes []improve.Remote, now time.Time) Check {
	for _, remote := range remotes {
		if remote.LastSeen.Sub(now) > clockSlack {
			return Check{
				Name: CheckClock, State: CheckNote, Message: fmt.Sprintf("The clock of this laptop says %s, which is before it last met another.", now.Format("2 January 2006")),
				Hint: "Sharing works all the same. Set the clock right, so that dates on your pages are.",
			}
		}
	}
	return Check{Name: CheckClock, State: CheckGood, Message: fmt.Sprintf("The clock says %s.", now.Format("2 January 2006, 15:04"))}
}

func listenCheck(listening bool, port uint16, trouble error) Check {
	c := Check{Name: CheckListen}
	switch {
	case listening && port != 0:
		c.State, c.Message = CheckGood, fmt.Sprintf("Cairn is ready for other laptops, at port %d.", port)
	case trouble != nil:
		c.State, c.Message = CheckBad, "Cairn cannot be reached by other laptops: its port is taken or not allowed."
		c.Hint = "Close Cairn and open it again. This laptop can still reach others by itself."
	default:
		c.State, c.Message = CheckNote, "Cairn waits for nobody: nothing is shared with another laptop yet."
		c.Hint = "Connect a laptop or invite somebody; then it can be reached."
	}
	return c
}

func portCheck(knocks []p2p.Knock, arrival p2p.Arrival, now time.Time) Check {
	for _, knock := range knocks {
		if knock.Outcome != p2p.Reached {
			return Check{
				Name: CheckPort, State: CheckBad, Message: fmt.Sprintf("Something on this laptop blocks port %d at %s: not even Cairn itself gets through.", knock.At.Port(), knock.At.Addr()),
				Hint: "Allow Cairn in the firewall of this laptop, or ask who looks after it.",
			}
		}
	}
	if !arrival.Device.IsZero() {
		return Check{Name: CheckPort, State: CheckGood, Message: fmt.Sprintf("Other laptops can come in: one did %s.", ago(arrival.At, now))}
	}
	return Check{
		Name: CheckPort, State: CheckGood, Message: fmt.Sprintf("Port %d answers on this laptop. No other laptop has come in since Cairn was opened.", knocks[0].At.Port()),
		Hint: "If none ever does, a firewall may stop them. One of two laptops that lets others in is enough.",
	}
}

// check tells of calls in the networks.
func (c calls) check() Check {
	check := Check{Name: CheckCalls, State: CheckGood}
	said, back, trouble := 0, 0, c.report.Trouble != nil
	for _, r := range c.report.Networks {
		if !r.Said.IsZero() {
			said++
		}
		if !r.CameBack.IsZero() {
			back++
		}
		trouble = trouble || r.Trouble != nil
	}
	switch {
	case c.off:
		check.State, check.Message = CheckNote, "Finding laptops nearby is switched off on this laptop."
		check.Hint = "Switch it on in Settings, or type the other laptop's number."
	case !c.report.Open && !trouble:
		check.State, check.Message = CheckNote, "Cairn calls nobody: nothing is shared with another laptop yet."
	case len(c.report.Networks) == 0 && !trouble:
		check.State, check.Message = CheckBad, "There is no network to call other laptops in."
	case said == 0 && trouble:
		check.State, check.Message = CheckBad, "Cairn cannot call other laptops in this network."
		check.Hint = fmt.Sprintf("A firewall may stop it: allow Cairn, or UDP port %d. Typing the other laptop's number works all the same.", lan.Port)
	case said == 0:
		check.State, check.Message = CheckNote, "Cairn listens for other laptops and does not call them: none could reach it."
	case back == 0:
		check.State, check.Message = CheckBad, "Cairn calls other laptops, and its calls do not come back."
		check.Hint = fmt.Sprintf("A firewall on this laptop may stop UDP port %d. It may find nobody; others may still find it.", lan.Port)
	default:
		check.Message = "Cairn calls other laptops, and hears calls."
	}
	return check
}

// remoteCheck is all that is known about one remote.
type remoteCheck struct {
	remote   improve.Remote
	name     string
	networks []lan.Network
	calls    calls
	probe    p2p.Probe
	now      time.Time
}

func (r remoteCheck) checks() []Check {
	checks := []Check{r.heard()}
	for _, check := range []Check{r.sameNetwork(), r.reach(), r.access(), r.last()} {
		if check.Message != "" {
			checks = append(checks, check)
		}
	}
	return checks
}

func (r remoteCheck) heardAt() (lan.Heard, bool) {
	for _, heard := range r.calls.report.Heard {
		if heard.Device == r.remote.Device {
			return heard, true
		}
	}
	return lan.Heard{}, false
}

func (r remoteCheck) heard() Check {
	c := Check{Name: CheckHeard, State: CheckNote}
	heard, ok := r.heardAt()
	switch {
	case ok:
		c.State, c.Message = CheckGood, fmt.Sprintf("%s calls nearby, from %s.", r.name, heard.At.Addr())
	case r.calls.off:
		c.Message = fmt.Sprintf("%s is not listened for, since finding laptops nearby is off.", r.name)
	case r.probe.Outcome == p2p.Reached:
		c.Message = fmt.Sprintf("%s does not call nearby, and can be reached.", r.name)
	case r.calls.report.Strangers > 0:
		c.State, c.Message = CheckBad, fmt.Sprintf("%s is not heard nearby. Other laptops with Cairn are, so calls get through to this one.", r.name)
		c.Hint = "Is Cairn open there, and in the same network as this laptop?"
	default:
		c.State, c.Message = CheckBad, fmt.Sprintf("%s is not heard nearby, and nor is any other laptop with Cairn.", r.name)
		c.Hint = "Is Cairn open there, in the same Wi-Fi? A guest network often keeps laptops apart."
	}
	return c
}

// sameNetwork compares where the other is or was with where this laptop is.
func (r remoteCheck) sameNetwork() Check {
	at := r.probe.At.Addr()
	if heard, ok := r.heardAt(); ok {
		at = heard.At.Addr()
	}
	if !at.IsValid() || at.IsLoopback() || len(r.networks) == 0 {
		return Check{}
	}
	var own []string
	for _, network := range r.networks {
		if network.Holds(at) {
			return Check{Name: CheckSame, State: CheckGood, Message: fmt.Sprintf("Both are in the same network, %s.", network.Address.Masked())}
		}
		own = append(own, network.Address.Masked().String())
	}
	c := Check{Name: CheckSame, State: CheckNote, Message: fmt.Sprintf("%s is at %s, in another network than this laptop (%s). Calls do not go from one to the other.", r.name, at, list(own))}
	if r.probe.Outcome != p2p.Reached {
		c.Hint = "Put both into the same Wi-Fi, or type the number that Sharing shows there."
	}
	return c
}

func (r remoteCheck) reach() Check {
	c := Check{Name: CheckDial, State: CheckBad}
	switch r.probe.Outcome {
	case p2p.Reached, p2p.NotLetIn:
		c.State, c.Message = CheckGood, fmt.Sprintf("%s answers, at %s.", r.name, r.probe.At.Addr())
	case p2p.Refused:
		c.Message = fmt.Sprintf("At %s a laptop answers, and says that Cairn is not open at port %d.", r.probe.At.Addr(), r.probe.At.Port())
		c.Hint = "Open Cairn there. If it is open, look up its number in Sharing there and type it here."
	case p2p.Silent:
		c.Message = fmt.Sprintf("%s does not answer at %s: port %d is blocked, or the laptop sleeps or has gone.", r.name, r.probe.At.Addr(), r.probe.At.Port())
		c.Hint = "Open these checks on that laptop, too: one of the two that lets the other in is enough. Allow Cairn in its firewall, leave the guest network, or use a phone's hotspot."
	case p2p.Unreachable:
		c.Message = fmt.Sprintf("There is no way from this network to %s, where %s was last.", r.probe.At.Addr(), r.name)
		c.Hint = "Put both into the same Wi-Fi, or share a phone's network."
	case p2p.Someone:
		c.Message = fmt.Sprintf("At %s something else answers, not %s.", r.probe.At, r.name)
		c.Hint = "The laptop has another number now. Look it up in Sharing there and type it here."
	case p2p.NoAddress:
		c.Message = fmt.Sprintf("It is not known where %s could be.", r.name)
		c.Hint = "Type the number that Sharing shows there, or open Cairn on both in the same Wi-Fi."
	case p2p.NoAccess:
		return Check{}
	default:
		c.Message = fmt.Sprintf("%s was found at %s, and the line broke off.", r.name, r.probe.At)
		c.Hint = "Try again. If it happens again, update Cairn on both laptops."
	}
	return c
}

func (r remoteCheck) access() Check {
	c := Check{Name: CheckAccess, State: CheckBad}
	switch r.probe.Outcome {
	case p2p.Reached:
		c.State, c.Message = CheckGood, fmt.Sprintf("%s knows this laptop and lets it in.", r.name)
	case p2p.NotLetIn:
		c.Message = fmt.Sprintf("%s did not let this laptop in: it may have been taken off the list there.", r.name)
		c.Hint = "Ask for a new invitation."
	case p2p.NoAccess:
		c.Message = fmt.Sprintf("%s may see nothing that is on this laptop, so it is not called.", r.name)
		c.Hint = "Invite it, or ask for an invitation."
	default:
		return Check{}
	}
	return c
}

func (r remoteCheck) last() Check {
	if r.remote.LastComplete.IsZero() {
		return Check{Name: CheckLast, State: CheckNote, Message: fmt.Sprintf("This laptop and %s have not shared everything yet.", r.name)}
	}
	return Check{Name: CheckLast, State: CheckGood, Message: fmt.Sprintf("The two last had all of each other %s.", ago(r.remote.LastComplete, r.now))}
}

// ago says when something was.
func ago(at, now time.Time) string {
	switch passed := now.Sub(at); {
	case passed < time.Minute:
		return "just now"
	case passed < time.Hour:
		return fmt.Sprintf("%d minutes ago", int(passed.Minutes()))
	case passed < 24*time.Hour:
		return "at " + at.Local().Format("15:04")
	default:
		return "on " + at.Local().Format("2 January at 15:04")
	}
}

func list(words []string) string { return strings.Join(words, ", ") }
