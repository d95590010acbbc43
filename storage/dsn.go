package storage

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"modernc.org/sqlite"
)

// pragma is one setting of a connection: what the address asks for, and what
// SQLite answers when it has taken effect.
type pragma struct {
	name, value string
	want        string
}

// writerPragmas are the settings of the writing connection. busy_timeout comes
// first, since setting journal_mode may have to wait for another program.
func writerPragmas() []pragma {
	return []pragma{
		{"busy_timeout", "5000", "5000"},
		{"journal_mode", "WAL", "wal"},
		{"synchronous", "FULL", "2"}, // NORMAL loses saved words when the power fails
		{"secure_delete", "ON", "1"},
		{"foreign_keys", "ON", "1"},
		{"trusted_schema", "OFF", "0"},
		{"cell_size_check", "ON", "1"},
		{"mmap_size", "0", "0"},
		{"temp_store", "MEMORY", "2"},
		{"journal_size_limit", "8388608", "8388608"},
		{"fullfsync", "1", "1"}, // macOS only, harmless elsewhere
		{"checkpoint_fullfsync", "1", "1"},
		{"wal_autocheckpoint", "4000", "4000"}, // 16 MB: a first exchange rewrites the same index pages; moving them fewer times halves its waits
		{"cache_size", "-16000", "-16000"},     // 16 MB: a first exchange touches the index of objects everywhere
	}
}

// readerPragmas are the writer's settings on a connection that cannot write.
func readerPragmas() []pragma {
	pragmas := []pragma{{"query_only", "1", "1"}}
	for _, p := range writerPragmas() {
		if p.name != "cache_size" && p.name != "wal_autocheckpoint" {
			pragmas = append(pragmas, p)
		}
	}
	pragmas[0], pragmas[1] = pragmas[1], pragmas[0]
	return pragmas
}

// unchanging is the mode of a file that nobody writes into while it is open.
const unchanging = "unchanging"

// address gives the driver's name for a database file with these settings.
// mode is SQLite's own, "rwc", "rw" or "ro", or unchanging.
func address(uri, mode string, pragmas []pragma) string {
	query := url.Values{"mode": {mode}, "_txlock": {"immediate"}}
	if mode == unchanging {
		query.Set("mode", "ro")
		query.Set("immutable", "1")
	}
	for _, p := range pragmas {
		query.Add("_pragma", p.name+"("+p.value+")")
	}
	return uri + "?" + query.Encode()
}

// fileURI gives an absolute path as a file: address, so that blanks, "%", "?"
// and "#" in folder names, and the drive letters of Windows, mean themselves.
func fileURI(path string, windows bool) string {
	if windows {
		path = strings.ReplaceAll(path, `\`, "/")
		if !strings.HasPrefix(path, "/") {
			path = "/" + path
		}
	}
	escaped := (&url.URL{Path: path}).EscapedPath()
	return "file://" + escaped
}

// connector opens connections and refuses one whose settings did not take effect.
type connector struct {
	driver.Connector
	want []pragma
}

func newConnector(address string, want []pragma) (*connector, error) {
	inner, err := sqlite.NewConnector(address)
	if err != nil {
		return nil, fmt.Errorf("connect database: %w", err)
	}
	return &connector{Connector: inner, want: want}, nil
}

// Connect opens one connection and reads its settings back.
func (c *connector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.readBack(ctx, conn); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

func (c *connector) readBack(ctx context.Context, conn driver.Conn) error {
	queryer, ok := conn.(driver.QueryerContext)
	if !ok {
		return errors.New("read settings back: the driver answers no questions")
	}
	for _, p := range c.want {
		got, err := askPragma(ctx, queryer, p.name)
		if err != nil {
			return fmt.Errorf("read setting %s back: %w", p.name, err)
		}
		if got != p.want {
			return &settingError{name: p.name, want: p.want, got: got}
		}
	}
	return nil
}

func askPragma(ctx context.Context, conn driver.QueryerContext, name string) (string, error) {
	rows, err := conn.QueryContext(ctx, "PRAGMA "+name, nil)
	if err != nil {
		return "", err
	}
	answer := make([]driver.Value, max(len(rows.Columns()), 1))
	err = rows.Next(answer)
	if errors.Is(err, io.EOF) {
		return "", rows.Close()
	}
	return fmt.Sprint(answer[0]), errors.Join(err, rows.Close())
}

// settingError tells that a connection does not work the way that saved words rely on.
type settingError struct{ name, want, got string }

func (e *settingError) Error() string {
	return fmt.Sprintf("database setting %s is %q instead of %q", e.name, e.got, e.want)
}
