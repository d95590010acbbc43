package replica

import (
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestArrangeData_TheNewestFirstAndOfManyEventsTheShortest(t *testing.T) {
	log := func(name byte, head uint64, latest improve.HLC) piece {
		return piece{log: improve.Log{ID: improve.LogID{name}, Head: improve.Head{Seq: head}, Latest: latest}}
	}
	for _, c := range []struct {
		name string
		data []piece
		want string
	}{
		{"few", []piece{log('a', 5, 10), log('b', 7, 30), log('c', 1, 20)}, "bca"},
		{"of the same time", []piece{log('c', 5, 10), log('a', 7, 10), log('b', 1, 10)}, "abc"},
		{"many", []piece{log('a', bulk, 10), log('b', 7, 30), log('c', 1, 20)}, "cba"},
	} {
		arrangeData(c.data)
		got := ""
		for _, p := range c.data {
			got += string(p.log.ID[0])
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}
