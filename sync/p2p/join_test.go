package p2p

import (
	"bufio"
	"context"
	"crypto/ed25519"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// invite makes an invitation as the Journal does, and gives its text.
func (s *school) invite(t *testing.T, space improve.SpaceID, addrs []string, good time.Duration) string {
	t.Helper()
	inv := Invitation{
		Space: space, Device: s.device.ID, Addrs: addrs, Secret: NewSecret(), Access: improve.Member,
		Expires: s.now().Add(good).UTC().Truncate(time.Second),
	}
	text, err := EncodeInvitation(inv)
	if err != nil {
		t.Fatal(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	hash := InviteHash(inv.Secret)
	s.invites[hash] = improve.Invite{Hash: hash, Secret: inv.Secret, Space: space, Access: inv.Access, Expires: inv.Expires}
	return text
}

func (s *school) join(ctx context.Context, invitation string) (Joined, error) {
	return Join(ctx, JoinParams{
		Invitation: invitation, Home: s, Clock: s.now,
		Card: Card{
			Key: s.device.Key, Name: "Ben  Okri\n", Laptop: "Room 12", Recipient: improve.Hash{9},
			Addrs: []string{"/ip4/127.0.0.1/tcp/4101/p2p/" + s.device.ID.String()},
		},
		Log: testLog(s.world.t),
	})
}

// alone makes a space of one school and a school that is not in it.
func alone(t *testing.T) (north, ben *school, space improve.SpaceID) {
	w := newWorld(t)
	north, ben = w.school(), w.school()
	return north, ben, north.found()
}

func TestJoin_TheInvitedLaptopBecomesAMemberAndThenGetsTheContent(t *testing.T) {
	ctx := within(t)
	north, ben, space := alone(t)
	north.write(space, 30)
	at := north.node(loopback)

	joined, err := ben.join(ctx, north.invite(t, space, at.Addrs(), time.Hour))

	if err != nil {
		t.Fatal(err)
	}
	if joined.Space != space || joined.With != north.device.ID {
		t.Errorf("got %+v", joined)
	}
	held, err := ben.Space(ctx, space)
	if err != nil || held.Access(ben.device.ID) != improve.Member {
		t.Fatalf("got access %v, %v; want member", held.Access(ben.device.ID), err)
	}
	if secret, _ := ben.SpaceSecret(ctx, space); secret != [32]byte{7} {
		t.Error("the space's secret did not come along")
	}
	if a := north.admitted; len(a) != 1 || a[0].Device != ben.device.ID || a[0].Name != "Ben Okri" || a[0].Laptop != "Room 12" || a[0].Recipient != (improve.Hash{9}) {
		t.Errorf("the inviter admitted %+v", a)
	}
	from := ben.node()
	if result, err := from.Exchange(ctx, north.device.ID); err != nil || !result.Complete {
		t.Errorf("got %+v, %v; want the content over the remembered address", result, err)
	}
	if north.digest(space) != ben.digest(space) {
		t.Error("the two hold different events")
	}
	remotes, _ := north.Remotes(ctx)
	if len(remotes) != 1 || remotes[0].Name != "Ben Okri" || len(remotes[0].Addrs) != 1 {
		t.Errorf("the inviter remembers %+v; want Ben and his address", remotes)
	}
}

func TestJoin_TheLaptopThatInvitesIsToldSoAndKeepsTheInvitationGood(t *testing.T) {
	ctx := within(t)
	north, ben, space := alone(t)
	at := north.node(loopback)
	invitation := north.invite(t, space, at.Addrs(), time.Hour)

	_, own := north.join(ctx, invitation)
	_, later := ben.join(ctx, invitation)

	if improve.CodeOf(own) != improve.Invalid || later != nil {
		t.Errorf("got %v here and %v on the other laptop, want a sentence and no error", own, later)
	}
}

func TestJoin_AnInvitationIsGoodForOneLaptop(t *testing.T) {
	ctx := within(t)
	north, ben, space := alone(t)
	carla := north.world.school()
	at := north.node(loopback)
	invitation := north.invite(t, space, at.Addrs(), time.Hour)
	if _, err := ben.join(ctx, invitation); err != nil {
		t.Fatal(err)
	}

	_, err := carla.join(ctx, invitation)

	if improve.CodeOf(err) != improve.Denied || err.Error() != refusedUsed.err().Error() {
		t.Errorf("got %v; want that it has been used", err)
	}
	if len(north.admitted) != 1 || carla.events(space) != 0 {
		t.Errorf("admitted %d, carla holds %d events", len(north.admitted), carla.events(space))
	}
	if _, err := ben.join(ctx, invitation); err != nil || len(north.admitted) != 1 {
		t.Errorf("the same laptop again: %v, admitted %d; want no error and no second grant", err, len(north.admitted))
	}
}

func TestJoin_OfTwoAtOnceOneIsLetIn(t *testing.T) {
	ctx := within(t)
	north, ben, space := alone(t)
	carla := north.world.school()
	at := north.node(loopback)
	invitation := north.invite(t, space, at.Addrs(), time.Hour)

	var both sync.WaitGroup
	results := make([]error, 2)
	for i, joiner := range []*school{ben, carla} {
		both.Go(func() { _, results[i] = joiner.join(ctx, invitation) })
	}
	both.Wait()

	if (results[0] == nil) == (results[1] == nil) || len(north.admitted) != 1 {
		t.Errorf("got %v, %v, admitted %d; want exactly one", results[0], results[1], len(north.admitted))
	}
}

func TestJoin_RefusesWhatIsExpiredTakenBackOrForeign(t *testing.T) {
	ctx := within(t)
	north, ben, space := alone(t)
	at := north.node(loopback)
	expired := north.invite(t, space, at.Addrs(), -time.Hour)
	takenBack := north.invite(t, space, at.Addrs(), time.Hour)
	north.mu.Lock()
	for hash, invite := range north.invites {
		if invite.Expires.After(time.Now()) {
			delete(north.invites, hash)
		}
	}
	north.mu.Unlock()
	stopped := north.invite(t, space, []string{"/ip4/127.0.0.1/tcp/1/p2p/" + north.device.ID.String()}, time.Hour)

	for name, c := range map[string]struct {
		text string
		want improve.Code
	}{
		"expired": {expired, improve.Denied}, "taken back": {takenBack, improve.Denied}, "nobody there": {stopped, improve.Offline}, "no invitation": {"hello", improve.Invalid},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := ben.join(ctx, c.text); improve.CodeOf(err) != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
	if len(north.admitted) != 0 || ben.events(space) != 0 {
		t.Errorf("admitted %d, ben holds %d events; want none", len(north.admitted), ben.events(space))
	}
}

func TestJoin_AnExpiredInvitationIsRefusedEvenIfTheJoinersClockIsWrong(t *testing.T) {
	ctx := within(t)
	north, ben, space := alone(t)
	at := north.node(loopback)
	ben.now = func() time.Time { return time.Now().Add(-48 * time.Hour) }

	_, err := ben.join(ctx, north.invite(t, space, at.Addrs(), -time.Hour))

	if improve.CodeOf(err) != improve.Denied || len(north.admitted) != 0 {
		t.Errorf("got %v, admitted %d; want denied", err, len(north.admitted))
	}
}

func TestJoin_ProofOfAnotherMomentDeviceOrSpaceIsRefused(t *testing.T) {
	north, ben, space := alone(t)
	at := north.node(loopback)
	secret := NewSecret()
	once := deviceOfKey(inviteKey(secret))
	inv := Invitation{Space: space, Device: north.device.ID, Secret: secret}
	card := Card{Key: ben.device.Key}
	hello, challenge := newNonce(), newNonce()
	invite := improve.Invite{Space: space, Secret: secret}
	good := proofOf(inv, card, hello, challenge)
	if _, err := at.checkProof(once, invite, good, hello, challenge); err != nil {
		t.Fatalf("a good proof: %v", err)
	}

	type attempt struct {
		once             improve.DeviceID
		invite           improve.Invite
		proof            joinProof
		hello, challenge []byte
	}
	elsewhere, spoiled := good, good
	elsewhere.Device = newKey(t).Public().(ed25519.PublicKey)
	spoiled.Recipient = slices.Concat([]byte{1}, make([]byte, 31))
	anybody := good
	anybody.Device = slices.Concat([]byte{1}, make([]byte, 31))
	for name, a := range map[string]attempt{
		"of another moment":                  {once, invite, good, hello, newNonce()},
		"of another joiner's nonce":          {once, invite, good, newNonce(), challenge},
		"under another invitation":           {deviceOfKey(inviteKey(NewSecret())), invite, good, hello, challenge},
		"for another space":                  {once, improve.Invite{Space: improve.SpaceID{1}}, good, hello, challenge},
		"of another device":                  {once, invite, elsewhere, hello, challenge},
		"with another recipient":             {once, invite, spoiled, hello, challenge},
		"of a short nonce":                   {once, invite, proofOf(inv, card, hello[:4], challenge), hello[:4], challenge},
		"of a key that anybody can sign for": {once, invite, anybody, hello, challenge},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := at.checkProof(a.once, a.invite, a.proof, a.hello, a.challenge); err == nil {
				t.Error("it was accepted")
			}
		})
	}
}

func TestJoin_AWelcomeThatDoesNotFitTheInvitationStoresNothing(t *testing.T) {
	ctx := within(t)
	north, ben, space := alone(t)
	at := north.node(loopback)
	segs, err := at.authSegments(ctx, space)
	if err != nil {
		t.Fatal(err)
	}
	inv := Invitation{Space: space, Device: north.device.ID}
	other := Invitation{Space: improve.SpaceID{5}, Device: north.device.ID}
	secret := make([]byte, 32)
	tampered := slices.Clone(segs[0])
	tampered[len(tampered)-1] ^= 1

	for name, c := range map[string]struct {
		inv     Invitation
		welcome joinWelcome
	}{
		"without a secret": {inv, joinWelcome{Segments: segs}}, "not a member": {inv, joinWelcome{Secret: secret, Segments: segs}},
		"of another space": {other, joinWelcome{Secret: secret, Segments: segs}}, "empty": {inv, joinWelcome{Secret: secret}},
		"tampered": {inv, joinWelcome{Secret: secret, Segments: [][]byte{tampered}}}, "no segment": {inv, joinWelcome{Secret: secret, Segments: [][]byte{{1}}}},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := checkWelcome(c.inv, ben.device.ID, c.welcome); improve.CodeOf(err) != improve.Damaged {
				t.Errorf("got %v, want damaged", err)
			}
		})
	}
	if _, err := checkWelcome(inv, north.device.ID, joinWelcome{Secret: secret, Segments: segs}); err != nil {
		t.Errorf("the root itself: %v", err)
	}
}

func TestWeakKeys_AreRefused(t *testing.T) {
	for _, first := range []byte{0, 1} {
		var key improve.DeviceID
		key[0] = first
		signed := key
		signed[31] |= 0x80
		if !weak(key) || !weak(signed) {
			t.Errorf("a key of small order (%d) passed", first)
		}
	}
	if weak(deviceOfKey(newKey(t))) {
		t.Error("an ordinary key was refused")
	}
}

func FuzzJoinMessages(f *testing.F) {
	f.Add([]byte{0x01, 0xa0})
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0x0f})
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, message := range []any{&joinHello{}, &joinChallenge{}, &joinProof{}, &joinWelcome{}, &pairCommit{}, &pairReveal{}, &pairVerdict{}, &pairName{}, &pairInvitation{}} {
			_ = readMessage(bufio.NewReader(newBytes(raw)), maxMessage, message)
		}
	})
}

func TestJoin_WhoWasTakenOutDoesNotComeAgainWithTheSameInvitation(t *testing.T) {
	ctx := within(t)
	north, ben, space := alone(t)
	at := north.node(loopback)
	invitation := north.invite(t, space, at.Addrs(), time.Hour)
	if _, err := ben.join(ctx, invitation); err != nil {
		t.Fatal(err)
	}
	if _, err := ben.join(ctx, invitation); err != nil {
		t.Errorf("coming again before the removal: %v", err)
	}
	north.remove(space, ben)

	_, err := ben.join(ctx, invitation)

	if improve.CodeOf(err) != improve.Denied || err.Error() != refusedRemoved.err().Error() {
		t.Errorf("got %v; want to be told that it was taken out", err)
	}
}
