package improve

import (
	"bytes"
	"slices"
	"sort"
	"sync/atomic"
)

// folded is what the events of an artifact came to. Copies of an Artifact share
// it. What was read stays bytes (laid) until an event is applied. After that the
// registers stand in two pieces of memory, in order, instead of in maps: what
// events add stands apart at first, so that a page of a hundred thousand rows
// does not move all of them for each one more.
type folded struct {
	laid laid                            // then registers and young are empty
	made atomic.Pointer[[]keyedRegister] // all that is laid, once somebody asked for all; any goroutine may

	registers []keyedRegister // by compareKeys
	young     []keyedRegister // by compareKeys, none of them among registers; at most mostYoung
	logs      []takenLog      // by log
	whole     bool            // a register that is no row may hold cells
	comments  int             // the most that any copy has added; see addComment
}

// mostYoung is how many registers are moved for one more: about 50 KB.
const mostYoung = 512

// keyedRegister is one register and its name.
type keyedRegister struct {
	Key RegisterKey
	Register
}

// takenLog is how far the events of one log were taken in.
type takenLog struct {
	log  LogID
	seq  uint64 // the last event of the artifact taken from it
	held bool   // later events wait for a newer version
}

// register gives the register of a key, to be read only, nil where nothing was
// written. It stays true until the next register is added.
func (f *folded) register(key RegisterKey) *Register {
	if f == nil {
		return nil
	}
	if at, found := f.laid.find(pieceKey{string(key.Field), string(key.Rel), string(key.ID[:])}); found {
		return &f.laid.registers(at, at+1, f.logs)[0].Register
	}
	if at, found := find(f.registers, &key); found {
		return &f.registers[at].Register
	}
	if at, found := find(f.young, &key); found {
		return &f.young[at].Register
	}
	return nil
}

// open makes the registers of what was read, so that they can change.
func (f *folded) open() {
	if len(f.laid.from) > 0 {
		f.registers, f.laid = f.each(), laid{}
		f.made.Store(nil)
	}
}

// grown gives the register of a key, made where there is none; see register.
func (f *folded) grown(key RegisterKey) *Register {
	f.open()
	if old := f.register(key); old != nil {
		return old
	}
	if len(f.young) == mostYoung {
		f.registers, f.young = f.each(), nil
	}
	at, _ := find(f.young, &key)
	f.young = slices.Insert(f.young, at, keyedRegister{Key: key})
	return &f.young[at].Register
}

// find gives the place of a key in registers, or where it belongs.
func find(registers []keyedRegister, key *RegisterKey) (at int, found bool) {
	return sort.Find(len(registers), func(i int) int { return compareKeys(key, &registers[i].Key) })
}

// links gives the registers of links, which stand first: they have no field.
func (f *folded) links() []keyedRegister { return f.rows("") }

// rows gives the registers of a field, to be read only.
func (f *folded) rows(field FieldKey) []keyedRegister {
	if f != nil && len(f.laid.from) > 0 {
		return f.laid.rows(field, f.logs)
	}
	all := f.each()
	from, _ := find(all, &RegisterKey{Field: field})
	to := from
	for to < len(all) && all[to].Key.Field == field {
		to++
	}
	return all[from:to]
}

// each gives all registers in the order of their keys, to be read only.
func (f *folded) each() []keyedRegister {
	switch {
	case f == nil:
		return nil
	case len(f.laid.from) > 0:
		return f.eachLaid()
	case len(f.young) == 0:
		return f.registers
	case len(f.registers) == 0:
		return f.young
	}
	all := make([]keyedRegister, 0, len(f.registers)+len(f.young))
	rest := f.registers
	for i := range f.young {
		at, _ := find(rest, &f.young[i].Key)
		all = append(append(all, rest[:at]...), f.young[i])
		rest = rest[at:]
	}
	return append(all, rest...)
}

func (f *folded) eachLaid() []keyedRegister {
	if made := f.made.Load(); made != nil {
		return *made
	}
	all := f.laid.registers(0, len(f.laid.from), f.logs)
	f.made.Store(&all) // two who ask at once make the same
	return all
}

// several gives the registers with more than one live version, to be read only.
func (f *folded) several() []keyedRegister {
	if f != nil && len(f.laid.from) > 0 {
		return f.laid.several(f.logs)
	}
	var several []keyedRegister
	all := f.each()
	for i := range all {
		if len(all[i].Live) > 1 {
			several = append(several, all[i])
		}
	}
	return several
}

// taken gives the last event that was taken from a log; 0 before the first.
func (f *folded) taken(log LogID) uint64 {
	if f == nil {
		return 0
	}
	at, found := slices.BinarySearchFunc(f.logs, log, logOrder)
	if !found {
		return 0
	}
	return f.logs[at].seq
}

// take notes an event of a log as taken and gives the log's place.
func (f *folded) take(log LogID, seq uint64) *takenLog {
	f.open() // what is laid names logs by their places
	at, found := slices.BinarySearchFunc(f.logs, log, logOrder)
	if !found {
		f.logs = slices.Insert(f.logs, at, takenLog{log: log})
	}
	f.logs[at].seq = seq
	return &f.logs[at]
}

func logOrder(t takenLog, log LogID) int { return bytes.Compare(t.log[:], log[:]) }
