package p2p

import (
	"log/slog"
	"os"
	"testing"
)

// testLog writes to the standard error when the tests are verbose.
func testLog(t *testing.T) *slog.Logger {
	if !testing.Verbose() || os.Getenv("CAIRN_TEST_LOG") == "" {
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelDebug})).With("test", t.Name())
}
