package improve

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"
	"time"
)

func TestManyRegistersStandInOrderInWhateverOrderTheyCame(t *testing.T) {
	seed := time.Now().UnixNano()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewSource(seed))
	var f folded
	wanted := map[RegisterKey]HLC{}
	for range 3*mostYoung + r.Intn(mostYoung) {
		key := RegisterKey{ID: idOf(fmt.Sprint(r.Intn(4 * mostYoung)))}
		if r.Intn(2) == 0 {
			key.Field = FieldKey([]string{"title", "why", "steps"}[r.Intn(3)])
		} else {
			key.Rel = "driver"
		}
		wanted[key]++
		register := f.grown(key)
		register.Live = []Version{{Stamp: wanted[key]}}
	}
	all := f.each()
	inOrder := slices.IsSortedFunc(all, func(x, y keyedRegister) int { return compareKeys(&x.Key, &y.Key) })
	if len(all) != len(wanted) || !inOrder {
		t.Fatalf("got %d registers, in order %v; want %d in order", len(all), inOrder, len(wanted))
	}
	for i := range all {
		key, register := all[i].Key, f.register(all[i].Key)
		if register == nil || register.Live[0].Stamp != wanted[key] || all[i].Live[0].Stamp != wanted[key] {
			t.Fatalf("register %v has another value than was written last", key)
		}
	}
	links := f.links()
	if len(links) == 0 || links[len(links)-1].Key.Field != "" || all[len(links)].Key.Field == "" {
		t.Errorf("got %d links of %d registers, want those without a field", len(links), len(all))
	}
}
