package kinds

import "github.com/cairn-schools/cairn/improve"

// ConditionFields names the fields of a kind that say where, with whom and
// under what conditions something was tried or seen; of a list, all its words
// count. nil for a kind that says nothing of it.
func ConditionFields(kind improve.KindName) []improve.FieldKey {
	switch kind {
	case "pdsa", "proof-point":
		return []improve.FieldKey{"conditions"}
	case "bright-spot":
		return []improve.FieldKey{"where", "conditions"}
	case "aim":
		return []improve.FieldKey{"whom", "where"}
	case "practice":
		return []improve.FieldKey{"uses"}
	case "pilot", "spread-plan":
		return []improve.FieldKey{"places"}
	case "project":
		return []improve.FieldKey{"who_affected", "boundary"}
	case "organisation":
		return []improve.FieldKey{"grades", "students", "place", "about"}
	default:
		return nil
	}
}
