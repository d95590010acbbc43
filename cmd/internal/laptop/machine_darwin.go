package laptop

import "syscall"

// machineID gives the computer's own number; "" when the system does not say.
func machineID() string {
	id, err := syscall.Sysctl("kern.uuid")
	if err != nil {
		return ""
	}
	return id
}
