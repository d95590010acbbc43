package chart

import "math"

// Constants of the moving range of two values, as the sources of docs/charts.md
// print and use them; the exact ones differ in the fourth digit.
const (
	d2Two      = 1.128  // mean range of two normal values, in standard deviations
	d4Two      = 3.267  // upper limit of moving ranges, in mean moving ranges
	taylorOut  = 3.2665 // Taylor's limit for a single spread
	tExponent  = 3.6    // times between rare happenings are near normal to the power of 1/3.6 (Nelson 1994)
	sigmas     = 3.0
	onTheLine  = 1e-12 // relative: two ways to compute the same number differ by less
	roundNoise = 8 * 0x1p-53
)

// lines is what is drawn through the points of a phase, before multiplying.
type lines struct {
	centre       float64   // NaN when no point tells it
	lower, upper []float64 // nil when the chart has none; NaN where a point has none
	score        []float64 // distance from the centre in standard deviations, nil where zones mean nothing
}

// phaseData is what the formulae work on.
type phaseData struct {
	points   []point
	y        []float64
	base     []int // the points that tell centre line and limits
	screened bool
}

func newPhaseData(points []point, baseline int, kind Kind, screened bool) phaseData {
	d := phaseData{points: points, screened: screened, y: make([]float64, len(points))}
	for i, p := range points {
		d.y[i] = p.y
		if !p.out && i <= baseline {
			d.base = append(d.base, i)
		}
	}
	if kind == MR {
		d.y = append([]float64{math.NaN()}, differences(d.y)...)
	}
	return d
}

// pick gives one number of each point of the baseline.
func (d phaseData) pick(number func(i int) float64) []float64 {
	picked := make([]float64, 0, len(d.base))
	for _, i := range d.base {
		picked = append(picked, number(i))
	}
	return picked
}

func (d phaseData) baseY() []float64 { return d.pick(func(i int) float64 { return d.y[i] }) }

// draw finds centre line and limits by the formulae of docs/charts.md.
func (d phaseData) draw(kind Kind) lines {
	switch kind {
	case I:
		return d.around(mean(d.baseY()), constant(d.spread(d.baseY())))
	case MR:
		centre := mean(d.baseY())
		return lines{centre: centre, lower: d.fill(constant(0)), upper: d.fill(constant(d4Two * centre))}
	case P, PP:
		return d.shares(kind == PP)
	case U, UP:
		return d.rates(kind == UP)
	case C:
		centre := mean(d.baseY())
		return d.around(centre, constant(math.Sqrt(centre))).within(0, math.Inf(1))
	case IP:
		return d.sized()
	case Xbar:
		return d.averages()
	case S:
		return d.spreads()
	case T:
		return d.times()
	case G:
		return d.gaps()
	default:
		return lines{centre: median(d.baseY())}
	}
}

func constant(x float64) func(int) float64 { return func(int) float64 { return x } }

func (d phaseData) fill(number func(i int) float64) []float64 {
	filled := make([]float64, len(d.y))
	for i := range filled {
		filled[i] = number(i)
	}
	return filled
}

// around gives limits of three standard deviations, each point with its own.
func (d phaseData) around(centre float64, sigma func(i int) float64) lines {
	return lines{
		centre: centre,
		lower:  d.fill(func(i int) float64 { return centre - sigmas*sigma(i) }),
		upper:  d.fill(func(i int) float64 { return centre + sigmas*sigma(i) }),
		score:  d.fill(func(i int) float64 { return score(d.y[i]-centre, sigma(i)) }),
	}
}

// score divides a distance by a standard deviation; no distance is 0 whatever the deviation.
func score(distance, sigma float64) float64 {
	if distance == 0 {
		return 0
	}
	return distance / sigma
}

// within keeps limits inside what the values can be.
func (l lines) within(least, most float64) lines {
	for i := range l.lower {
		if l.lower[i] < least {
			l.lower[i] = least
		}
		if l.upper[i] > most {
			l.upper[i] = most
		}
	}
	return l
}

// spread is the standard deviation by moving ranges: their mean over 1.128,
// after ranges of 3.267 times the mean or more were dropped once (Nelson 1982).
func (d phaseData) spread(values []float64) float64 {
	return d.screen(differences(values), d4Two) / d2Two
}

// screen gives the mean of numbers, once more without those that reach limit times it.
func (d phaseData) screen(numbers []float64, limit float64) float64 {
	first := mean(numbers)
	if !d.screened || first == 0 {
		return first
	}
	var kept []float64
	for _, x := range numbers {
		if x < limit*first {
			kept = append(kept, x)
		}
	}
	return mean(kept)
}

// pooled is the centre line of ratios: all numerators over all denominators.
func (d phaseData) pooled() float64 {
	sums := d.pick(func(i int) float64 { return d.points[i].whole().sum })
	sizes := d.pick(func(i int) float64 { return d.points[i].whole().size })
	return total(sums) / total(sizes)
}

// whole gives a point for sums: a missing one adds nothing.
func (p point) whole() point {
	if p.count == 0 {
		p.sum, p.size = 0, 0
	}
	return p
}

func (d phaseData) shares(laney bool) lines {
	centre := d.pooled()
	sigma := func(i int) float64 { return math.Sqrt(centre * (1 - centre) / d.points[i].size) }
	return d.around(centre, d.laney(laney, centre, sigma)).within(0, 1)
}

func (d phaseData) rates(laney bool) lines {
	centre := d.pooled()
	sigma := func(i int) float64 { return math.Sqrt(centre / d.points[i].size) }
	return d.around(centre, d.laney(laney, centre, sigma)).within(0, math.Inf(1))
}

// laney widens or narrows limits by how much the scores really move.
func (d phaseData) laney(wanted bool, centre float64, sigma func(int) float64) func(int) float64 {
	if !wanted {
		return sigma
	}
	moves := d.spread(d.pick(func(i int) float64 { return score(d.y[i]-centre, sigma(i)) }))
	return func(i int) float64 { return sigma(i) * moves }
}

// sized is Taylor's I': a value of a large size tells more than one of a small size.
func (d phaseData) sized() lines {
	weighted := d.pick(func(i int) float64 { return d.y[i] * d.points[i].size })
	sizes := d.pick(func(i int) float64 { return d.points[i].whole().size })
	centre := total(weighted) / total(sizes)
	var spreads []float64
	for k := 1; k < len(d.base); k++ {
		before, after := d.base[k-1], d.base[k]
		step := math.Abs(d.y[after] - d.y[before])
		width := math.Sqrt(1/d.points[before].size + 1/d.points[after].size)
		spreads = append(spreads, math.Sqrt(math.Pi/2)*step/width)
	}
	typical := d.screen(spreads, taylorOut)
	return d.around(centre, func(i int) float64 { return typical * math.Sqrt(1/d.points[i].size) })
}

// withinSamples is the standard deviation within the samples: of samples of one size the
// mean of theirs (Montgomery 6.27), else that of their pooled variances (6.31).
// Every sample of the phase has its say on which it is, one left out, too.
func (d phaseData) withinSamples() float64 {
	if d.oneSize() {
		return mean(d.pick(func(i int) float64 { return d.points[i].sd }))
	}
	squares := d.pick(func(i int) float64 { return d.points[i].sd * d.points[i].sd * float64(d.points[i].count-1) })
	freedom := d.pick(func(i int) float64 { return math.Max(float64(d.points[i].count-1), 0) })
	return math.Sqrt(total(squares) / total(freedom))
}

// oneSize tells whether all samples that hold something hold as much.
func (d phaseData) oneSize() bool {
	size := 0
	for _, p := range d.points {
		if p.count > 0 && size > 0 && p.count != size {
			return false
		}
		size = max(size, p.count)
	}
	return true
}

func (d phaseData) averages() lines {
	weighted := d.pick(func(i int) float64 { return d.y[i] * float64(d.points[i].count) })
	counts := d.pick(func(i int) float64 { return float64(d.points[i].count) })
	sd := d.withinSamples()
	return d.around(total(weighted)/total(counts), func(i int) float64 {
		n := float64(d.points[i].count)
		if n < 2 {
			return math.NaN()
		}
		return sd / (c4(n) * math.Sqrt(n))
	})
}

func (d phaseData) spreads() lines {
	sd := d.withinSamples()
	return d.around(sd, func(i int) float64 {
		n := float64(d.points[i].count)
		if n < 2 {
			return math.NaN()
		}
		c := c4(n)
		return sd * math.Sqrt(1-c*c) / c
	}).within(0, math.Inf(1))
}

// times is an I chart of the values to the power of 1/3.6, turned back.
func (d phaseData) times() lines {
	normal := d
	normal.y = d.fill(func(i int) float64 { return math.Pow(d.y[i], 1/tExponent) })
	l := normal.draw(I).within(0, math.Inf(1))
	back := func(x float64) float64 { return math.Pow(x, tExponent) }
	l.centre = back(l.centre)
	for i := range l.lower {
		l.lower[i], l.upper[i] = back(l.lower[i]), back(l.upper[i])
	}
	return l
}

// gaps has its limits about the mean and shows the median, about which runs are counted.
func (d phaseData) gaps() lines {
	middle := mean(d.baseY())
	l := d.around(middle, constant(math.Sqrt(middle*(middle+1)))).within(0, math.Inf(1))
	l.centre, l.score = median(d.baseY()), nil
	return l
}
