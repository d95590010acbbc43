package photo

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// canary stands in everything that must not leave the laptop.
const canary = "Maple-Street-Canary"

// drawing is a picture whose upper left corner is red, so that one sees how it lies.
func drawing(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.Set(x, y, color.RGBA{uint8(x * 200 / w), uint8(y * 200 / h), 90, 255})
			if x < w/3 && y < h/3 {
				img.Set(x, y, color.RGBA{255, 0, 0, 255})
			}
		}
	}
	return img
}

func jpegOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func part(marker byte, body string) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2)), body...)
}

// gpsExif is what a phone writes: how it lies, its maker, and a GPS directory with a place.
func gpsExif(how byte) string {
	tiff := "MM\x00*\x00\x00\x00\x08\x00\x03" +
		"\x01\x0f\x00\x02\x00\x00\x00\x14\x00\x00\x00\x50" +
		"\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(how) + "\x00\x00" +
		"\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x32" + "\x00\x00\x00\x00"
	gps := "\x00\x02\x00\x01\x00\x02\x00\x00\x00\x02N\x00\x00\x00\x00\x02\x00\x05\x00\x00\x00\x03\x00\x00\x00\x70\x00\x00\x00\x00"
	return "Exif\x00\x00" + tiff + gps + canary + "51.4778-N"
}

// phonePhoto is a JPEG as phones and programs leave it: with every hidden part that we know.
func phonePhoto(t testing.TB, img image.Image, how byte) []byte {
	plain := jpegOf(t, img)
	raw := []byte{0xff, 0xd8}
	raw = append(raw, part(0xe0, "JFXX\x00\x10"+canary)...)
	raw = append(raw, part(0xe1, gpsExif(how))...)
	raw = append(raw, part(0xe1, "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>"+canary+"</x:xmpmeta>")...)
	raw = append(raw, part(0xe2, "MPF\x00"+canary)...)
	raw = append(raw, part(0xed, "Photoshop 3.0\x008BIM\x04\x04"+canary)...)
	raw = append(raw, part(0xfe, canary)...)
	raw = append(raw, plain[2:]...)
	return append(raw, "\xff\xd8 a second picture "+canary+"\xff\xd9"...)
}

func chunk(name, body string) []byte {
	raw := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	raw = append(raw, name+body...)
	return binary.BigEndian.AppendUint32(raw, crc32.ChecksumIEEE([]byte(name+body)))
}

func screenshot(t testing.TB, img image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	raw := out.Bytes()
	extra := append(chunk("tEXt", "Comment\x00"+canary), chunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00"+canary)...)
	extra = append(extra, chunk("eXIf", gpsExif(6))...)
	extra = append(extra, chunk("prVt", canary)...)
	const header = 8 + 25
	return append(append(append(append([]byte{}, raw[:header]...), extra...), raw[header:]...), "behind the end "+canary...)
}

func prepare(t *testing.T, name string, raw []byte, o Options) Prepared {
	t.Helper()
	p, err := Prepare(name, raw, o)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(p.Body, []byte(canary)) || bytes.Contains(p.Thumb, []byte(canary)) || bytes.Contains(p.Body, []byte("51.4778")) {
		t.Error("what the camera hid is still in the file")
	}
	if len(p.Thumb) > improve.MaxThumb {
		t.Errorf("the preview has %d bytes", len(p.Thumb))
	}
	return p
}

func TestPrepare_TakesPlaceAndMakerOutOfAPhotoAndNothingElse(t *testing.T) {
	img := drawing(300, 200)
	p := prepare(t, "IMG_1.JPG", phonePhoto(t, img, 6), Options{})

	if p.Name != "IMG_1.JPG" || p.Type != "image/jpeg" || !p.Cleaned || bytes.Contains(p.Body, []byte{0x88, 0x25, 0, 4}) {
		t.Errorf("got %q %q, cleaned %t, or the GPS directory is still named", p.Name, p.Type, p.Cleaned)
	}
	before, err := jpeg.Decode(bytes.NewReader(jpegOf(t, img)))
	if err != nil {
		t.Fatal(err)
	}
	after, err := jpeg.Decode(bytes.NewReader(p.Body))
	if err != nil {
		t.Fatal(err)
	}
	for y := range 200 {
		for x := range 300 {
			if before.At(x, y) != after.At(x, y) {
				t.Fatalf("the point %d, %d is another", x, y)
			}
		}
	}
	if again := prepare(t, "again.jpg", p.Body, Options{}); !bytes.Equal(again.Body, p.Body) {
		t.Error("cleaning a clean picture changes it")
	}
}

func TestPrepare_KeepsHowAPhotoLies(t *testing.T) {
	// where the red corner is once the picture lies as its mark says
	corners := map[byte][2]bool{1: {false, false}, 2: {true, false}, 3: {true, true}, 4: {false, true}, 5: {false, false}, 6: {true, false}, 7: {true, true}, 8: {false, true}}
	for how, corner := range corners {
		for _, o := range []Options{{}, {Original: true}} {
			p := prepare(t, "a.jpg", phonePhoto(t, drawing(90, 60), how), o)
			thumb, err := Picture(p.Thumb, 400)
			if err != nil {
				t.Fatal(err)
			}
			shown, err := Picture(p.Body, 400)
			if err != nil {
				t.Fatal(err)
			}
			w, h, err := Size(p.Body)
			if err != nil || (w > h) != (how < 5) || shown.Bounds().Dx() != w {
				t.Errorf("mark %d: %d by %d, %v", how, w, h, err)
			}
			for name, img := range map[string]image.Image{"picture": shown, "preview": thumb} {
				x, y := 5, 5
				if corner[0] {
					x = img.Bounds().Dx() - 6
				}
				if corner[1] {
					y = img.Bounds().Dy() - 6
				}
				if r, g, _, _ := img.At(x, y).RGBA(); r < 0xc000 || g > 0x4000 {
					t.Errorf("mark %d: the %s lies wrong", how, name)
				}
			}
		}
	}
}

func TestPrepare_MakesLargePhotosSmallerUnlessTheOriginalIsWanted(t *testing.T) {
	raw := phonePhoto(t, drawing(3000, 1500), 8)

	small := prepare(t, "a.jpg", raw, Options{})
	if w, h, err := Size(small.Body); err != nil || w != keptSide/2 || h != keptSide {
		t.Errorf("got %d by %d, %v, want it to stand, %d high", w, h, err, keptSide)
	}
	whole := prepare(t, "a.jpg", raw, Options{Original: true})
	if w, h, err := Size(whole.Body); err != nil || w != 1500 || h != 3000 {
		t.Errorf("got %d by %d, %v, want all", w, h, err)
	}
}

func TestPrepare_TakesTextsOutOfAScreenshot(t *testing.T) {
	p := prepare(t, "shot.png", screenshot(t, drawing(40, 30)), Options{})
	if p.Type != "image/png" || bytes.Contains(p.Body, []byte("eXIf")) || bytes.Contains(p.Body, []byte("prVt")) {
		t.Errorf("got %s with hidden parts", p.Type)
	}
	if _, err := png.Decode(bytes.NewReader(p.Body)); err != nil {
		t.Error(err)
	}
}

func TestPrepare_MakesOtherFormsOfPicturesOurs(t *testing.T) {
	webp, err := base64.StdEncoding.DecodeString("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA")
	if err != nil {
		t.Fatal(err)
	}
	if p := prepare(t, "a.webp", webp, Options{}); p.Type != "image/jpeg" || p.Name != "a.jpg" {
		t.Errorf("got %s %s", p.Type, p.Name)
	}
	var moving bytes.Buffer
	if err := gif.Encode(&moving, drawing(20, 20), nil); err != nil {
		t.Fatal(err)
	}
	if p := prepare(t, "a.gif", moving.Bytes(), Options{}); p.Type != "image/png" || p.Name != "a.png" {
		t.Errorf("got %s %s", p.Type, p.Name)
	}
	if p := prepare(t, "a.png", jpegOf(t, drawing(20, 20)), Options{}); p.Type != "image/jpeg" || p.Name != "a.jpg" {
		t.Errorf("got %s %s for a JPEG with another name", p.Type, p.Name)
	}
	if p := prepare(t, "notes.pdf", []byte("%PDF-1.7"), Options{}); p.Type != "application/pdf" || p.Cleaned || p.Thumb != nil || string(p.Body) != "%PDF-1.7" {
		t.Errorf("got %+v, want a document as it is", p)
	}
}

func TestPrepare_RefusesWhatItCannotClean(t *testing.T) {
	bomb := []byte(pngMagic)
	bomb = append(bomb, chunk("IHDR", "\x00\x00\xff\xff\x00\x00\xff\xff\x08\x06\x00\x00\x00")...)
	photo := jpegOf(t, drawing(20, 20))
	for name, raw := range map[string]string{
		"nothing": "", "heic": "\x00\x00\x00\x18ftypheic", "avif": "\x00\x00\x00\x18ftypavif", "tiff": "II*\x00rest", "a camera's own form": "\x00\x00\x00\x18ftypcrx ",
		"a film": "\x00\x00\x00\x18ftypmp42", "a bomb": string(bomb), "half a photo": string(photo[:len(photo)/2]), "no photo": "\xff\xd8\xff\xe0", "half a png": pngMagic + "\x00\x00",
		"too large": strings.Repeat("x", improve.MaxFile+1),
	} {
		_, err := Prepare(name, []byte(raw), Options{})
		if code := improve.CodeOf(err); code != improve.Invalid {
			t.Errorf("%s: got %v, want it refused", name, err)
		}
	}
}

func FuzzPrepare(f *testing.F) {
	f.Add(phonePhoto(f, drawing(16, 16), 3), false)
	f.Add(screenshot(f, drawing(8, 8)), true)
	f.Add([]byte("RIFF\x22\x00\x00\x00WEBPVP8 "), false)
	f.Add([]byte("GIF89a\x01\x00\x01\x00"), false)
	f.Fuzz(func(t *testing.T, raw []byte, original bool) {
		if config, _, err := checkedConfig(raw); err == nil && config.Width*config.Height > 1<<20 {
			return // large pictures only cost time
		}
		p, err := Prepare("a", raw, Options{Original: original})
		if err != nil {
			return
		}
		if formOf(raw) == otherForm {
			return
		}
		if !p.Cleaned || len(p.Thumb) == 0 || len(p.Thumb) > improve.MaxThumb || !IsPicture(p.Type) {
			t.Errorf("got cleaned %t, %d bytes of preview, %s", p.Cleaned, len(p.Thumb), p.Type)
		}
		if _, err := Picture(p.Body, keptSide); err != nil {
			t.Errorf("what was kept cannot be shown: %v", err)
		}
	})
}
