//go:build netns

package netns

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// captureEnv makes the test binary write down what passes in its namespace.
const captureEnv = "CAIRN_TEST_CAPTURE"

// prefix begins the names of our namespaces; the number of the process follows.
const prefix = "cairntest-"

func TestMain(m *testing.M) {
	if os.Getenv(captureEnv) != "" {
		capture()
		return
	}
	os.Exit(run(m))
}

// run builds cairnctl, tests, and takes away what a killed run has left.
func run(m *testing.M) int {
	if os.Geteuid() != 0 {
		fmt.Fprintln(os.Stderr, "these tests make network namespaces and want root; scripts/netns.sh says more")
		return 1
	}
	removeLeftovers()
	dir, err := os.MkdirTemp("", "cairn-netns")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	build := exec.Command("go", "build", "-o", filepath.Join(dir, "cairnctl"), "github.com/cairn-schools/cairn/cmd/cairnctl")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build cairnctl: %v\n%s", err, out)
		return 1
	}
	if err := os.Setenv("CAIRN_TEST_CTL", filepath.Join(dir, "cairnctl")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

// removeLeftovers deletes the namespaces of test processes that are gone.
func removeLeftovers() {
	out, _ := exec.Command("ip", "netns", "list").Output() // nothing: nothing is left
	for line := range strings.Lines(string(out)) {
		name, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		rest, ours := strings.CutPrefix(name, prefix)
		pid, _, _ := strings.Cut(rest, "-")
		if _, err := os.Stat("/proc/" + pid); ours && os.IsNotExist(err) {
			_ = exec.Command("ip", "netns", "del", name).Run()
		}
	}
}

// building is the networks of one test.
type building struct {
	t     *testing.T
	count int
}

func newBuilding(t *testing.T) *building { return &building{t: t} }

// space makes an empty namespace, gone with the test.
func (b *building) space() string {
	b.t.Helper()
	b.count++
	name := prefix + strconv.Itoa(os.Getpid()) + "-" + strconv.Itoa(int(time.Now().UnixNano()%1e6)) + "-" + strconv.Itoa(b.count)
	ip(b.t, "netns", "add", name)
	b.t.Cleanup(func() { ip(b.t, "netns", "del", name) })
	ip(b.t, "-n", name, "link", "set", "lo", "up")
	return name
}

// ip runs the program ip and wants it to succeed.
func ip(t *testing.T, args ...string) {
	t.Helper()
	runTool(t, "ip", args...)
}

func runTool(t *testing.T, tool string, args ...string) {
	t.Helper()
	if out, err := exec.Command(tool, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v: %s", tool, strings.Join(args, " "), err, out)
	}
}

// network is a switch in a namespace of its own.
type network struct {
	b     *building
	space string
	ports int
}

// network makes a switch without anybody at it.
func (b *building) network() *network {
	b.t.Helper()
	n := &network{b: b, space: b.space()}
	ip(b.t, "-n", n.space, "link", "add", "br0", "type", "bridge", "mcast_snooping", "0")
	ip(b.t, "-n", n.space, "link", "set", "br0", "up")
	return n
}

// plug connects a namespace to the switch and gives it an address; it returns
// the name of the interface there and of the switch's port.
func (n *network) plug(space, address string) (face, port string) {
	n.b.t.Helper()
	n.ports++
	port = "port" + strconv.Itoa(n.ports)
	n.b.count++
	face = "eth" + strconv.Itoa(n.b.count)
	ip(n.b.t, "-n", n.space, "link", "add", port, "type", "veth", "peer", "name", face, "netns", space)
	ip(n.b.t, "-n", n.space, "link", "set", port, "master", "br0", "up")
	ip(n.b.t, "-n", space, "link", "set", face, "up")
	ip(n.b.t, "-n", space, "addr", "add", address, "brd", "+", "dev", face)
	return face, port
}

// deafen has the switch pass no multicast and no broadcast to a port.
func (n *network) deafen(port string) {
	n.b.t.Helper()
	runTool(n.b.t, "bridge", "-n", n.space, "link", "set", "dev", port, "mcast_flood", "off", "bcast_flood", "off")
}

// router joins two networks; laptops in them need a route to its addresses.
func (b *building) router(one, other *network, oneAddress, otherAddress string) {
	b.t.Helper()
	space := b.space()
	one.plug(space, oneAddress)
	other.plug(space, otherAddress)
	runTool(b.t, "ip", "netns", "exec", space, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward")
}

// block is a firewall: it drops what comes in for a TCP port, without a word.
func block(t *testing.T, space, face, port string) {
	t.Helper()
	ip(t, "-n", space, "rule", "add", "pref", "100", "lookup", "local")
	ip(t, "-n", space, "rule", "del", "pref", "0")
	ip(t, "-n", space, "rule", "add", "pref", "10", "iif", face, "ipproto", "tcp", "dport", port, "blackhole")
}
