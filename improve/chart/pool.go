package chart

import "math"

// Observation is one row of data. NaN stands for a missing number.
type Observation struct {
	At string  // its place on the axis; equal places are one point, an empty one is a point of its own
	Y  float64 // the value, or the numerator
	N  float64 // the size, exposure or denominator; only read when Spec.HasN
}

// point is what the rows of one place come to, before multiplying.
type point struct {
	at    string
	y     float64 // the value on the chart, NaN when missing
	sum   float64 // of the numerators
	size  float64 // of the denominators, or the number of rows
	sd    float64 // of a small sample, NaN for fewer than two
	count int     // rows with a number
	rows  []float64
	out   bool // excluded
}

// pool makes points of rows, in the order in which their places first appear.
func pool(t trait, hasN bool, rows []Observation) ([]point, error) {
	var points []point
	places := map[string]int{}
	for _, row := range rows {
		if err := checkRow(t, hasN, row); err != nil {
			return nil, err
		}
		at, known := places[row.At]
		if !known || row.At == "" {
			at = len(points)
			points = append(points, point{at: row.At})
			places[row.At] = at
		}
		points[at].take(hasN, row)
	}
	for i := range points {
		points[i].settle(t, hasN)
		if y := points[i]; t.kind == P && y.sum > y.size || t.kind == PP && y.sum > y.size {
			return nil, invalid("A share cannot be above the whole; check both columns, or choose a U chart.", "Point %d counts %v out of %v.", i+1, y.sum, y.size)
		}
	}
	return points, nil
}

// take adds a row; one without its number or its size counts as missing.
func (p *point) take(hasN bool, row Observation) {
	if math.IsNaN(row.Y) || hasN && (math.IsNaN(row.N) || row.N == 0) {
		return
	}
	p.rows = append(p.rows, row.Y)
	p.count++
	if hasN {
		p.size += row.N
	} else {
		p.size++
	}
}

// settle turns the rows into the value of the point.
func (p *point) settle(t trait, hasN bool) {
	p.sum, p.sd, p.y = total(p.rows), deviation(p.rows), math.NaN()
	switch {
	case p.count == 0:
		p.size = math.NaN()
	case hasN || t.ratio:
		p.y = p.sum / p.size
	case t.summed:
		p.y = p.sum
	case t.kind == S:
		p.y = p.sd
	default:
		p.y = mean(p.rows)
	}
}

// checkRow refuses numbers that no chart of this kind can show.
func checkRow(t trait, hasN bool, row Observation) error {
	if math.Abs(row.Y) > MaxMagnitude || hasN && math.Abs(row.N) > MaxMagnitude {
		return invalid("Check the number.", "%v is too large for a chart.", larger(row))
	}
	if t.positive && row.Y < 0 {
		return invalid("This chart takes no numbers below zero; check it, or choose an I chart.", "The %s has a value of %v.", t.title, row.Y)
	}
	if t.kind == T && row.Y == 0 {
		return invalid("Write times in a smaller unit, hours instead of days, so that each is above zero.", "The T chart has a time of 0.")
	}
	if !hasN {
		return nil
	}
	if row.N < 0 {
		return invalid("Sizes cannot be below zero; check the column.", "A size is %v.", row.N)
	}
	if row.N == 0 && row.Y != 0 && !math.IsNaN(row.Y) {
		return invalid("Write the size, or leave both numbers empty.", "%v is counted out of 0.", row.Y)
	}
	return nil
}

func larger(row Observation) float64 {
	if math.Abs(row.Y) > MaxMagnitude {
		return row.Y
	}
	return row.N
}
