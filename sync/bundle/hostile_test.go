package bundle

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"filippo.io/age"

	"github.com/cairn-schools/cairn/improve"
)

func TestHostile_ACutFileIsRefusedWhole(t *testing.T) {
	p := newPair(t)
	for range 60 {
		p.north.write(p.space, "More pupils explain their thinking")
	}
	file := p.file()
	p.south.refuses("nothing", nil, improve.Invalid)
	p.south.refuses("half of the first words", file[:5], improve.Invalid)
	for at := len(magic); at < len(file); at += 1024 {
		p.south.refuses("cut", file[:at], improve.Damaged)
	}
	p.south.refuses("one byte short", file[:len(file)-1], improve.Damaged)
	p.south.takes(file)
}

func TestHostile_AFlippedByteIsRefusedWhole(t *testing.T) {
	p := newPair(t)
	file := p.file()
	for at := range file {
		if at > 1200 && at%97 != 0 && at < len(file)-40 {
			continue
		}
		raw := bytes.Clone(file)
		raw[at] ^= 1 << (at % 8)
		if _, err := p.south.take(raw); err == nil {
			t.Errorf("byte %d flipped: it was taken", at)
		}
	}
	if got := p.south.digest(p.space); got != "nothing" {
		t.Error("something was taken")
	}
	p.south.takes(file)
}

func TestHostile_WhatWasMadeForOthersOrOtherwiseIsRefused(t *testing.T) {
	p := newPair(t)
	plain := p.north.plain(p.manifest())
	stranger := newLaptop(t, "Cy")
	scrypt, err := age.NewScryptRecipient("a passphrase")
	must(t, err)
	scrypt.SetWorkFactor(2)
	whole := p.south.seal(plain)
	for _, c := range []struct {
		name string
		file []byte
		code improve.Code
	}{
		{"sealed for somebody else", stranger.seal(plain), improve.Denied},
		{"sealed with a passphrase", sealTo(t, plain, scrypt), improve.Denied},
		{"not sealed", append([]byte(magic), plain...), improve.Damaged},
		{"another version", append([]byte("CAIRN-BUNDLE-3\n"), whole[len(magic):]...), improve.Newer},
		{"a backup", append([]byte("CAIRN-BACKUP-1\n"), whole[len(magic):]...), improve.Invalid},
		{"a byte behind the seal", append(bytes.Clone(whole), 0), improve.Damaged},
		{"the file twice", append(bytes.Clone(whole), whole...), improve.Damaged},
		{"a byte behind the end", p.south.seal(append(bytes.Clone(plain), 0)), improve.Damaged},
		{"no end", p.south.seal(plain[:len(plain)-98]), improve.Damaged},
		{"a header of long lines", []byte(magic + "age-encryption.org/v1\n-> X25519 " + strings.Repeat("A", 2*maxHeader)), improve.Damaged},
		{"a header of many stanzas", []byte(magic + "age-encryption.org/v1\n" + strings.Repeat("-> X25519 "+strings.Repeat("A", 43)+"\n"+strings.Repeat("A", 43)+"\n", 8000)), improve.Damaged},
	} {
		p.south.refuses(c.name, c.file, c.code)
	}
	for _, access := range []improve.AccessLevel{improve.Carrier, improve.NoAccess} {
		must(t, p.north.journal.SetAccess(t.Context(), p.space, p.south.keys.Device(), access))
		p.south.refuses("for one who may not read", p.south.seal(p.north.plain(p.manifest())), improve.Denied)
	}
	p.south.takes(whole) // made before, when it might
	p.south.refuses("for one who is in no more", p.south.seal(p.north.plain(p.manifest())), improve.Denied)
}

func TestHostile_TheSignatureIsThatOfALaptopOfTheSpace(t *testing.T) {
	p := newPair(t)
	m := p.manifest()
	records := split(t, p.north.plain(m))
	body := records[:len(records)-1]
	stranger := newLaptop(t, "Cy")
	p.south.refuses("signed by another", p.south.seal(stranger.join(body)), improve.Damaged)
	p.south.takes(p.south.seal(p.north.join(body)))

	m.Exporter = stranger.keys.Device()
	strange := bytes.Clone(body[0].body)
	copy(strange, m.encode())
	foreign := append([]record{{manifestRecord, strange}}, body[1:]...)
	p.south.refuses("made by a stranger", p.south.seal(stranger.join(foreign)), improve.Denied)
	newcomer := newLaptop(t, "Dee")
	p.north.admit(p.space, newcomer, improve.Member)
	later := p.manifest()
	later.Exporter = stranger.keys.Device()
	records = split(t, p.north.plain(later))
	newcomer.refuses("made by a stranger, for a newcomer", newcomer.seal(stranger.join(records[:len(records)-1])), improve.Denied)
}

func TestHostile_WhatTheRecordsSayMustFit(t *testing.T) {
	p := newPair(t)
	m := p.manifest()
	all := split(t, p.north.plain(m))
	body := all[:len(all)-1]
	other := p.north.found("Another")
	with := func(change func(*Manifest)) []record {
		changed := m
		changed.Logs = append([]Range(nil), m.Logs...)
		change(&changed)
		return append([]record{{manifestRecord, changed.encode()}}, body[1:]...)
	}
	last := len(m.Logs) - 1
	for _, c := range []struct {
		name    string
		records []record
	}{
		{"no manifest", body[1:]},
		{"nothing at all", nil},
		{"two manifests", append(append([]record(nil), body[0]), body...)},
		{"an unknown record", append(append([]record(nil), body...), record{7, nil})},
		{"a piece left out", append(append([]record(nil), body[:1]...), body[2:]...)},
		{"the last piece left out", body[:len(body)-1]},
		{"a piece twice", append(append([]record(nil), body...), body[len(body)-1])},
		{"pieces in another order", append([]record{body[0], body[len(body)-1]}, body[1:len(body)-1]...)},
		{"a piece of nothing", append(append([]record(nil), body...), record{pieceRecord, nil})},
		{"a piece with a huge size", append(append([]record(nil), body...), record{pieceRecord, binary.AppendUvarint(nil, 1<<60)})},
		{"a foreign space", with(func(m *Manifest) { m.Space = other })},
		{"no logs", with(func(m *Manifest) { m.Logs = nil })},
		{"a log twice", with(func(m *Manifest) { m.Logs = append(m.Logs, m.Logs[last]) })},
		{"data before auth", with(func(m *Manifest) { m.Logs[0], m.Logs[last] = m.Logs[last], m.Logs[0] })},
		{"auth as data", with(func(m *Manifest) { m.Logs[0].Stream = improve.Data })},
		{"data as auth", with(func(m *Manifest) { m.Logs[last].Stream = improve.Auth })},
		{"a third stream", with(func(m *Manifest) { m.Logs[last].Stream = 2 })},
		{"auth from the middle", with(func(m *Manifest) { m.Logs[0].After = 1 })},
		{"a log that ends before it begins", with(func(m *Manifest) { m.Logs[last].After = m.Logs[last].To.Seq })},
		{"more than there is", with(func(m *Manifest) { m.Logs[last].To.Seq++ })},
		{"more than may be", with(func(m *Manifest) { m.Logs[last].To.Seq = maxEvents + 1 })},
		{"another end", with(func(m *Manifest) { m.Logs[last].To.Hash[3]++ })},
		{"bytes behind the manifest", append([]record{{manifestRecord, append(m.encode(), 0)}}, body[1:]...)},
		{"half a manifest", append([]record{{manifestRecord, m.encode()[:90]}}, body[1:]...)},
	} {
		p.south.refuses(c.name, p.south.seal(p.north.join(c.records)), improve.Damaged)
	}
	p.south.takes(p.south.seal(p.north.join(body)))
}

func TestHostile_AFileThatChangesWhileItIsReadIsTold(t *testing.T) {
	p := newPair(t)
	first := p.file()
	p.north.write(p.space, "Later")
	_, err := p.south.bundle().Take(t.Context(), &switched{bytes.NewReader(first), p.file()})
	if got := improve.CodeOf(err); got != improve.Damaged || !strings.Contains(err.Error(), "changed") {
		t.Errorf("another file: got %v", err)
	}
	_, err = p.south.bundle().Take(t.Context(), &switched{bytes.NewReader(first), first[:len(first)-1]})
	if got := improve.CodeOf(err); got != improve.Damaged || !strings.Contains(err.Error(), "changed") {
		t.Errorf("cut meanwhile: got %v", err)
	}
	p.south.takes(p.file())
	if got, want := p.south.digest(p.space), p.north.digest(p.space); got != want {
		t.Errorf("digest: got %s, want %s", got, want)
	}
}
