//go:build netns

package netns

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// allFrames is ETH_P_ALL in the order of bytes of the network.
const allFrames = 0x0300

// capture writes every frame of its namespace to the standard output, each
// after its length, until it is killed.
func capture() {
	socket, err := syscall.Socket(syscall.AF_PACKET, syscall.SOCK_RAW, allFrames)
	if err != nil {
		panic(err)
	}
	_, _ = os.Stdout.Write(make([]byte, 4)) // "listening": a frame of no bytes
	frame := make([]byte, 1<<16)
	for {
		n, _, err := syscall.Recvfrom(socket, frame, 0)
		if err != nil {
			continue // an interface has gone
		}
		if _, err := os.Stdout.Write(append(binary.BigEndian.AppendUint32(nil, uint32(n)), frame[:n]...)); err != nil {
			return
		}
	}
}

// listenIn captures what passes a switch; stop gives all frames.
func listenIn(t *testing.T, n *network) (stop func() [][]byte) {
	t.Helper()
	cmd := exec.Command("ip", "netns", "exec", n.space, os.Args[0])
	cmd.Env = append(os.Environ(), captureEnv+"=1")
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	if _, err := io.ReadFull(stdout, make([]byte, 4)); err != nil {
		t.Fatalf("the capture does not begin: %v", err)
	}
	frames := make(chan [][]byte, 1)
	go func() { frames <- readFrames(stdout) }()
	return func() [][]byte {
		_ = cmd.Process.Kill()
		all := <-frames
		_ = cmd.Wait()
		return all
	}
}

func readFrames(r io.Reader) (frames [][]byte) {
	for {
		var length [4]byte
		if _, err := io.ReadFull(r, length[:]); err != nil {
			return frames
		}
		frame := make([]byte, binary.BigEndian.Uint32(length[:]))
		if _, err := io.ReadFull(r, frame); err != nil {
			return frames
		}
		frames = append(frames, frame)
	}
}

// beacons gives the contents of UDP packets to the port of beacons, each once.
func beacons(frames [][]byte) (contents [][]byte) {
	seen := map[string]bool{}
	for _, frame := range frames {
		const ethernet, udp = 14, 8
		if len(frame) < ethernet+20+udp || frame[12] != 8 || frame[13] != 0 || frame[ethernet+9] != syscall.IPPROTO_UDP {
			continue
		}
		packet := frame[ethernet:]
		body := packet[int(packet[0]&15)*4:]
		if len(body) < udp || binary.BigEndian.Uint16(body[2:]) != 24117 {
			continue
		}
		content := body[udp:binary.BigEndian.Uint16(body[4:])]
		if !seen[string(content)] {
			seen[string(content)] = true
			contents = append(contents, content)
		}
	}
	return contents
}

// deviceKey reads the public key of a laptop from its folder.
func (l *laptop) deviceKey() []byte {
	l.t.Helper()
	raw, err := os.ReadFile(filepath.Join(l.dir, "keys", "device.json"))
	if err != nil {
		l.t.Fatal(err)
	}
	var file struct {
		Device string `json:"device"`
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		l.t.Fatal(err)
	}
	seed, err := base64.StdEncoding.DecodeString(file.Device)
	if err != nil || len(seed) != ed25519.SeedSize {
		l.t.Fatalf("the device's seed has %d bytes: %v", len(seed), err)
	}
	return ed25519.NewKeyFromSeed(seed).Public().(ed25519.PublicKey)
}

func output(t *testing.T, tool string, args ...string) string {
	t.Helper()
	out, err := exec.Command(tool, args...).Output()
	if err != nil {
		t.Fatalf("%s %v: %v", tool, args, err)
	}
	return string(out)
}

func TestAir_HoldsNoNameNoIdAndNoTextAndNothingThatComesAgain(t *testing.T) {
	b := newBuilding(t)
	school := b.network()
	all, space := friends(b, "Zephyrine", "Barnaby")
	north, south := all[0], all[1]
	north.plugInto(school, "10.77.1.1/24")
	south.plugInto(school, "10.77.1.2/24")
	page := north.write("Marzipan canary")
	stop := listenIn(t, school)
	north.serve()
	south.serve()
	south.has(page)
	time.Sleep(20 * time.Second) // some calls: real time passes in real networks

	frames := stop()

	wanted := map[string][]byte{
		"person": []byte("Zephyrine"), "other person": []byte("Barnaby"), "school": []byte("Quillon"), "laptop": []byte("Thinkbook"), "text": []byte("Marzipan"),
		"peer id": []byte(north.device), "other peer id": []byte(south.device), "key": north.deviceKey()[:8], "other key": south.deviceKey()[:8], "space as text": []byte(space),
	}
	if raw, err := hex.DecodeString(space); err == nil {
		wanted["space"] = raw[:8]
	}
	for _, frame := range frames {
		for what, secret := range wanted {
			if bytes.Contains(frame, secret) || bytes.Contains(bytes.ToLower(frame), bytes.ToLower(secret)) {
				t.Errorf("%s is on the air, in a frame of %d bytes", what, len(frame))
			}
		}
	}
	calls := beacons(frames)
	t.Logf("%d frames, %d different calls of %d bytes", len(frames), len(calls), len(calls[0]))
	if len(calls) < 6 {
		t.Fatalf("got %d calls, want at least three of each laptop", len(calls))
	}
	const head = 5 // version and kind
	pieces := map[string]int{}
	for at, content := range calls {
		for i := head; i+5 <= len(content); i++ {
			if before, twice := pieces[string(content[i:i+5])]; twice && before != at {
				t.Errorf("call %d holds a piece of call %d: %x", at, before, content[i:i+5])
			}
			pieces[string(content[i:i+5])] = at
		}
	}
}
