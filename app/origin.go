package app

import "github.com/cairn-schools/cairn/improve"

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
