//go:build !windows && !darwin

package laptop

import (
	"os"
	"strings"
)

// machineID gives what the system was called when it was installed; "" when it does not say.
func machineID() string {
	for _, path := range []string{"/etc/machine-id", "/var/lib/dbus/machine-id", "/etc/hostid"} {
		if raw, err := os.ReadFile(path); err == nil && len(strings.TrimSpace(string(raw))) > 0 {
			return strings.TrimSpace(string(raw))
		}
	}
	return ""
}
