package app

import (
	"testing"

	"github.com/cairn-schools/cairn/improve/kinds"
)

func FuzzReadLine(f *testing.F) {
	f.Add([]byte(`{"kind":"aim","fields":{"title":"By May"},"links":[{"rel":"project","to":"p"}],"ref":"a"}`))
	f.Add([]byte(`{"kind":"pdsa","fields":{"title":"x","questions":[{"question":"Q","prediction":"P"}],"cycle":1e3}}`))
	catalog := kinds.Catalog()
	f.Fuzz(func(t *testing.T, raw []byte) {
		line, err := readLine(raw)
		if err != nil {
			return
		}
		if kind := catalog.Kind(line.Kind); kind != nil {
			_, _ = ReadFields(kind, line.Fields) // either answer is right; a panic is not
		}
	})
}
