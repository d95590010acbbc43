package simulation

import "fmt"

// count is how much of everything happened, so that a run of many seeds shows
// that it looked at what it is for.
type count struct {
	events  uint64
	crashes int
	erased  int
	forked  int // branches of logs that forked, on all laptops
	files   int // photos and files that came to another laptop than the one that they were put on
	carried int // changes that were carried over to a copy that follows
	waited  int // files for sticks that waited for what they build upon
	taken   int // backups that were taken in again
	unknown int // events of later versions
	visits  int // to carriers
}

func (c count) String() string {
	return fmt.Sprintf("%d events, %d failures of power, %d erased texts, %d branches of logs that forked, %d photos and files that arrived, "+
		"%d changes carried to copies, %d files that waited, %d backups taken in, %d events of later versions",
		c.events, c.crashes, c.erased, c.forked, c.files, c.carried, c.waited, c.taken, c.unknown)
}

func (c *count) add(other outcome) {
	c.events += other.events
	c.crashes += other.crashes
	c.erased += other.erased
	c.forked += other.forked
	c.files += other.files
	c.carried += other.carried
	c.waited += other.waited
	c.taken += other.taken
	c.unknown += other.unknown
	c.visits += other.visits
}

// missing names what never happened.
func (c count) missing() []string {
	var names []string
	for name, n := range map[string]int{
		"failures of power": c.crashes, "erased texts": c.erased, "forks": c.forked, "photos": c.files,
		"copies in step": c.carried, "files that wait": c.waited, "backups": c.taken, "later versions": c.unknown,
	} {
		if n == 0 {
			names = append(names, name)
		}
	}
	return names
}

// counted counts what a world has seen, when it is quiet.
func (w *world) counted() count {
	c := w.count
	c.erased = len(w.erased)
	for _, l := range w.laptops {
		c.crashes += l.crashes
		for _, row := range l.rows() {
			c.events += row.Events
			logs, err := l.db.Logs(w.ctx, row.Space.ID)
			w.must("list logs", err)
			for _, log := range logs {
				if !log.Root.IsZero() {
					c.forked++
				}
			}
		}
		for _, p := range w.photos {
			if !l.same(p.by) && l.db.HasFile(p.hash) {
				c.files++
			}
		}
	}
	return c
}
