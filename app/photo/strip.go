package photo

import (
	"bytes"
	"encoding/binary"
	"errors"
)

var errForm = errors.New("malformed picture")

// Markers of JPEG, after FF.
const (
	soi  = 0xd8 // begins
	eoi  = 0xd9 // ends
	sos  = 0xda // a scan follows, up to the next marker
	app0 = 0xe0
	exif = 0xe1
	icc  = 0xe2
	adob = 0xee
	appF = 0xef
	com  = 0xfe
)

// jfif is the part that says what a JPEG without hidden parts is.
var jfif = []byte{0xff, app0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0}

// cleanJPEG gives the picture alone: what decides its points and colours, and
// how it lies. What else the camera and programs wrote, and what stands behind
// the picture (films, second pictures), stays out. The points are not touched.
func cleanJPEG(raw []byte) ([]byte, error) {
	out := bytes.NewBuffer(make([]byte, 0, len(raw)))
	out.Write([]byte{0xff, soi})
	out.Write(jfif)
	if how := orientationOf(raw); how > 1 {
		out.Write(orientationPart(how))
	}
	for at := 2; ; {
		marker, part, next, err := jpegPart(raw, at)
		if err != nil {
			return nil, err
		}
		if marker == eoi {
			out.Write([]byte{0xff, eoi})
			return out.Bytes(), nil
		}
		if keepsPart(marker, part) {
			out.Write([]byte{0xff, marker})
			out.Write(part)
		}
		at = next
	}
}

// keepsPart tells whether a part is needed to show the picture.
func keepsPart(marker byte, part []byte) bool {
	switch {
	case marker == icc:
		return bytes.HasPrefix(part[2:], []byte("ICC_PROFILE\x00"))
	case marker == adob:
		return bytes.HasPrefix(part[2:], []byte("Adobe"))
	case marker >= app0 && marker <= appF, marker == com:
		return false
	default:
		return marker >= 0xc0 && marker <= 0xdf // frames, tables, scans, restarts
	}
}

// jpegPart reads the part that begins at a place: its marker, its bytes with
// their length (and the points, after sos), and where the next one begins.
func jpegPart(raw []byte, at int) (marker byte, part []byte, next int, err error) {
	if at >= len(raw) || raw[at] != 0xff {
		return 0, nil, 0, errForm
	}
	for at < len(raw) && raw[at] == 0xff { // any number of FF may stand before a marker
		at++
	}
	if at >= len(raw) {
		return 0, nil, 0, errForm
	}
	marker = raw[at]
	at++
	if marker == eoi || marker >= 0xd0 && marker <= 0xd7 {
		return marker, nil, at, nil
	}
	if marker < 0xc0 || at+2 > len(raw) { // decoders pass over such markers, without a part
		return 0, nil, 0, errForm
	}
	length := int(binary.BigEndian.Uint16(raw[at:]))
	if length < 2 || at+length > len(raw) {
		return 0, nil, 0, errForm
	}
	next = at + length
	if marker == sos {
		if next = scanEnd(raw, next); next < 0 {
			return 0, nil, 0, errForm
		}
	}
	return marker, raw[at:next], next, nil
}

// scanEnd gives where the points end: at the next marker that is no restart; -1 when there is none.
func scanEnd(raw []byte, at int) int {
	for ; at+1 < len(raw); at++ {
		if raw[at] != 0xff {
			continue
		}
		if after := raw[at+1]; after != 0 && after != 0xff && (after < 0xd0 || after > 0xd7) {
			return at
		}
	}
	return -1
}

// orientationTag is the one mark of a camera that is kept: without it a photo lies on its side.
const orientationTag = 0x0112

// orientationOf gives how a JPEG lies, 1 to 8; 1 when nothing says so.
func orientationOf(raw []byte) int {
	if formOf(raw) != jpegForm {
		return 1
	}
	for at := 2; ; {
		marker, part, next, err := jpegPart(raw, at)
		if err != nil || marker == sos || marker == eoi {
			return 1
		}
		if marker == exif && bytes.HasPrefix(part[2:], []byte("Exif\x00\x00")) {
			return readOrientation(part[8:])
		}
		at = next
	}
}

func readOrientation(tiff []byte) int {
	var order binary.ByteOrder = binary.BigEndian
	if bytes.HasPrefix(tiff, []byte("II")) {
		order = binary.LittleEndian
	}
	if len(tiff) < 8 {
		return 1
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 1
	}
	count := uint64(order.Uint16(tiff[at:]))
	for entry := at + 2; count > 0 && entry+12 <= uint64(len(tiff)); entry, count = entry+12, count-1 {
		if order.Uint16(tiff[entry:]) != orientationTag {
			continue
		}
		if how := int(order.Uint16(tiff[entry+8:])); how >= 1 && how <= 8 {
			return how
		}
		return 1
	}
	return 1
}

// orientationPart is an EXIF part that says how the picture lies and nothing else.
func orientationPart(how int) []byte {
	body := []byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00")
	body = append(body, byte(how), 0, 0, 0, 0, 0, 0)
	part := binary.BigEndian.AppendUint16([]byte{0xff, exif}, uint16(len(body)+2))
	return append(part, body...)
}

const (
	pngMagic = "\x89PNG\r\n\x1a\n"
	pngEnd   = "\x00\x00\x00\x00IEND\xaeB`\x82"
)

// pngParts are the parts of a PNG that its points and colours need; texts,
// times, camera marks and parts that nobody knows are not among them.
var pngParts = map[string]bool{
	"IHDR": true, "PLTE": true, "IDAT": true, "tRNS": true, "gAMA": true, "cHRM": true, "sRGB": true, "sBIT": true, "bKGD": true, "pHYs": true,
}

// cleanPNG gives the picture alone, as cleanJPEG does.
func cleanPNG(raw []byte) ([]byte, error) {
	if !bytes.HasPrefix(raw, []byte(pngMagic)) {
		return nil, errForm
	}
	out := bytes.NewBuffer(make([]byte, 0, len(raw)))
	out.WriteString(pngMagic)
	for rest := raw[len(pngMagic):]; ; {
		if len(rest) < 12 {
			return nil, errForm
		}
		length := uint64(binary.BigEndian.Uint32(rest)) + 12
		if length > uint64(len(rest)) {
			return nil, errForm
		}
		name := string(rest[4:8])
		if name == "IEND" {
			out.WriteString(pngEnd)
			return out.Bytes(), nil
		}
		if pngParts[name] {
			out.Write(rest[:length])
		}
		rest = rest[length:]
	}
}
