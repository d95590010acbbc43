package improve

import (
	"slices"
	"sort"
	"strings"
)

// laid is the registers of a state that was read, still as bytes, and where
// each of them begins. Lists read thousands of pages whole and ask each for a
// few texts: what nobody asks for is not made.
type laid struct {
	all    string
	from   []uint32 // by compareKeys; a state is far smaller than 4 GB
	wholes []uint32 // the places of those that are no row and may hold cells
	plain  bool     // there are fields beside these
	away   bool     // there is one that tells whether the page is put away
	apart  bool     // there are some with several live versions
}

// lay finds the registers that come next, which stand in their order. After it
// all of them can be read without a fault.
func (r *stateReader) lay() laid {
	n := r.count(leastRegister)
	if n == 0 {
		return laid{}
	}
	l := laid{all: r.rest, from: make([]uint32, n)}
	var before pieceKey
	for i := range l.from {
		l.from[i] = uint32(len(l.all) - len(r.rest))
		key := r.key()
		if i > 0 && before.compare(key) >= 0 {
			r.fail()
		}
		before = key
		cells, several := r.pass()
		l.apart = l.apart || several
		switch {
		case isOwn(key.field):
			l.away = l.away || key.field == string(RetiredKey)
		case key.rel != "" || key.id != noID:
		case cells:
			l.wholes = append(l.wholes, uint32(i))
		default:
			l.plain = true
		}
	}
	if r.broken {
		return laid{}
	}
	l.all = l.all[:len(l.all)-len(r.rest)]
	return l
}

// pass goes past what follows a register's key, and tells whether cells are in
// it, and more than one live version.
func (r *stateReader) pass() (cells, several bool) {
	live := r.count(leastVersion)
	for range live {
		body := r.body()
		cells = cells || body != "" && body[0]>>5 == majorMap
		r.take(1) // erased
	}
	for range r.count(leastAwaited) {
		r.take(len(LogID{}))
		r.number()
	}
	return cells, live > 1
}

// body goes past the dot and the stamp of a version and gives its body.
func (r *stateReader) body() string {
	switch at := r.number(); {
	case at == 0:
		r.take(len(LogID{}))
	case at > uint64(len(r.logs)):
		r.fail()
	}
	r.number()
	r.number()
	return r.text()
}

// pieceKey is a RegisterKey in pieces of what is read.
type pieceKey struct{ field, rel, id string }

// noID is the id of a register that is neither a row nor a link.
var noID = string(make([]byte, len(RegisterKey{}.ID)))

func (r *stateReader) key() pieceKey {
	return pieceKey{field: r.text(), rel: r.text(), id: r.take(len(RegisterKey{}.ID))}
}

// compare orders keys as compareKeys does.
func (k pieceKey) compare(other pieceKey) int {
	if k.field != other.field {
		return strings.Compare(k.field, other.field)
	}
	if k.rel != other.rel {
		return strings.Compare(k.rel, other.rel)
	}
	return strings.Compare(k.id, other.id)
}

// isOwn tells that a field is the program's own; see ownKey.
func isOwn(field string) bool { return field != "" && field[0] == '~' }

// reader gives a reader of the register at a place.
func (l *laid) reader(at int, logs []takenLog) stateReader {
	return stateReader{rest: l.all[l.from[at]:], logs: logs}
}

// field gives the field of the register at a place.
func (l *laid) field(at int) string {
	piece := l.all[l.from[at]:]
	if n := int(piece[0]); n < 0x80 {
		return piece[1 : 1+n]
	}
	r := stateReader{rest: piece}
	return r.text()
}

// compare orders a key and the register at a place. It is asked some hundred
// thousand times before Home stands there.
func (l *laid) compare(wanted pieceKey, at int) int {
	if field := l.field(at); field != wanted.field {
		return strings.Compare(wanted.field, field)
	}
	r := l.reader(at, nil)
	return wanted.compare(r.key())
}

// find gives the place of a key, or where it belongs.
func (l *laid) find(wanted pieceKey) (at int, found bool) {
	return sort.Find(len(l.from), func(i int) int { return l.compare(wanted, i) })
}

// registers makes the registers from one place to before another.
func (l *laid) registers(from, to int, logs []takenLog) []keyedRegister {
	if from >= to {
		return nil
	}
	all, r := make([]keyedRegister, to-from), l.reader(from, logs)
	r.room = make([]Version, to-from) // most have one live version
	for i := range all {
		r.register(&all[i])
	}
	return all
}

// text gives what Artifact.Text gives.
func (l *laid) text(field FieldKey, logs []takenLog) string {
	if l.plain || isOwn(string(field)) || l.namesWhole(string(field)) {
		if body, live := l.shown(field, logs); live {
			return decodePiece(body).Text
		}
	}
	for _, at := range l.wholes {
		r := l.reader(int(at), logs)
		r.key()
		if r.count(leastVersion) == 0 {
			continue
		}
		if cell, has := cellPiece(r.body(), field); has {
			return cell
		}
	}
	return ""
}

func (l *laid) namesWhole(field string) bool {
	return slices.ContainsFunc(l.wholes, func(at uint32) bool { return l.field(int(at)) == field })
}

// shown gives the body that a field shows; live is false where it shows none.
func (l *laid) shown(field FieldKey, logs []takenLog) (body string, live bool) {
	at, found := l.find(pieceKey{field: string(field), id: noID})
	if !found {
		return "", false
	}
	r := l.reader(at, logs)
	r.key()
	if r.count(leastVersion) == 0 {
		return "", false
	}
	return r.body(), true
}

// targets gives where links lead that stand: those of one relation or, with "", all.
func (l *laid) targets(rel RelName, logs []takenLog) []ArtifactID {
	var targets []ArtifactID
	for i := range l.from {
		if l.field(i) != "" {
			break // links stand first
		}
		r := l.reader(i, logs)
		key := r.key()
		if (rel == "" || key.rel == string(rel)) && r.holds() {
			targets = append(targets, ArtifactID([]byte(key.id)))
		}
	}
	return targets
}

// holds tells, after a register's key, whether one of its versions says something.
func (r *stateReader) holds() bool {
	for range r.count(leastVersion) {
		if !decodePiece(r.body()).IsZero() {
			return true
		}
		r.take(1) // erased
	}
	return false
}

// several gives the registers with more than one live version.
func (l *laid) several(logs []takenLog) []keyedRegister {
	if !l.apart {
		return nil
	}
	var several []keyedRegister
	for i := range l.from {
		r := l.reader(i, logs)
		r.key()
		if r.count(leastVersion) > 1 {
			several = append(several, l.registers(i, i+1, logs)...)
		}
	}
	return several
}

// rows gives the registers of a field.
func (l *laid) rows(field FieldKey, logs []takenLog) []keyedRegister {
	from, _ := l.find(pieceKey{field: string(field)})
	to := from
	for to < len(l.from) && l.field(to) == string(field) {
		to++
	}
	return l.registers(from, to, logs)
}
