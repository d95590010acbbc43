package improve

import (
	"bytes"
	"slices"
)

// folded is what the events of an artifact came to. Copies of an Artifact share
// it. Lists of thousands of pages are read whole, each with some twenty
// registers: they stand in two pieces of memory, in order, instead of in maps.
// What events add stands apart at first, in order too, so that a page of a
// hundred thousand rows does not move all of them for each one more.
type folded struct {
	registers []keyedRegister // by compareKeys
	young     []keyedRegister // by compareKeys, none of them among registers; at most mostYoung
	logs      []takenLog      // by log
	whole     bool            // a register that is no row holds cells, or did
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

// register gives the register of a key, nil where nothing was written. It stays
// true until the next register is added.
func (f *folded) register(key RegisterKey) *Register {
	if f == nil {
		return nil
	}
	if at, found := find(f.registers, &key); found {
		return &f.registers[at].Register
	}
	if at, found := find(f.young, &key); found {
		return &f.young[at].Register
	}
	return nil
}

// grown gives the register of a key, made where there is none; see register.
func (f *folded) grown(key RegisterKey) *Register {
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

// find gives the place of a key in registers, or where it belongs. It is asked
// some hundred thousand times before Home stands there, so nothing is copied on
// the way.
func find(registers []keyedRegister, key *RegisterKey) (at int, found bool) {
	low, high := 0, len(registers)
	for low < high {
		middle := int(uint(low+high) / 2)
		switch order := compareKeys(&registers[middle].Key, key); {
		case order == 0:
			return middle, true
		case order < 0:
			low = middle + 1
		default:
			high = middle
		}
	}
	return low, false
}

// links gives the registers of links, which stand first: they have no field.
func (f *folded) links() []keyedRegister {
	all := f.each()
	for i := range all {
		if all[i].Key.Field != "" {
			return all[:i]
		}
	}
	return all
}

// each gives all registers in the order of their keys, to be read only.
func (f *folded) each() []keyedRegister {
	switch {
	case f == nil:
		return nil
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
	at, found := slices.BinarySearchFunc(f.logs, log, logOrder)
	if !found {
		f.logs = slices.Insert(f.logs, at, takenLog{log: log})
	}
	f.logs[at].seq = seq
	return &f.logs[at]
}

func logOrder(t takenLog, log LogID) int { return bytes.Compare(t.log[:], log[:]) }
