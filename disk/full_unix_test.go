//go:build !windows

package disk_test

import "syscall"

const noRoom = syscall.ENOSPC
