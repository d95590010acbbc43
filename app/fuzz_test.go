package app

import (
	"bytes"
	"compress/gzip"
	"testing"

	"github.com/cairn-schools/cairn/improve"
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

// What stands in a backup is packed and summed up by the test, so that the
// fuzzer gets past both and to the records.
func FuzzReadBackup(f *testing.F) {
	var good bytes.Buffer
	w := recordWriter{improve.NewRecordWriter(&good)}
	_ = w.putJSON(manifestRecord, BackupManifest{Name: "Ada"})
	_ = w.put(spaceRecord, make([]byte, 48))
	_ = w.putJSON(settingRecord, [2]string{"me.name", "Ada"})
	_ = w.end()
	f.Add(good.Bytes())
	f.Add([]byte{9, 0})
	f.Fuzz(func(t *testing.T, raw []byte) {
		file := bytes.NewBufferString(backupMagic + string(rune(plainBackup)))
		packed := gzip.NewWriter(file)
		_, _ = packed.Write(raw)
		_ = packed.Close()
		r := restore{settings: map[string]string{}, ctx: t.Context()}
		_ = readRecords(file, "", func(kind recordType, body []byte) error {
			if kind == segmentRecord {
				_, err := improve.DecodeSegment(body)
				return err
			}
			return r.look(kind, body)
		}) // a damaged one gives an error; a panic or a hang is not
	})
}
