package storage

import (
	"context"
	"database/sql"
	"errors"

	"modernc.org/sqlite"
)

// writer is the one connection that writes, with the statements prepared on
// it so far. Whoever holds DB.turn owns it. The context of a call is not handed
// to SQLite, which would start a goroutine for each statement: a transaction
// asks its context between statements instead.
type writer struct {
	conn     *sql.Conn
	prepared map[string]*sql.Stmt
}

func (w *writer) stmt(query string) (*sql.Stmt, error) {
	if stmt := w.prepared[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := w.conn.PrepareContext(context.Background(), query)
	if err != nil {
		return nil, err
	}
	w.prepared[query] = stmt
	return stmt, nil
}

// QueryContext runs a prepared query.
func (w *writer) QueryContext(_ context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := w.stmt(query)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(context.Background(), args...)
}

// QueryRowContext runs a prepared query for one row.
func (w *writer) QueryRowContext(_ context.Context, query string, args ...any) *sql.Row {
	stmt, err := w.stmt(query)
	if err != nil {
		return w.conn.QueryRowContext(context.Background(), query, args...) // reports the same fault
	}
	return stmt.QueryRowContext(context.Background(), args...)
}

func (w *writer) exec(query string, args ...any) (sql.Result, error) {
	stmt, err := w.stmt(query)
	if err != nil {
		return nil, err
	}
	return stmt.ExecContext(context.Background(), args...)
}

// script runs several statements that are not worth preparing.
func (w *writer) script(text string) error {
	_, err := w.conn.ExecContext(context.Background(), text)
	return err
}

// forget drops the prepared statements, before tables under them go.
func (w *writer) forget() error {
	var faults []error
	for _, stmt := range w.prepared {
		faults = append(faults, stmt.Close())
	}
	clear(w.prepared)
	return errors.Join(faults...)
}

func (w *writer) close() error { return errors.Join(w.forget(), w.conn.Close()) }

// begin takes the write lock of the database file, waiting for another program
// as long as busy_timeout says and ctx allows.
func (w *writer) begin(ctx context.Context) error {
	stmt, err := w.stmt("BEGIN IMMEDIATE")
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(ctx)
	return err
}

// dataVersion gives the pager's count of changes to the file, of this
// connection and of others, as the connection knows it. It is PRAGMA
// data_version without a statement, which would take longer than most writes.
func (w *writer) dataVersion() (version uint32, err error) {
	fault := w.conn.Raw(func(driver any) error {
		control, ok := driver.(sqlite.FileControl)
		if !ok {
			return errors.New("the driver does not tell what changed")
		}
		version, err = control.FileControlDataVersion("main")
		return err
	})
	return version, fault
}

func (w *writer) commit() error {
	_, err := w.exec("COMMIT")
	return err
}

// rollback ends a transaction without a trace; SQLite may have done so already.
func (w *writer) rollback() {
	_ = w.script("ROLLBACK") // fails when SQLite has rolled back by itself, which is as good
}
