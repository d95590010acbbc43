package ui

import (
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// spaceWords says in a few words who has what is kept in a space.
type spaceWords struct {
	State ChipState
	Text  string
}

func (w spaceWords) chip() *Chip { return NewChip(w.State, w.Text, nil) }

// wordsOfSpace says where things are kept and with whom, as this laptop sees it.
func wordsOfSpace(space improve.Space, self improve.DeviceID) spaceWords {
	others := len(readersOf(space, self))
	switch {
	case space.Genesis.Kind == improve.PersonalSpace && others == 0:
		return spaceWords{ChipPlain, T("space.mine", "Only on this laptop")}
	case space.Genesis.Kind == improve.PersonalSpace:
		return spaceWords{ChipPlain, T("space.mine.several", "Only on your own laptops")}
	case others == 0:
		return spaceWords{ChipPlain, T("space.alone", "%s · only you so far", space.Name)}
	case space.Genesis.Kind == improve.SchoolSpace:
		return spaceWords{ChipOK, T("space.school", "Shared in %s", space.Name)}
	default:
		return spaceWords{ChipOK, T("space.shared", "Shared with %s", space.Name)}
	}
}

// readersOf gives the names of those who can read a space from other laptops, each once.
func readersOf(space improve.Space, self improve.DeviceID) []string {
	var names []string
	for _, member := range space.Laptops() {
		if member.Device == self || !member.Access.Reads() {
			continue
		}
		name := member.Name
		if name == "" {
			name = T("space.someone", "someone")
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// mostNames is how many names a sentence takes before it says "and 3 more".
const mostNames = 4

// listOfNames joins names as a sentence does: "Amina, Ben and Ike".
func listOfNames(names []string) string {
	switch count := len(names); {
	case count == 0:
		return ""
	case count == 1:
		return names[0]
	case count > mostNames:
		return T("names.more", "%s and %d more", joinNames(names[:mostNames-1]), count-mostNames+1)
	default:
		return T("names.and", "%s and %s", joinNames(names[:count-1]), names[count-1])
	}
}

func joinNames(names []string) string {
	joined := names[0]
	for _, name := range names[1:] {
		joined += ", " + name
	}
	return joined
}
