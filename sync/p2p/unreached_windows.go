package p2p

import "golang.org/x/sys/windows"

// What Windows says when nobody could be reached: the numbers that package
// syscall has for these names stand for nothing there.
const (
	errRefused   = windows.WSAECONNREFUSED
	errNoNetwork = windows.WSAENETUNREACH
	errNoHost    = windows.WSAEHOSTUNREACH
	errNoAnswer  = windows.WSAETIMEDOUT
)
