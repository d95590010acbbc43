package storage

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"modernc.org/sqlite"

	"github.com/cairn-schools/cairn/improve"
)

// maxFaults bounds a report: after so many one knows.
const maxFaults = 50

// Check looks whether what is stored is whole. The quick check takes about a
// second for a million events: SQLite's own check and the ends of all logs.
// The full one reads every event, follows every chain, checks every signature,
// folds everything again beside what lists and pages show, and tests search.
// Faults are in the report; the error is for a check that could not be done.
func (db *DB) Check(ctx context.Context, full bool) (improve.CheckReport, error) {
	c := &check{db: db, ctx: ctx}
	err := db.read(ctx, "check", func(q querier) error {
		c.q = q
		return c.run(full)
	})
	var failed *sqlite.Error
	if err != nil && ctx.Err() == nil && (improve.CodeOf(err) == improve.Damaged || !errors.As(err, &failed)) {
		c.fault("The file with your records is damaged: %v.", plain(err))
		err = nil
	}
	return c.report, err
}

// check is one check under way.
type check struct {
	db     *DB
	ctx    context.Context
	q      querier
	report improve.CheckReport

	inSearch int // faults of the file that are in search's own tables
}

func (c *check) fault(format string, args ...any) {
	if len(c.report.Faults) < maxFaults {
		c.report.Faults = append(c.report.Faults, fmt.Sprintf(format, args...))
	}
}

func (c *check) run(full bool) error {
	pragma := "PRAGMA quick_check(5)"
	if full {
		pragma = "PRAGMA integrity_check(20)"
	}
	if err := c.file(pragma); err != nil {
		return err
	}
	logs, err := readLogs(c.ctx, c.q, "")
	if err != nil {
		return err
	}
	c.report.Logs, c.report.Events = len(logs), eventsOf(logs)
	if err := c.differences(); err != nil {
		return err
	}
	if err := c.ends(logs); err != nil || !full {
		return err
	}
	for _, log := range logs {
		if err := c.chain(log); err != nil {
			return err
		}
	}
	if err := c.redactions(logs); err != nil {
		return err
	}
	recorded := len(c.report.Faults) - c.inSearch
	if err := c.projection(logs); err != nil {
		return err
	}
	if err := c.search(); err != nil {
		return err
	}
	c.report.ListsOnly = recorded == 0 && len(c.report.Faults) > 0
	return nil
}

// differences reads how often another laptop made something else of the same events.
func (c *check) differences() error {
	return c.q.QueryRowContext(c.ctx, `SELECT coalesce((SELECT value FROM meta WHERE key = ?), 0), coalesce((SELECT value FROM meta WHERE key = ?), 0)`,
		metaDiffered, metaHealed).Scan(&c.report.Differed, &c.report.Healed)
}

// file asks SQLite whether its pages and tables hold together.
func (c *check) file(pragma string) error {
	// SQLite's check trusts what this connection remembers of search's index,
	// which another one may have written since. A query makes it look again.
	var rowid int64
	err := c.q.QueryRowContext(c.ctx, "SELECT rowid FROM search WHERE search MATCH 'a' LIMIT 1").Scan(&rowid)
	switch {
	case c.ctx.Err() != nil:
		return c.ctx.Err()
	case err != nil && !isEmpty(err):
		c.fault("Search is damaged: %s.", err)
		c.inSearch++
	}
	rows, err := c.q.QueryContext(c.ctx, pragma)
	if err != nil {
		return err
	}
	defer rows.Close()

	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return err
		}
		if line != "ok" {
			c.fault("The file with your records is damaged: %s.", line)
			if strings.HasSuffix(line, "FTS5 table main.search") {
				c.inSearch++
			}
		}
	}
	return rows.Err()
}

// ends compares each log's head with the events and signatures that are there.
func (c *check) ends(logs []*logRow) error {
	for _, log := range logs {
		var last, signed uint64
		err := c.q.QueryRowContext(c.ctx, `SELECT coalesce((SELECT max(seq) FROM event WHERE log = ?1), 0),
			coalesce((SELECT max(seq) FROM signature WHERE log = ?1), 0)`, log.number).Scan(&last, &signed)
		if err != nil {
			return err
		}
		if last != log.Head.Seq && log.holdsAny() {
			c.fault("Records of the laptop %s end at %d instead of %d.", log.Device.Short(), last, log.Head.Seq)
		}
		if signed != log.Head.Seq && !log.Split {
			c.fault("Records of the laptop %s are signed up to %d instead of %d.", log.Device.Short(), signed, log.Head.Seq)
		}
	}
	var strays int
	err := c.q.QueryRowContext(c.ctx, "SELECT count(*) FROM (SELECT DISTINCT log FROM event WHERE log NOT IN (SELECT number FROM log))").Scan(&strays)
	if strays > 0 {
		c.fault("There are records of %d laptops that nothing is known of.", strays)
	}
	return err
}

// chain follows a log from its first event: certificate, hashes, signatures,
// the object that each event is listed under.
func (c *check) chain(log *logRow) error {
	if log.root != 0 || log.Split {
		return c.history(log)
	}
	start := log.Log
	_, start.Head.Hash = improve.LogStart(log.Space, log.Writer, log.Stream)
	start.Head.Seq = 0
	for start.Head.Seq < log.Head.Seq {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		seg, err := readSegment(c.ctx, c.q, log, improve.LogRange{Log: log.ID, After: start.Head.Seq, To: log.Head.Seq})
		if err == nil && start.Head.Seq == 0 {
			_, err = improve.OpenLog(log.Space, seg.Events[0])
		}
		var hashes []improve.Hash
		if err == nil {
			hashes, err = improve.VerifySegment(start, seg)
		}
		if err != nil && c.ctx.Err() == nil {
			c.fault("Records of the laptop %s from %d on were changed: %v.", log.Device.Short(), start.Head.Seq+1, plain(err))
			return nil
		}
		if err != nil {
			return err
		}
		start.Head.Seq += uint64(len(hashes))
		start.Head.Hash = hashes[len(hashes)-1]
	}
	if start.Head.Hash != log.Head.Hash {
		c.fault("Records of the laptop %s do not end as they should.", log.Device.Short())
	}
	return nil
}

// redactions looks whether texts that were to go for good are still here.
func (c *check) redactions(logs []*logRow) error {
	byID := make(map[improve.LogID]*logRow, len(logs))
	for _, log := range logs {
		byID[log.ID] = log
	}
	spaces, err := spaceNumbers(c.ctx, c.q)
	if err != nil {
		return err
	}
	for _, space := range spaces {
		fold, err := c.db.foldSpace(c.ctx, c.q, space.number, space.id)
		if err != nil {
			return err
		}
		if err := c.redactionsOf(fold, space.number, byID); err != nil {
			return err
		}
	}
	return nil
}

func (c *check) redactionsOf(fold *foldedSpace, space int64, logs map[improve.LogID]*logRow) error {
	left := 0
	for _, r := range fold.space.Redactions() {
		for _, target := range r.Targets {
			log := logs[target.Log]
			if log == nil || log.space != space || log.Stream != improve.Data {
				continue
			}
			if _, redacted := fold.space.RedactedBy(target, log.Device); !redacted {
				continue
			}
			var held bool
			err := c.q.QueryRowContext(c.ctx, "SELECT EXISTS (SELECT 1 FROM event WHERE log = ? AND seq = ? AND body IS NOT NULL)", log.number, int64(target.Seq)).Scan(&held)
			if err != nil {
				return err
			}
			if held {
				left++
			}
		}
	}
	if left > 0 {
		c.fault("%d texts of “%s” that were erased for good are still here.", left, fold.space.Name)
	}
	return nil
}

// plain gives the cause of an error rather than its words for a person, which the report has already.
func plain(err error) error {
	var known *improve.Error
	if errors.As(err, &known) && known.Err != nil {
		return known.Err
	}
	return err
}

// search lets FTS5 compare its index with its own text, and counts what it has.
func (c *check) search() error {
	var strays int
	err := c.q.QueryRowContext(c.ctx, "SELECT count(*) FROM search WHERE rowid NOT IN (SELECT number FROM artifact)").Scan(&strays)
	if strays > 0 {
		c.fault("Search finds %d pages that are not there.", strays)
	}
	if err != nil {
		return err
	}
	var missing int
	err = c.q.QueryRowContext(c.ctx, `SELECT count(*) FROM artifact WHERE change <= (SELECT value FROM meta WHERE key = ?)
		AND number NOT IN (SELECT rowid FROM search)`, metaSearch).Scan(&missing)
	if missing > 0 {
		c.fault("Search does not find %d pages.", missing)
	}
	return err
}
