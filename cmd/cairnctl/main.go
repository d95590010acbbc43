// Command cairnctl is Cairn from a terminal: the same journal and the same
// exchange as the window, for scripts, tests and machines without a screen.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// Exit codes of the contract.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// run does one command and gives the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	command, err := parse(args, stdout)
	if err != nil {
		return complain(stderr, err, exitUsage)
	}
	if command == nil { // help or the version was asked for and given
		return exitDone
	}
	if err := command.do(ctx, stdout, stderr); err != nil {
		return complain(stderr, err, exitFailed)
	}
	return exitDone
}
