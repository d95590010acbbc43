package ui

import (
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// sharingState is what the header's chip is told: two facts, what is saved here
// and what others have.
type sharingState struct {
	Remotes   []RemoteState
	Unsettled int // pages with several texts that wait for a person
}

// chipWords says in the header what is saved and what is shared. What a person
// must decide comes first, then what goes on now, then what did not work.
func (s sharingState) chipWords(now time.Time) (ChipState, string) {
	busy, done, total, waiting := s.sums()
	waitFor, missed := s.namesWaiting(), s.missed()
	switch {
	case s.Unsettled == 1:
		return ChipWarn, T("chip.one", "1 note needs you")
	case s.Unsettled > 1:
		return ChipWarn, T("chip.several", "%d notes need you", s.Unsettled)
	case busy && total > 0:
		return ChipBusy, T("chip.busy.of", "Sharing… %d of %d", done, total)
	case busy:
		return ChipBusy, T("chip.busy", "Sharing…")
	case len(s.Remotes) == 0:
		return ChipOK, T("chip.alone", "All saved on this laptop")
	case missed != nil && missed.LastComplete.IsZero():
		return ChipWarn, T("chip.missed.never", "Could not reach %s", remoteName(*missed))
	case missed != nil:
		return ChipWarn, T("chip.missed", "Could not reach %s (last: %s)", remoteName(*missed), clockWords(missed.LastComplete, now))
	case waiting == 1:
		return ChipWaiting, T("chip.waits.one", "All saved · 1 change waits for %s", listOfNames(waitFor))
	case waiting > 1:
		return ChipWaiting, T("chip.waits", "All saved · %d changes wait for %s", waiting, listOfNames(waitFor))
	}
	return s.sharedWords(now)
}

// sharedWords is for when nothing waits: with how many laptops it is shared.
func (s sharingState) sharedWords(now time.Time) (ChipState, string) {
	count, last := 0, time.Time{}
	for _, remote := range s.Remotes {
		if remote.LastComplete.IsZero() {
			continue
		}
		count++
		if remote.LastComplete.After(last) {
			last = remote.LastComplete
		}
	}
	switch count {
	case 0:
		return ChipWaiting, T("chip.never", "All saved · not shared with %s yet", listOfNames(s.names(func(RemoteState) bool { return true })))
	case 1:
		return ChipOK, T("chip.shared.one", "All saved · shared %s with 1 laptop", clockWords(last, now))
	default:
		return ChipOK, T("chip.shared", "All saved · shared %s with %d laptops", clockWords(last, now), count)
	}
}

// sums gives whether an exchange goes on, how far all that go on have come, and
// how many of our changes somebody does not have: of the one who lacks most,
// since the same change waits for several.
func (s sharingState) sums() (busy bool, done, total, waiting int) {
	for _, remote := range s.Remotes {
		waiting = max(waiting, remote.Waiting)
		if remote.Busy {
			busy, done, total = true, done+remote.Done, total+remote.Total
		}
	}
	return busy, min(done, total), total, waiting
}

func (s sharingState) namesWaiting() []string {
	return s.names(func(remote RemoteState) bool { return remote.Waiting > 0 })
}

// names gives the names of some remotes, each once.
func (s sharingState) names(which func(RemoteState) bool) []string {
	var names []string
	seen := map[string]bool{}
	for _, remote := range s.Remotes {
		if name := remoteName(remote); which(remote) && !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}

// missed gives a laptop that could not be reached although something waits for
// it, or although it has never had anything. One that has everything and is
// merely closed is no trouble.
func (s sharingState) missed() *RemoteState {
	for i, remote := range s.Remotes {
		if remoteMissed(remote) && (remote.Waiting > 0 || remote.LastComplete.IsZero()) {
			return &s.Remotes[i]
		}
	}
	return nil
}

func remoteMissed(remote RemoteState) bool {
	return remote.Trouble != "" && !remote.Connected && !remote.Busy
}

// remoteName gives what to call the other laptop in a sentence.
func remoteName(remote RemoteState) string {
	switch {
	case remote.Name != "":
		return remote.Name
	case remote.Laptop != "":
		return remote.Laptop
	default:
		return T("remote.someone", "another laptop")
	}
}

// remoteWords says of one laptop what goes on with it.
func remoteWords(remote RemoteState) (ChipState, string) {
	switch {
	case remote.Busy && remote.Total > 0:
		return ChipBusy, T("chip.busy.of", "Sharing… %d of %d", min(remote.Done, remote.Total), remote.Total)
	case remote.Busy:
		return ChipBusy, T("chip.busy", "Sharing…")
	case remote.Replaced:
		return ChipPlain, T("remote.replaced", "This laptop took its place")
	case remoteMissed(remote) && (remote.Waiting > 0 || remote.LastComplete.IsZero()):
		return ChipWarn, T("remote.missed", "Could not be reached")
	case remote.Waiting > 0:
		return ChipWaiting, waitWords(remote.Waiting)
	case remote.LastComplete.IsZero():
		return ChipWaiting, T("remote.never", "Not shared yet")
	default:
		return ChipOK, T("remote.all", "Has everything")
	}
}

func waitWords(count int) string {
	if count == 1 {
		return T("remote.waits.one", "1 change waits")
	}
	return T("remote.waits", "%d changes wait", count)
}

// remoteLine is the quiet line under a laptop's name.
func remoteLine(remote RemoteState, now time.Time) string {
	there := ""
	if remote.Connected {
		there = T("remote.here", "connected now")
	}
	last := T("remote.last.never", "never had everything yet")
	if !remote.LastComplete.IsZero() {
		last = T("remote.last", "had everything %s", When(remote.LastComplete, now))
	}
	laptop := remote.Laptop
	if remote.Name == "" {
		laptop = ""
	}
	waits := ""
	if state, _ := remoteWords(remote); state == ChipWarn && remote.Waiting > 0 {
		waits = waitWords(remote.Waiting)
	}
	return dotted(laptop, there, last, waits)
}

// clockWords says a time in as few letters as it can: "10:42" today, "Mon 9:10"
// within the last six days, else "3 November".
func clockWords(at, now time.Time) string {
	at = at.In(now.Location())
	days := int(midnight(now).Sub(midnight(at)).Hours()/24 + 0.5)
	switch {
	case days <= 0:
		return at.Format("15:04")
	case days < 7:
		return T("when.short", "%s %s", shortWeekday(at.Weekday()), at.Format("15:04"))
	default:
		return shortDate(at)
	}
}

// shortWeekday gives a day of the week in three letters, more where a language needs them.
func shortWeekday(day time.Weekday) string {
	return phrases().ShortWeekday(day)
}

// kindWords says in plain words whom a space is for.
func kindWords(kind improve.SpaceKind) string {
	switch kind {
	case improve.PersonalSpace:
		return T("spacekind.personal", "Only you")
	case improve.SchoolSpace:
		return T("spacekind.school", "Your school")
	case improve.PairSpace:
		return T("spacekind.pair", "With a buddy school")
	case improve.GroupSpace:
		return T("spacekind.group", "A group")
	case improve.NetworkSpace:
		return T("spacekind.network", "The network")
	default:
		return T("spacekind.newer", "Made with a newer version")
	}
}

// accessWords says in plain words what a laptop may do.
func accessWords(access improve.AccessLevel) string {
	switch access {
	case improve.Owner:
		return T("access.owner", "Writes and invites")
	case improve.Member:
		return T("access.member", "Can write")
	case improve.Guest:
		return T("access.guest", "Reads and comments")
	case improve.Carrier:
		return T("access.carrier", "Carries it, cannot read it")
	default:
		return T("access.none", "No longer")
	}
}
