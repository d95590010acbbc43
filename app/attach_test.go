package app

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"path/filepath"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// photoWith is a JPEG with a word where cameras write the place.
func photoWith(t testing.TB, word string) []byte {
	t.Helper()

	img := image.NewRGBA(image.Rect(0, 0, 400, 300))
	for y := range 300 {
		for x := range 400 {
			img.Set(x, y, color.RGBA{uint8(x), uint8(y), uint8(x * y), 255})
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, nil); err != nil {
		t.Fatal(err)
	}
	mark := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00" + word
	head := append([]byte{0xff, 0xd8, 0xff, 0xe1, 0, byte(len(mark) + 2)}, mark...)
	return append(head, out.Bytes()[2:]...)
}

func (d *desk) attach(page improve.ArtifactID, name string, content []byte) Attached {
	d.t.Helper()

	added, err := d.Attach(d.t.Context(), page, NewFile{Name: name, Content: content})
	if err != nil {
		d.t.Fatal(err)
	}
	return added
}

func (d *desk) attachments(page improve.ArtifactID) []Attached {
	d.t.Helper()

	all, err := d.Attachments(d.t.Context(), d.get(page))
	if err != nil {
		d.t.Fatal(err)
	}
	return all
}

func TestAttach_keepsAPhotoWithoutThePlaceItWasTakenAt(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.page("pdsa", "One period")

	d.attach(id, "IMG_1.JPG", photoWith(t, "Gpscanary 51.4778 N"))
	d.attach(id, "plan.pdf", []byte("%PDF-1.7 plan"))

	d.wantGone("Gpscanary")
	all := d.attachments(id)
	if len(all) != 2 || all[0].Name != "IMG_1.JPG" || all[0].By != "Ann" || !all[0].Here || !all[0].ThumbHere || all[1].Name != "plan.pdf" || !all[1].Thumb.IsZero() {
		t.Fatalf("got %+v", all)
	}
	content, err := d.FileContent(t.Context(), all[1].Body)
	if err != nil || string(content) != "%PDF-1.7 plan" {
		t.Errorf("got %q, %v", content, err)
	}
	if _, shown := d.FieldsOf(d.get(id))[string(improve.FilesKey)]; shown {
		t.Error("the list of files stands among the fields")
	}
	if err := d.Detach(t.Context(), id, all[0].Row); err != nil {
		t.Fatal(err)
	}
	if left := d.attachments(id); len(left) != 1 || left[0].Name != "plan.pdf" {
		t.Errorf("got %+v", left)
	}
	refused(t, d.Detach(t.Context(), id, improve.RowID{9}), improve.NotFound)
	_, err = d.Attach(t.Context(), id, NewFile{Name: "a.heic", Content: []byte("\x00\x00\x00\x18ftypheic")})
	refused(t, err, improve.Invalid, "JPEG")
}

func TestAttach_goesWhereItsPageIsSharedAndOnlyWhoMayWriteAdds(t *testing.T) {
	ann, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ben", "South")
	id := ann.page("story", "A story")
	ann.attach(id, "IMG_1.JPG", photoWith(t, "x"))
	pair := ann.found(improve.PairSpace, "Pair")
	ann.admit(ben, pair, improve.Guest)

	copied := ann.share(id, pair)
	exchange(ann, ben, pair)

	all := ben.attachments(copied)
	if len(all) != 1 || all[0].Here || all[0].By != "Ann" {
		t.Fatalf("got %+v, want a photo that has not come", all)
	}
	spaces, err := ann.db.FileSpaces(t.Context(), all[0].Body.Hash)
	if err != nil || len(spaces) != 2 {
		t.Errorf("got %v, %v, want both spaces to name it", spaces, err)
	}
	_, err = ben.Attach(t.Context(), copied, NewFile{Name: "a.txt", Content: []byte("x")})
	refused(t, err, improve.Denied)
}

func TestRedact_takesAPhotoAwayForGoodAndWithItsPage(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.page("pdsa", "One period")
	one := d.attach(id, "Namecanary.txt", []byte("Textcanary one"))
	d.attach(id, "b.txt", []byte("Textcanary two"))

	d.redact(Erase{Page: id, Field: improve.FilesKey, Row: one.Row})
	d.wantGone("Namecanary")
	d.wantGone("Textcanary one")
	if got := d.sees("Textcanary two"); len(got) == 0 {
		t.Error("the other file went, too")
	}
	d.redact(Erase{Page: id})
	d.wantGone("Textcanary two")
}

func TestBackup_holdsPhotosAndDailyOnesDoNot(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.page("pdsa", "One period")
	d.attach(id, "a.txt", bytes.Repeat([]byte("long "), improve.FileChunk/4))
	gone := d.attach(id, "b.txt", []byte("Filecanary"))
	path := filepath.Join(t.TempDir(), "b.cairn-backup")
	if _, err := d.Backup(t.Context(), path, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := d.DailyBackup(t.Context(), d.dir); err != nil {
		t.Fatal(err)
	}
	if places := d.sees("Filecanary"); len(places) != 1 {
		t.Errorf("got %q, want the file itself only", places)
	}
	d.redact(Erase{Page: id, Field: improve.FilesKey, Row: gone.Row})
	if _, err := d.Restore(t.Context(), path, ""); err != nil {
		t.Fatal(err)
	}
	d.wantGone("Filecanary")

	fresh := deskIn(t, t.TempDir())
	if _, err := fresh.Restore(t.Context(), path, ""); err != nil {
		t.Fatal(err)
	}
	for _, file := range fresh.attachments(id) {
		want, err := d.FileContent(t.Context(), file.Body)
		got, errGot := fresh.FileContent(t.Context(), file.Body)
		if file.Row == gone.Row {
			want, err = []byte("Filecanary"), nil
		}
		if err != nil || errGot != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: got %d bytes, %v; want %d, %v", file.Name, len(got), errGot, len(want), err)
		}
	}
}
