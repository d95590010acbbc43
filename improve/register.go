package improve

import (
	"bytes"
	"slices"
	"strings"
)

// RegisterKey names one register of an artifact: a scalar field (Field), a row
// (Field and ID) or a link (Rel and ID, the target).
type RegisterKey struct {
	Field FieldKey
	Rel   RelName
	ID    [16]byte
}

// Register is the smallest thing that is edited as a whole. Its value is its
// writes minus those that some write lists as replaced: one left is the value,
// several left were written apart and are all kept.
type Register struct {
	Live []Version // most recent first, by (stamp, log, seq)
	Dead []Dot     // replaced writes that have not arrived yet; some may never
}

// Version is one live write of a register.
type Version struct {
	Dot    Dot
	Stamp  HLC
	Value  Value
	Erased bool // the text was taken out for good; its place stays
}

// KeyOf gives the register that a set or link event writes.
func KeyOf(h Header) RegisterKey {
	if h.Type == LinkEvent {
		return RegisterKey{Rel: h.Rel, ID: h.Target}
	}
	return RegisterKey{Field: h.Field, ID: h.Row}
}

// replace takes a write out of the live ones, or remembers it until it
// arrives. seen is the last event that came from the write's log: what is
// older and not live came and went, or was never a write of this register.
func (r *Register) replace(dot Dot, seen uint64) {
	if at := slices.IndexFunc(r.Live, func(v Version) bool { return v.Dot == dot }); at >= 0 {
		r.Live = slices.Concat(r.Live[:at], r.Live[at+1:]) // readers may hold the old slice
		return
	}
	at, found := slices.BinarySearchFunc(r.Dead, dot, Dot.Compare)
	if dot.Seq > seen && !found {
		r.Dead = slices.Insert(r.Dead, at, dot)
	}
}

// take removes a write that has arrived from those that are waited for.
func (r *Register) take(dot Dot) (wasReplaced bool) {
	at, found := slices.BinarySearchFunc(r.Dead, dot, Dot.Compare)
	if found {
		r.Dead = slices.Delete(r.Dead, at, at+1)
	}
	return found
}

func (r *Register) add(v Version) {
	at, _ := slices.BinarySearchFunc(r.Live, v, compareVersions)
	r.Live = slices.Concat(r.Live[:at], []Version{v}, r.Live[at:])
}

// compareVersions puts the version to be shown first: the greatest (stamp, log, seq).
func compareVersions(x, y Version) int {
	if x.Stamp != y.Stamp {
		if x.Stamp > y.Stamp {
			return -1
		}
		return 1
	}
	return y.Dot.Compare(x.Dot)
}

// Shown gives the version that is shown first; ok is false when there is none.
func (r Register) Shown() (v Version, ok bool) {
	if len(r.Live) == 0 {
		return Version{}, false
	}
	return r.Live[0], true
}

// Distinct gives the live versions that differ to a reader, the shown one first.
func (r Register) Distinct() []Version {
	var distinct []Version
	for _, v := range r.Live {
		if !slices.ContainsFunc(distinct, func(d Version) bool { return d.Value.Equal(v.Value) && d.Erased == v.Erased }) {
			distinct = append(distinct, v)
		}
	}
	return distinct
}

// Dots gives the names of the live versions, the shown one first: what a new
// write replaces. One write can replace MaxOver; a register with more needs several.
func (r Register) Dots() []Dot {
	dots := make([]Dot, min(len(r.Live), MaxOver))
	for i, v := range r.Live[:len(dots)] {
		dots[i] = v.Dot
	}
	return dots
}

// shownRow gives the first live version that holds something.
func (r Register) shownRow() (Version, bool) {
	for _, v := range r.Live {
		if v.Value.Cells != nil || !v.Value.IsZero() || v.Erased {
			return v, true
		}
	}
	return Version{}, false
}

// compareKeys orders registers by field, relation and row or target.
func compareKeys(x, y *RegisterKey) int {
	if c := strings.Compare(string(x.Field), string(y.Field)); c != 0 {
		return c
	}
	if c := strings.Compare(string(x.Rel), string(y.Rel)); c != 0 {
		return c
	}
	return bytes.Compare(x.ID[:], y.ID[:])
}
