package laptop

import (
	"context"
	"net"
	"strconv"
	"strings"
)

// settingPort holds the port that this laptop listened on last. Other laptops
// remember it: with another one at each start nobody would find anybody the
// next morning.
const settingPort = "network.port"

// anyPort ends a multiaddr that leaves the choice of the port to the system.
const anyPort = "/tcp/0"

// withKnownPort puts the port of last time where the system may choose one, if
// it is free now.
func (l *Laptop) withKnownPort(ctx context.Context, listen []string) []string {
	port, err := l.DB.Setting(ctx, settingPort)
	if _, numberErr := strconv.ParseUint(port, 10, 16); err != nil || numberErr != nil {
		return listen
	}
	known := make([]string, len(listen))
	for i, addr := range listen {
		known[i] = addr
		if base, ok := strings.CutSuffix(addr, anyPort); ok && portIsFree(base, port) {
			known[i] = base + "/tcp/" + port
		}
	}
	return known
}

// portIsFree tells whether a port can be listened on at the address of a multiaddr such as "/ip4/0.0.0.0".
func portIsFree(base, port string) bool {
	parts := strings.Split(base, "/")
	listener, err := net.Listen("tcp", net.JoinHostPort(parts[len(parts)-1], port))
	if err != nil {
		return false
	}
	return listener.Close() == nil
}

// keepPort remembers the port of the first address that the node listens on.
func (l *Laptop) keepPort(ctx context.Context, addrs []string) error {
	for _, addr := range addrs {
		parts := strings.Split(addr, "/")
		for i, part := range parts {
			if part == "tcp" && i+1 < len(parts) {
				return l.DB.SetSetting(ctx, settingPort, parts[i+1])
			}
		}
	}
	return nil
}
