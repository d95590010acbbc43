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

// errFull tells that a statement is to be asked unprepared.
var errFull = errors.New("enough statements are prepared")

func (r *reader) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt := r.prepared[query]; stmt != nil {
		return stmt, nil
	}
	if len(r.prepared) >= maxPrepared {
		return nil, errFull
	}
	stmt, err := r.conn.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	r.prepared[query] = stmt
	return stmt, nil
}

// QueryContext runs a query; its rows must be closed before the same query is run again.
func (r *reader) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := r.stmt(ctx, query)
	if err != nil {
		return r.conn.QueryContext(ctx, query, args...) // reports the same fault, if it is one
	}
	return stmt.QueryContext(ctx, args...)
}

// QueryRowContext runs a query for one row.
func (r *reader) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	stmt, err := r.stmt(ctx, query)
	if err != nil {
		return r.conn.QueryRowContext(ctx, query, args...)
	}
	return stmt.QueryRowContext(ctx, args...)
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
	stmt, err := r.stmt(context.Background(), statement)
	if err != nil {
		_, err = r.conn.ExecContext(context.Background(), statement)
		return err
	}
	_, err = stmt.ExecContext(context.Background())
	return err
}
