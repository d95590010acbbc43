package photo

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"

	"github.com/cairn-schools/cairn/improve"
)

const (
	jpegType = "image/jpeg"
	pngType  = "image/png"
)

// takePicture cleans a picture. It is encoded again only when it must become
// smaller or its form is one that we only read.
func (p *Prepared) takePicture(form form, raw []byte, o Options) error {
	config, decode, err := checkedConfig(raw)
	if err != nil {
		return err
	}
	shown, err := decode()
	if err != nil {
		return unreadable(err)
	}
	how := orientationOf(raw)
	if p.Thumb, err = thumbOf(turn(fit(shown, thumbSide), how)); err != nil {
		return err
	}
	p.Cleaned = true
	large := max(config.Width, config.Height) > keptSide && !o.Original
	switch {
	case form == pngForm && (!large || smallPNG(raw)):
		p.Type, p.Name = pngType, withEnding(p.Name, ".png")
		if p.Body, err = cleanPNG(raw); !shows(p.Body, err) {
			p.Body, err = encodePNG(shown)
		}
	case form == gifForm && !large:
		p.Type, p.Name = pngType, withEnding(p.Name, ".png")
		p.Body, err = encodePNG(shown)
	case form == jpegForm && !large:
		p.Type, p.Name = jpegType, withEnding(p.Name, ".jpg", ".jpeg")
		if p.Body, err = cleanJPEG(raw); !shows(p.Body, err) {
			p.Body, err = encodeJPEG(turn(shown, how), keptQuality)
		}
	default:
		p.Type, p.Name = jpegType, withEnding(p.Name, ".jpg", ".jpeg")
		p.Body, err = encodeJPEG(turn(fit(shown, keptSideOf(o)), how), keptQuality)
	}
	if err != nil {
		return unreadable(err)
	}
	return nil
}

// shows tells whether what was cleaned is a picture still: decoders bear more
// than is written anywhere, and what they pass over may hide where a part begins.
func shows(cleaned []byte, err error) bool {
	if err != nil {
		return false
	}
	_, decode, err := checkedConfig(cleaned)
	if err == nil {
		_, err = decode()
	}
	return err == nil
}

func keptSideOf(o Options) int {
	if o.Original {
		return maxPixels
	}
	return keptSide
}

// smallPNG tells that a large PNG, such as a drawn diagram, is small in bytes,
// and loses more than it gains as a photo.
func smallPNG(raw []byte) bool { return len(raw) <= 1<<20 }

// keptQuality is where JPEG's loss cannot be seen on a photo of paper.
const keptQuality = 85

// checkedConfig reads the size of a picture and refuses one that would need
// too much memory. decode reads it whole.
func checkedConfig(raw []byte) (config image.Config, decode func() (image.Image, error), err error) {
	switch formOf(raw) {
	case jpegForm:
		config, err = jpeg.DecodeConfig(newReader(raw))
		decode = func() (image.Image, error) { return jpeg.Decode(newReader(raw)) }
	case pngForm:
		config, err = png.DecodeConfig(newReader(raw))
		decode = func() (image.Image, error) { return png.Decode(newReader(raw)) }
	case gifForm:
		config, err = gif.DecodeConfig(newReader(raw))
		decode = func() (image.Image, error) { return gif.Decode(newReader(raw)) }
	case webpForm:
		config, err = webp.DecodeConfig(newReader(raw))
		decode = func() (image.Image, error) { return webp.Decode(newReader(raw)) }
	default:
		err = errors.New("no picture")
	}
	if err != nil {
		return config, nil, unreadable(err)
	}
	if config.Width < 1 || config.Height < 1 || config.Width > maxPixels/config.Height {
		return config, nil, &improve.Error{
			Code: improve.Invalid, Message: fmt.Sprintf("This picture has more than %d million points.", maxPixels/1_000_000), Hint: "Save it smaller in another program, and add that.",
		}
	}
	return config, safely(decode), nil
}

// safely turns a decoder's panic on hostile bytes into an error.
func safely(decode func() (image.Image, error)) func() (image.Image, error) {
	return func() (img image.Image, err error) {
		defer func() {
			if fault := recover(); fault != nil {
				img, err = nil, fmt.Errorf("decode: %v", fault)
			}
		}()
		return decode()
	}
}

// Picture decodes a kept picture as it is to be shown, at most so many pixels
// on its longer side. The error is an *improve.Error.
func Picture(raw []byte, side int) (image.Image, error) {
	_, decode, err := checkedConfig(raw)
	if err != nil {
		return nil, err
	}
	img, err := decode()
	if err != nil {
		return nil, unreadable(err)
	}
	return turn(fit(img, side), orientationOf(raw)), nil
}

// fit makes a picture smaller until its longer side has so many pixels at
// most, on white.
func fit(img image.Image, side int) image.Image {
	b := img.Bounds()
	longer := max(b.Dx(), b.Dy())
	if longer <= side {
		return img
	}
	out := image.NewRGBA(image.Rect(0, 0, max(1, b.Dx()*side/longer), max(1, b.Dy()*side/longer)))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.BiLinear.Scale(out, out.Bounds(), img, b, draw.Over, nil)
	return out
}

// turn lays a picture as its orientation mark (1 to 8) says.
func turn(img image.Image, orientation int) image.Image {
	if orientation <= 1 || orientation > 8 {
		return img
	}
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	size := image.Rect(0, 0, w, h)
	if turned(orientation) {
		size = image.Rect(0, 0, h, w)
	}
	out := image.NewRGBA(size)
	for y := range size.Dy() {
		for x := range size.Dx() {
			fromX, fromY := place(orientation, x, y, w, h)
			out.Set(x, y, img.At(b.Min.X+fromX, b.Min.Y+fromY))
		}
	}
	return out
}

// turned tells that width and height change places.
func turned(orientation int) bool { return orientation >= 5 && orientation <= 8 }

// place gives where a point of the laid picture stands in one of w by h points that was kept so.
func place(orientation, x, y, w, h int) (int, int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return y, h - 1 - x
	case 7:
		return w - 1 - y, h - 1 - x
	default:
		return w - 1 - y, x
	}
}

// thumbOf draws the preview, coarser until it is small enough.
func thumbOf(img image.Image) ([]byte, error) {
	for side := thumbSide; side >= 16; side /= 2 {
		small := fit(img, side)
		for _, quality := range []int{75, 55, 35} {
			raw, err := encodeJPEG(small, quality)
			if err != nil {
				return nil, unreadable(err)
			}
			if len(raw) <= improve.MaxThumb {
				return raw, nil
			}
		}
	}
	return nil, unreadable(errors.New("no preview is small enough"))
}

// encodeJPEG writes a picture on white, and nothing else.
func encodeJPEG(img image.Image, quality int) ([]byte, error) {
	if _, ok := img.(*image.YCbCr); !ok {
		white := image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx(), img.Bounds().Dy()))
		draw.Draw(white, white.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
		draw.Draw(white, white.Bounds(), img, img.Bounds().Min, draw.Over)
		img = white
	}
	var out bytes.Buffer
	err := jpeg.Encode(&out, img, &jpeg.Options{Quality: quality})
	return out.Bytes(), err
}

func encodePNG(img image.Image) ([]byte, error) {
	var out bytes.Buffer
	err := png.Encode(&out, img)
	return out.Bytes(), err
}
