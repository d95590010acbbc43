package kinds

import (
	"strconv"

	"github.com/cairn-schools/cairn/improve"
)

// FewestKey is the field with the fewest students in a group whose number may
// be seen by others. It counts where an owner of the space wrote it.
const FewestKey improve.FieldKey = "smallest_group"

// What a school or network may choose as its smallest group; authorities use 5 to 30.
const (
	leastFewest = 5
	mostFewest  = 30
)

// LimitKinds are the kinds whose pages may say it.
func LimitKinds() []improve.KindName { return []improve.KindName{"organisation", "network"} }

func fewestField() improve.Field {
	return improve.Field{
		Key: FewestKey, Type: improve.Number, Label: "Smallest group that others see", Term: "Minimum cell size",
		Help:  "From 5 to 30; 10 when it is empty. Numbers of smaller groups stay on the laptop of whoever wrote them. It counts when an owner of the space wrote it.",
		Check: checkFewest,
	}
}

func checkFewest(text string) error {
	if n, err := strconv.Atoi(text); err != nil || n < leastFewest || n > mostFewest {
		return &improve.Error{Code: improve.Invalid, Field: FewestKey, Message: "The smallest group is from 5 to 30 students.", Hint: "Leave it empty for 10."}
	}
	return nil
}
