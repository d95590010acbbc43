package laptop

import (
	"syscall"
	"unsafe"
)

// machineID gives what Windows was called when it was installed; "" when it does not say.
func machineID() string {
	folder, err := syscall.UTF16PtrFromString(`SOFTWARE\Microsoft\Cryptography`)
	if err != nil {
		return ""
	}
	name, err := syscall.UTF16PtrFromString("MachineGuid")
	if err != nil {
		return ""
	}
	var key syscall.Handle
	if syscall.RegOpenKeyEx(syscall.HKEY_LOCAL_MACHINE, folder, 0, syscall.KEY_READ|keyWow64, &key) != nil {
		return ""
	}
	defer syscall.RegCloseKey(key)

	var text [128]uint16
	var kind uint32
	size := uint32(len(text) * 2)
	if syscall.RegQueryValueEx(key, name, nil, &kind, (*byte)(unsafe.Pointer(&text[0])), &size) != nil || kind != syscall.REG_SZ {
		return ""
	}
	return syscall.UTF16ToString(text[:])
}

// keyWow64 asks for the one registry that programs of all widths share.
const keyWow64 = 0x0100
