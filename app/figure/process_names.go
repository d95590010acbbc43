package figure

import (
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// WaysKey is the hidden cell of a step that holds the ids of the steps that its
// names mean, in their order, with a comma between.
const WaysKey improve.FieldKey = "ways"

// stepNames finds the steps that names and ids mean.
type stepNames struct {
	byName map[string]int
	byID   map[string]int
	names  []string
}

func newStepNames(rows []improve.Row) stepNames {
	n := stepNames{byName: map[string]int{}, byID: map[string]int{}}
	for i, row := range rows {
		key := stepKey(row.Cells["step"])
		n.names = append(n.names, key)
		n.byID[row.ID.String()] = i
		if _, twice := n.byName[key]; !twice && key != "" {
			n.byName[key] = i
		}
	}
	return n
}

func stepKey(name string) string { return strings.ToLower(plain(name)) }

// leadsTo reads where a step leads; lost are the names of steps that are not there.
func (n stepNames) leadsTo(text, ways string) (next []ProcessNext, lost []string) {
	for i, part := range wayParts(text) {
		label, name, at := n.read(part, i, ways)
		if at < 0 {
			lost = append(lost, name)
			continue
		}
		next = append(next, ProcessNext{To: at, Label: label})
	}
	return next, lost
}

// read finds the step that a part of a text means, -1 for none: the one that
// the hidden ids name, unless the text names another by now.
func (n stepNames) read(part string, place int, ways string) (label, name string, at int) {
	name = part
	at, known := n.byName[strings.ToLower(name)]
	if before, after, ok := strings.Cut(name, ":"); ok && !known {
		label, name = plain(before), plain(after)
		at, known = n.byName[strings.ToLower(name)]
	}
	if ids := strings.Split(ways, ","); place < len(ids) {
		if meant, there := n.byID[strings.TrimSpace(ids[place])]; there && (!known || n.names[meant] == strings.ToLower(name)) {
			return label, name, meant
		}
	}
	if !known {
		return label, name, -1
	}
	return label, name, at
}
