package storage

import (
	"context"
	"database/sql"
	"errors"
)

// reader is a connection for snapshots with the statements prepared on it: an
// exchange asks the same few things of each of sixty logs, and reading such a
// question takes SQLite longer than answering it. Who took it out of
// DB.snapshots owns it.
type reader struct {
	conn     *sql.Conn // nil while it is not opened
	prepared map[string]*sql.Stmt
}

// maxPrepared bounds the statements of a reader: lists make some of what a
// person filters by, and those past the bound are read each time.
const maxPrepared = 64

// prepare makes sure that a statement is among the prepared ones; false when
// it is to be asked unprepared.
func (r *reader) prepare(ctx context.Context, query string) bool {
	if r.prepared[query] != nil {
		return true
	}
	if len(r.prepared) >= maxPrepared {
		return false
	}
	stmt, err := r.conn.PrepareContext(ctx, query)
	if err == nil {
		r.prepared[query] = stmt
	}
	return err == nil // asking unprepared reports the same fault
}

// QueryContext runs a query; its rows must be closed before the same query is run again.
func (r *reader) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if r.prepare(ctx, query) {
		return r.prepared[query].QueryContext(ctx, args...)
	}
	return r.conn.QueryContext(ctx, query, args...)
}

// QueryRowContext runs a query for one row.
func (r *reader) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if r.prepare(ctx, query) {
		return r.prepared[query].QueryRowContext(ctx, args...)
	}
	return r.conn.QueryRowContext(ctx, query, args...)
}

// open makes it ready for use.
func (r *reader) open(ctx context.Context, pool *sql.DB) (err error) {
	if r.conn == nil {
		r.conn, err = pool.Conn(ctx)
		r.prepared = map[string]*sql.Stmt{}
	}
	return err
}

// close gives its connection up; the next use opens another.
func (r *reader) close() error {
	if r.conn == nil {
		return nil
	}
	var faults []error
	for _, stmt := range r.prepared {
		faults = append(faults, stmt.Close())
	}
	conn := r.conn
	r.conn, r.prepared = nil, nil
	return errors.Join(append(faults, conn.Close())...)
}

// read runs fn on one snapshot of the database.
func (db *DB) read(ctx context.Context, what string, fn func(q querier) error) error {
	select {
	case r := <-db.snapshots:
		defer func() { db.snapshots <- r }()
		if err := r.snapshot(ctx, db.readers, fn); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return explain(what, err)
		}
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (r *reader) snapshot(ctx context.Context, pool *sql.DB, fn func(q querier) error) error {
	if err := r.open(ctx, pool); err != nil {
		return err
	}
	if err := r.exec("BEGIN"); err != nil {
		return errors.Join(err, r.close())
	}
	ended := false
	defer func() {
		if !ended { // fn has panicked
			_ = r.close()
		}
	}()
	err := fn(r)
	ended = true
	if fault := r.exec("ROLLBACK"); fault != nil {
		return errors.Join(err, fault, r.close())
	}
	return err
}

// exec runs a statement that must not be cut short.
func (r *reader) exec(statement string) error {
	ctx := context.Background()
	if !r.prepare(ctx, statement) {
		_, err := r.conn.ExecContext(ctx, statement)
		return err
	}
	_, err := r.prepared[statement].ExecContext(ctx)
	return err
}
