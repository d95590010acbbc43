package ui

import (
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

func TestSharingState_SaysWhatIsSavedAndWhatIsShared(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) // a Saturday
	today, monday := now.Add(-78*time.Minute), time.Date(2026, 11, 16, 9, 10, 0, 0, time.UTC)
	amina, ben := RemoteState{Name: "Amina", LastComplete: today}, RemoteState{Name: "Ben", LastComplete: monday}
	with := func(r RemoteState, change func(*RemoteState)) RemoteState {
		change(&r)
		return r
	}
	benMissed := func(r *RemoteState) { r.Trouble, r.TroubleAt = "No answer.", now }
	four := func(r *RemoteState) { r.Waiting = 4 }
	for name, c := range map[string]struct {
		state sharingState
		chip  ChipState
		want  string
	}{
		"alone":                    {sharingState{}, ChipOK, "All saved on this laptop"},
		"all passed on":            {sharingState{Remotes: []RemoteState{amina, ben, {Name: "Ike", LastComplete: monday}}}, ChipOK, "All saved · shared 10:42 with 3 laptops"},
		"with one":                 {sharingState{Remotes: []RemoteState{ben}}, ChipOK, "All saved · shared Mon 09:10 with 1 laptop"},
		"work to pass on":          {sharingState{Remotes: []RemoteState{with(amina, four), with(ben, four)}}, ChipWaiting, "All saved · 4 changes wait for Amina and Ben"},
		"one change":               {sharingState{Remotes: []RemoteState{amina, with(ben, func(r *RemoteState) { r.Waiting = 1 })}}, ChipWaiting, "All saved · 1 change waits for Ben"},
		"never met":                {sharingState{Remotes: []RemoteState{{Name: "Ben"}}}, ChipWaiting, "All saved · not shared with Ben yet"},
		"going on":                 {sharingState{Remotes: []RemoteState{amina, with(ben, func(r *RemoteState) { r.Busy, r.Done, r.Total = true, 12, 40 })}}, ChipBusy, "Sharing… 12 of 40"},
		"going on, size unknown":   {sharingState{Remotes: []RemoteState{with(ben, func(r *RemoteState) { r.Busy = true })}}, ChipBusy, "Sharing…"},
		"needs you":                {sharingState{Remotes: []RemoteState{amina}, Unsettled: 1}, ChipWarn, "1 note needs you"},
		"needs you more":           {sharingState{Unsettled: 3}, ChipWarn, "3 notes need you"},
		"failed":                   {sharingState{Remotes: []RemoteState{amina, with(with(ben, four), benMissed)}}, ChipWarn, "Could not reach Ben (last: Mon 09:10)"},
		"failed from the first":    {sharingState{Remotes: []RemoteState{{Name: "Ben", Trouble: "No answer."}}}, ChipWarn, "Could not reach Ben"},
		"closed but has it all":    {sharingState{Remotes: []RemoteState{with(ben, benMissed)}}, ChipOK, "All saved · shared Mon 09:10 with 1 laptop"},
		"there again after a miss": {sharingState{Remotes: []RemoteState{with(with(with(ben, four), benMissed), func(r *RemoteState) { r.Connected = true })}}, ChipWaiting, "All saved · 4 changes wait for Ben"},
	} {
		t.Run(name, func(t *testing.T) {
			chip, got := c.state.chipWords(now)

			if chip != c.chip || got != c.want {
				t.Errorf("got %s %q, want %s %q", chip, got, c.chip, c.want)
			}
		})
	}
}

func TestWords_OfLaptopsSpacesAndAccess(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct{ got, want string }{
		{remoteName(RemoteState{}), "another laptop"},
		{remoteName(RemoteState{Laptop: "Office PC"}), "Office PC"},
		{remoteLine(RemoteState{Name: "Ben", Laptop: "ThinkPad", Connected: true, LastComplete: now}, now), "ThinkPad · connected now · had everything at 12:00"},
		{remoteLine(RemoteState{Laptop: "ThinkPad"}, now), "never had everything yet"},
		{clockWords(now.AddDate(0, 0, -30), now), "22 October"},
		{kindWords(improve.PersonalSpace), "Only you"},
		{kindWords(improve.PairSpace), "With a buddy school"},
		{accessWords(improve.Guest), "Reads and comments"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
