package storage

import (
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestLimitOf(t *testing.T) {
	for limit, want := range map[int]int{0: improve.DefaultLimit, 5: 5, -1: -1} {
		if got := limitOf(improve.Query{Limit: limit}); got != want {
			t.Errorf("limit %d gives %d, want %d", limit, got, want)
		}
	}
}
