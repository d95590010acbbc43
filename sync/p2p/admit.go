package p2p

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// Admission is what an inviter's Journal writes into the grant of a device
// that has proved its key with an open invitation.
type Admission struct {
	Invite       improve.Invite
	Device       improve.DeviceID
	Name         string
	Laptop       string
	Person       improve.ArtifactID // zero when none
	Organisation improve.ArtifactID // where the person works, zero when none
	Recipient    improve.Hash       // zero when none
}

// maxCardText bounds a name on its way into a grant, in bytes.
const maxCardText = 200

// serveJoin runs the inviter's side of the join protocol with a remote whose
// one-use identity belongs to an invitation that is not over.
func (n *Node) serveJoin(s *stream) {
	defer s.Reset()
	invite, ok := n.inviteOf(s.remote)
	if !ok {
		return
	}
	r := bufio.NewReader(s)
	why, err := n.admit(s, r, invite)
	if why != 0 {
		n.log.Warn("an invitation was not accepted", "space", invite.Space, "reason", uint64(why), "error", err)
		_ = writeMessage(s, joinWelcome{Refused: why})
	} else if err != nil {
		n.log.Warn("joining broke off", "space", invite.Space, "error", err)
		return
	}
	// The joiner closes when it has read everything; until then the connection stays.
	_ = s.CloseWrite()
	_ = s.SetReadDeadline(time.Now().Add(closeTimeout))
	_, _ = io.Copy(io.Discard, io.LimitReader(r, maxMessage))
}

// admit takes the joiner's proof, has the Journal admit its device and sends
// the welcome. The refusal is what the joiner is told.
func (n *Node) admit(s *stream, r *bufio.Reader, invite improve.Invite) (refusal, error) {
	_ = s.SetDeadline(time.Now().Add(helloTimeout))
	var hello joinHello
	if err := readMessage(r, maxMessage, &hello); err != nil {
		return 0, err
	}
	challenge := newNonce()
	if err := writeMessage(s, joinChallenge{Nonce: challenge}); err != nil {
		return 0, err
	}
	_ = s.SetDeadline(time.Now().Add(stallTimeout))
	var proof joinProof
	if err := readMessage(r, maxMessage, &proof); err != nil {
		return 0, err
	}
	admission, err := n.checkProof(s.remote, invite, proof, hello.Nonce, challenge)
	if err != nil {
		return refusedProof, err
	}
	if why, err := n.letIn(admission); err != nil || why != 0 {
		return why, err
	}
	return n.welcome(s, admission, proof.Addrs)
}

// letIn has the device admitted. The same device may come again: its first
// welcome may have been lost on the way.
func (n *Node) letIn(a Admission) (refusal, error) {
	switch {
	case !n.clock().Before(a.Invite.Expires):
		return refusedExpired, nil
	case a.Invite.UsedBy == a.Device:
		return n.comesAgain(a)
	case !a.Invite.UsedBy.IsZero():
		return refusedUsed, nil
	}
	if err := n.journal.Admit(n.ctx, a); err != nil {
		// Two joiners at once: the slower one finds the invitation used.
		if now, ok := n.inviteOf(deviceOfKey(inviteKey(a.Invite.Secret))); ok && !now.UsedBy.IsZero() && now.UsedBy != a.Device {
			return refusedUsed, err
		}
		return refusedHere, err
	}
	return 0, nil
}

// comesAgain welcomes a device that used the invitation before, unless it was
// taken out of the space since.
func (n *Node) comesAgain(a Admission) (refusal, error) {
	space, err := n.store.Space(n.ctx, a.Invite.Space)
	if err != nil {
		return refusedHere, err
	}
	if member, was := space.Member(a.Device); was && member.Access == improve.NoAccess {
		return refusedRemoved, nil
	}
	return 0, nil
}

func (n *Node) checkProof(once improve.DeviceID, invite improve.Invite, proof joinProof, hello, challenge []byte) (Admission, error) {
	a := Admission{Invite: invite, Name: cardText(proof.Name), Laptop: cardText(proof.Laptop)}
	if len(hello) != nonceSize || len(proof.Device) != len(a.Device) ||
		!copyOptional(a.Recipient[:], proof.Recipient) || !copyOptional(a.Person[:], proof.Person) ||
		!copyOptional(a.Organisation[:], proof.Organisation) {
		return a, fmt.Errorf("check proof: %w: a field has the wrong length", errMessage)
	}
	copy(a.Device[:], proof.Device)
	message := joinMessage(hello, challenge, once, n.device, invite.Space, a.Recipient)
	if weak(a.Device) || a.Device == once || a.Device == n.device || !a.Device.Verify(message, proof.Sig) {
		return a, fmt.Errorf("check proof: the signature is not that of device %s", a.Device.Short())
	}
	return a, nil
}

// cardText makes a name safe to show: one line, of bounded length.
func cardText(text string) string {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "")), " ")
	for len(text) > maxCardText {
		runes := []rune(text)
		text = string(runes[:len(runes)-1])
	}
	return text
}

func copyOptional(dst, src []byte) bool {
	return len(src) == 0 || copy(dst, src) == len(dst) && len(src) == len(dst)
}

func (n *Node) welcome(s *stream, a Admission, addrs []string) (refusal, error) {
	space, err := n.store.Space(n.ctx, a.Invite.Space)
	if err != nil {
		return refusedHere, err
	}
	secret, err := n.store.SpaceSecret(n.ctx, a.Invite.Space)
	if err != nil {
		return refusedHere, err
	}
	segs, err := n.authSegments(n.ctx, a.Invite.Space)
	if err != nil {
		return refusedHere, err
	}
	us, _ := space.Member(n.device)
	_ = s.SetDeadline(time.Now().Add(stallTimeout))
	if err := writeMessage(s, joinWelcome{Secret: secret[:], Segments: segs, Name: us.Name, Laptop: us.Laptop}); err != nil {
		return 0, err
	}
	n.log.Info("a laptop joined", "space", a.Invite.Space, "device", a.Device.Short())
	return 0, editRemote(n.ctx, n.store, a.Device, func(r *improve.Remote) {
		r.Name, r.Laptop, r.LastSeen = a.Name, a.Laptop, n.clock()
		r.Addrs = latestFirst(reachableAddrs(a.Device, addrs), r.Addrs)
	})
}

// reachableAddrs adds the device to addresses that came without it and drops what is no address.
func reachableAddrs(device improve.DeviceID, addrs []string) []string {
	var found []string
	for _, addr := range addrs[:min(len(addrs), MaxInvitationAddrs)] {
		full := addr + "/p2p/" + device.String()
		if len(placesOf(device, []string{full})) == 1 {
			found = append(found, full)
		}
	}
	return found
}

// authSegments gives all auth logs of a space, encoded, each log's segments in
// order; of one that forked one history, the first exchange brings the others.
func (n *Node) authSegments(ctx context.Context, space improve.SpaceID) ([][]byte, error) {
	logs, err := n.store.Logs(ctx, space)
	if err != nil {
		return nil, err
	}
	var encoded [][]byte
	total := 0
	for _, history := range improve.Histories(logs) {
		at := uint64(0)
		for _, log := range history {
			for log.Stream == improve.Auth && at < log.Head.Seq {
				seg, err := n.store.Segment(ctx, improve.LogRange{Log: log.ID, After: at, To: log.Head.Seq})
				if err != nil {
					return nil, err
				}
				if len(seg.Events) == 0 && log.Split {
					break // the rest comes with what follows
				}
				if len(seg.Events) == 0 {
					return nil, fmt.Errorf("read log %s after %d: nothing came", log.ID, at)
				}
				at += uint64(len(seg.Events))
				raw := improve.EncodeSegment(seg)
				if total += len(raw); total > maxWelcome-maxMessage {
					return nil, fmt.Errorf("auth logs of space %s are larger than %d bytes", space, maxWelcome)
				}
				encoded = append(encoded, raw)
			}
		}
	}
	return encoded, nil
}

// inviteOf finds the invitation, used or not but not over, whose one-use identity is given.
func (n *Node) inviteOf(once improve.DeviceID) (improve.Invite, bool) {
	invites, err := n.trust.Invites(n.ctx)
	if err != nil {
		n.log.Error("read the invitations", "error", err)
		return improve.Invite{}, false
	}
	now := n.clock()
	for _, invite := range invites {
		if now.Before(invite.Expires) && n.onceIDs.of(invite.Secret) == once {
			return invite, true
		}
	}
	return improve.Invite{}, false
}
