package desk

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// Kill ends the program at once, as a flat battery does.
func (w *Window) Kill() error {
	if err := w.command.Process.Kill(); err != nil {
		return err
	}
	_ = w.command.Wait() // it was killed
	return nil
}

// Close ends the program as a computer that is shut down does. Where the
// program fails over that, the error has what it said.
func (w *Window) Close() error {
	if err := w.command.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	if err := w.command.Wait(); err != nil {
		return fmt.Errorf("%s: %w: %s", w.Name, err, w.said())
	}
	return nil
}

// mostSaid is how much is told of what a program said: enough for where each goroutine stood.
const mostSaid = 64 << 10

// said is the end of what the program said.
func (w *Window) said() string {
	told, err := os.ReadFile(w.log())
	if err != nil {
		return err.Error()
	}
	return string(told[max(0, len(told)-mostSaid):])
}

// log is the file with what the program says.
func (w *Window) log() string { return filepath.Join(w.desk.Folder, w.Name+".log") }
