package app

import (
	"time"

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

// versionLayout is how OriginKey, FollowsKey and BackKey name a version: its
// time to the millisecond, in UTC.
const versionLayout = improve.OriginLayout

func versionTime(at time.Time) string { return at.UTC().Format(versionLayout) }

func versionOf(a improve.Artifact) string { return versionTime(a.Updated.Time()) }
