package assets

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"image/png"
	"strings"
	"testing"
)

func TestIcons(t *testing.T) {
	t.Run("every icon is well-formed and drawn in the one ink", func(t *testing.T) {
		for _, name := range IconNames() {
			icon := Icon(name)
			if err := xml.Unmarshal(icon, new(struct{})); err != nil {
				t.Errorf("icon %s: %v", name, err)
			}
			if !bytes.Contains(icon, []byte(IconInk)) {
				t.Errorf("icon %s: want the ink %s", name, IconInk)
			}
		}
	})

	t.Run("the icons that screens and kinds ask for are there", func(t *testing.T) {
		want := "home projects meetings examples people sharing settings help plus search aim driver idea test measure point " +
			"interview cause story star meeting feedback school person role project reflection check circle warning back more " +
			"trash link history close laptop"
		for _, name := range strings.Fields(want) {
			if !HasIcon(name) {
				t.Errorf("want an icon %q", name)
			}
		}
	})

	t.Run("an unknown icon is a circle", func(t *testing.T) {
		if got, want := Icon("from-the-future"), Icon("circle"); !bytes.Equal(got, want) {
			t.Errorf("got %s, want %s", got, want)
		}
	})
}

func TestAppIcon_IsASquarePicture(t *testing.T) {
	picture, err := png.Decode(bytes.NewReader(AppIconPNG()))
	if err != nil {
		t.Fatal(err)
	}

	if got, want := picture.Bounds().Size().String(), "(256,256)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if len(AppIconSVG()) == 0 {
		t.Error("want the icon as SVG too")
	}
}

func TestFonts_AreTrueType(t *testing.T) {
	for _, font := range [][]byte{FontRegular(), FontBold()} {
		if got, want := string(font[:4]), "\x00\x01\x00\x00"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if !strings.Contains(string(FontLicence()), "SIL OPEN FONT LICENSE") {
		t.Error("want the licence beside the fonts")
	}
}

func TestLang(t *testing.T) {
	table, ok := Lang("en")
	if !ok {
		t.Fatal("want English")
	}
	if err := json.Unmarshal(table, &map[string]string{}); err != nil {
		t.Error(err)
	}
	if _, ok := Lang("xx"); ok {
		t.Error("want no language xx")
	}
}
