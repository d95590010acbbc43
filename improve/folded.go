package improve

import (
	"bytes"
	"slices"
)

// folded is what the events of an artifact came to. Copies of an Artifact share
// it. Lists of thousands of pages are read whole, each with some twenty
// registers: they stand in two pieces of memory, in order, instead of in maps.
type folded struct {
	registers []keyedRegister // by compareKeys
	logs      []takenLog      // by log
	whole     bool            // a register that is no row holds cells, or did
}

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
	at, found := f.find(&key)
	if !found {
		return nil
	}
	return &f.registers[at].Register
}

// find gives the place of a key, or where it belongs. It is asked some hundred
// thousand times before Home stands there, so nothing is copied on the way.
func (f *folded) find(key *RegisterKey) (at int, found bool) {
	low, high := 0, len(f.registers)
	for low < high {
		middle := int(uint(low+high) / 2)
		switch order := compareKeys(&f.registers[middle].Key, key); {
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

// grown gives the register of a key, made where there is none; see register.
func (f *folded) grown(key RegisterKey) *Register {
	at, found := f.find(&key)
	if !found {
		f.registers = slices.Insert(f.registers, at, keyedRegister{Key: key})
	}
	return &f.registers[at].Register
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

// each gives all registers in the order of their keys.
func (f *folded) each() []keyedRegister {
	if f == nil {
		return nil
	}
	return f.registers
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
