package main

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strconv"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/phrase"
	"github.com/cairn-schools/cairn/improve/table"
)

type chartCommand struct {
	File     string   `arg:"" help:"A CSV file; - for the standard input." placeholder:"FILE.csv"`
	Chart    string   `required:"" help:"run, i, mr, p, pp, u, up, c, xbar, s, t, g or ip." placeholder:"KIND"`
	X        string   `help:"The column that orders the points; default: the order of the file." placeholder:"COL"`
	Y        string   `required:"" help:"The column of values, or of numerators." placeholder:"COL"`
	N        string   `help:"The column of denominators." placeholder:"COL"`
	By       []string `help:"Columns whose values make groups, each with a chart of its own." placeholder:"COL"`
	Multiply float64  `help:"Multiply the values: 100 gives per cent." default:"1" placeholder:"K"`
	Freeze   []int    `help:"Take centre line and limits from the points up to K." placeholder:"K"`
	Split    []int    `help:"Begin a new phase after point K." placeholder:"K"`
	Exclude  []int    `help:"Leave point K out of centre line, limits and runs." placeholder:"K"`
	Rules    string   `help:"The rules that tell a signal from chance: anhoej, ihi, nahq, mdc, western-electric, nelson, runcharter, freespc, balestracci." default:"anhoej" placeholder:"SET"`
	Screen   bool     `help:"Leave large moving ranges out of the limits of I, I', P' and U' charts." default:"true" negatable:""`

	Together bool `help:"Draw the groups as small charts beside everyone, on one scale."`
	Smallest int  `help:"Leave groups of fewer than K, by --n, out of a picture: 5 to 30." default:"10" placeholder:"K"`
	Own      bool `help:"A picture for yourself alone: small groups are in it, too."`

	picture

	say *phrase.Book // the language of the picture
}

// series is the rows of one group, in the order of the axis.
type series struct {
	group []string
	rows  []chart.Observation
}

func (c *chartCommand) run(s *session) error {
	c.say = s.say
	spec, err := c.spec()
	if err != nil {
		return err
	}
	read, err := c.read()
	if err != nil {
		return err
	}
	groups, err := c.groups(read)
	if err != nil {
		return err
	}
	charts := make([]chart.Chart, len(groups))
	longest := 0
	for i, group := range groups {
		if charts[i], err = chart.Draw(spec, group.rows); err != nil {
			return ofGroup(err, group.group)
		}
		longest = max(longest, charts[i].Phases[len(charts[i].Phases)-1].Last)
	}
	if err := c.within(longest); err != nil {
		return err
	}
	if c.wanted() {
		if err := c.draw(read, groups); err != nil {
			return err
		}
	}
	for i, drawn := range charts {
		if err := s.printChart(groups[i].group, drawn); err != nil {
			return err
		}
	}
	return nil
}

// spec checks the options that make no sense whatever the file holds.
func (c *chartCommand) spec() (chart.Spec, error) {
	spec := chart.Spec{
		Kind: chart.Kind(c.Chart), HasN: c.N != "", Multiply: c.Multiply, Rules: c.Rules,
		Freeze: c.Freeze, Split: c.Split, Exclude: c.Exclude, KeepRanges: !c.Screen,
	}
	if !slices.Contains(chart.Kinds(), spec.Kind) {
		return spec, usage("--chart %q is not known; use run, i, mr, p, pp, u, up, c, xbar, s, t, g or ip", c.Chart)
	}
	if _, err := chart.RulesNamed(c.Rules); err != nil {
		return spec, errUsage{err}
	}
	switch {
	case spec.HasN && !spec.Kind.TakesN():
		return spec, usage("--chart %s takes no --n", c.Chart)
	case spec.Kind.Samples() && c.X == "":
		return spec, usage("--chart %s wants --x: rows with the same value there are a sample", c.Chart)
	case !(c.Multiply > 0 && c.Multiply <= chart.MaxMagnitude):
		return spec, usage("--multiply wants a number above 0")
	}
	for _, points := range [][]int{c.Freeze, c.Split, c.Exclude} {
		if slices.ContainsFunc(points, func(k int) bool { return k < 1 }) {
			return spec, usage("--freeze, --split and --exclude count points from 1")
		}
	}
	return spec, c.grouped(spec)
}

// grouped checks the options about groups in a picture.
func (c *chartCommand) grouped(spec chart.Spec) error {
	switch {
	case c.Together && len(c.By) == 0:
		return usage("--together wants --by: the column whose values make groups")
	case c.Together && spec.Kind.Samples():
		return usage("--together takes no --chart %s", c.Chart)
	case c.Smallest < chart.SmallestGroup || c.Smallest > chart.LargestSmallGroup:
		return usage("--smallest wants a number from %d to %d", chart.SmallestGroup, chart.LargestSmallGroup)
	default:
		return nil
	}
}

func (c *chartCommand) read() (*table.Table, error) {
	if c.File == "-" {
		return table.Read(os.Stdin)
	}
	file, err := os.Open(c.File)
	if err != nil {
		return nil, noFile(c.File, err)
	}
	defer file.Close()
	read, err := table.Read(file)
	var known *improve.Error
	if err != nil && !errors.As(err, &known) {
		return nil, noFile(c.File, err)
	}
	return read, err
}

func noFile(name string, err error) error {
	hint := "Check that it is a file that you may read."
	if errors.Is(err, fs.ErrNotExist) {
		hint = "Check its name and folder."
	}
	return &improve.Error{Code: improve.NotFound, Message: "“" + name + "” cannot be opened.", Hint: hint, Err: err}
}

// groups sorts the rows into groups and along the axis.
func (c *chartCommand) groups(read *table.Table) ([]series, error) {
	rows, err := c.observations(read)
	if err != nil {
		return nil, err
	}
	axis := make([]int, read.Len()) // without --x all equal: the order of the file stays
	if c.X != "" {
		column, err := read.Column(c.X)
		if err != nil {
			return nil, err
		}
		if axis, err = column.Axis(); err != nil {
			return nil, err
		}
		for i := range rows {
			rows[i].At = rank(axis[i])
		}
	}
	names, ranks, err := c.grouping(read)
	if err != nil {
		return nil, err
	}
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(slices.Compare(ranks[a], ranks[b]), cmp.Compare(axis[a], axis[b]))
	})
	var groups []series
	for i, at := range order {
		if i == 0 || slices.Compare(ranks[order[i-1]], ranks[at]) != 0 {
			groups = append(groups, series{group: names[at]})
		}
		last := &groups[len(groups)-1]
		last.rows = append(last.rows, rows[at])
	}
	return groups, nil
}

// observations reads the numbers.
func (c *chartCommand) observations(read *table.Table) ([]chart.Observation, error) {
	values, err := numbers(read, c.Y)
	if err != nil {
		return nil, err
	}
	rows := make([]chart.Observation, len(values))
	for i, y := range values {
		rows[i].Y = y
	}
	if c.N == "" {
		return rows, nil
	}
	sizes, err := numbers(read, c.N)
	if err != nil {
		return nil, err
	}
	for i, n := range sizes {
		rows[i].N = n
	}
	return rows, nil
}

// rank names a place on the axis.
func rank(at int) string { return strconv.Itoa(at) }

func numbers(read *table.Table, name string) ([]float64, error) {
	column, err := read.Column(name)
	if err != nil {
		return nil, err
	}
	return column.Numbers()
}

// grouping gives each row the values of --by and what to sort them by.
func (c *chartCommand) grouping(read *table.Table) (names [][]string, ranks [][]int, err error) {
	names, ranks = make([][]string, read.Len()), make([][]int, read.Len())
	for i := range names {
		names[i] = []string{}
	}
	for _, by := range c.By {
		column, err := read.Column(by)
		if err != nil {
			return nil, nil, err
		}
		order, err := column.Groups()
		if err != nil {
			return nil, nil, err
		}
		for i, text := range column.Texts() {
			names[i], ranks[i] = append(names[i], text), append(ranks[i], order[i])
		}
	}
	return names, ranks, nil
}

// within refuses points that no group has, which are slips of the pen.
func (c *chartCommand) within(longest int) error {
	for _, option := range []struct {
		name   string
		points []int
		most   int
	}{{"--freeze", c.Freeze, longest}, {"--split", c.Split, longest - 1}, {"--exclude", c.Exclude, longest}} {
		for _, k := range option.points {
			if k > option.most {
				return &improve.Error{
					Code: improve.Invalid, Message: option.name + " " + strconv.Itoa(k) + " lies behind the points of the file.",
					Hint: "The last one that it can name is " + strconv.Itoa(option.most) + ".",
				}
			}
		}
	}
	return nil
}
