package improve

import (
	"crypto/sha256"
	"fmt"
	"math/rand"
	"strings"
	"testing"
)

// accessVectors folds the auth logs of whole spaces: one that a person would
// make, and some in which anybody writes grants and accepts about anybody.
func accessVectors(t *testing.T) []vector {
	vectors := []vector{accessVector("a member is removed, and part of what came later is accepted", acceptedClub(t), []string{"root", "ada", "bob"})}
	names := []string{"root", "ada", "bob", "cem", "dee"}
	for seed := range int64(6) {
		r, c := rand.New(rand.NewSource(seed)), newClub(t)
		for range 22 {
			randomGrant(r, c, names)
			if r.Intn(2) == 0 {
				randomAccept(r, c, names)
			}
		}
		vectors = append(vectors, accessVector(fmt.Sprintf("grants and accepts by chance, %d", seed+1), c, names))
	}
	return vectors
}

// nearVectors gives what laptops of a space recognise each other by nearby,
// after removals by two owners who did not know of each other's.
func nearVectors(t *testing.T) []vector {
	c := newClub(t)
	c.grant("root", "ada", Owner, 0)
	c.grant("root", "bob", Member, 0)
	c.key("root", 1)
	first := c.key("root", 2, c.fold().KeyDots()...)
	c.key("ada", 3)
	c.key("bob", 4, first) // no owner
	v := accessVector("keys of two owners and of a member", c, []string{"root", "ada", "bob"})
	secret := sha256.Sum256([]byte("secret"))
	v.Input["secret"] = hexOf(secret[:])
	space := c.fold()
	near := space.NearSecret(secret)
	v.Output = map[string]string{"nearby": hexOf(near[:])}
	for i, before := range space.NearSecretsBefore(secret) {
		v.Output[fmt.Sprintf("before %d", i+1)] = hexOf(before[:])
	}
	return []vector{v}
}

func acceptedClub(t *testing.T) *club {
	c := newClub(t)
	c.grant("root", "bob", Owner, 0)
	ada := c.grant("root", "ada", Owner, 0)
	gone := c.grant("root", "ada", NoAccess, 1, ada)
	first := c.grant("ada", "eve", Member, 0)
	c.grant("ada", "mallory", Member, 0)
	c.accept("bob", "root", gone, first)
	return c
}

func accessVector(name string, c *club, names []string) vector {
	space := c.fold()
	v := vector{Name: name, Input: map[string]string{"space": hexOf(c.id[:])}, Output: map[string]string{}}
	for _, who := range names {
		b, device := c.book(who), deviceOf(who)
		var counts, levels []string
		for _, e := range b.events {
			key := fmt.Sprintf("%s %02d", who, e.Seq)
			v.Input[key] = fmt.Sprintf("%s %s/%d %s %s", hexOf(device[:]), hexOf(e.Log[:]), e.Seq, hexOf(e.Raw), hexOf(e.BodyHash[:]))
			if e.Header.Type != OpenEvent && space.Accepts(device, e) {
				counts = append(counts, fmt.Sprint(e.Seq))
			}
		}
		for seq := uint64(1); seq < 16; seq++ {
			levels = append(levels, fmt.Sprint(uint8(space.AccessAt(device, Dot{Log: b.log.ID, Seq: seq}))))
		}
		v.Output["access now "+hexOf(device[:])] = fmt.Sprint(uint8(space.Access(device)))
		v.Output["counts in "+hexOf(b.log.ID[:])] = strings.Join(counts, " ")
		v.Output["access in "+hexOf(b.log.ID[:])] = strings.Join(levels, " ")
	}
	return v
}
