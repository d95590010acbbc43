package app

import (
	"strconv"

	"github.com/cairn-schools/cairn/improve"
)

// Cells of an artifact's origin; docs/PROTOCOL.md says what each holds.
const (
	originArtifact improve.FieldKey = "artifact"
	originSpace    improve.FieldKey = "space"
	originVersion  improve.FieldKey = "version"
	originReplaced improve.FieldKey = "replaced" // how many names were replaced; absent: nobody was asked
	originLeft     improve.FieldKey = "left"     // how many names that were found were left as they are
)

// originTime is how the version of an origin is written: to the millisecond, in UTC.
const originTime = "2006-01-02T15:04:05.000Z"

func versionOf(a improve.Artifact) string { return a.Updated.Time().UTC().Format(originTime) }

// NameChoice is what a person decided about the names of children that were
// found in what they share.
type NameChoice struct {
	Asked   bool              // the person was shown what was found
	Replace map[string]string // a name as it stands in the texts, and what stands there in the copy
	Leave   []string          // names that were left as they are
}

// cells is the record of the question, which travels with the copy: that it was
// asked and how it was answered, never a name.
func (c NameChoice) cells() map[improve.FieldKey]string {
	if !c.Asked {
		return map[improve.FieldKey]string{}
	}
	return map[improve.FieldKey]string{originReplaced: strconv.Itoa(len(c.Replace)), originLeft: strconv.Itoa(len(c.Leave))}
}
