package ui

import (
	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func newProjectCalled(title string) app.NewArtifact {
	return app.NewArtifact{Kind: "project", Fields: map[improve.FieldKey]string{improve.TitleKey: title}}
}
