package chart

import "math"

// tie is how much two shares may differ and still be equal: sums of terms that
// are exact fractions reach a limit such as 2.5 % exactly now and then.
const tie = 1e-12

// crossingsMin is the smallest usual number of crossings of n useful points:
// the 5 % quantile of the binomial distribution of n-1 even chances (Anhøj).
func crossingsMin(useful int) int {
	return quantile(halves(max(useful-1, 0)), 0.05)
}

// longestMax is the longest usual run among n useful points (Anhøj).
func longestMax(useful int) int {
	return int(math.RoundToEven(math.Log2(float64(useful)))) + 3
}

// halves gives C(m, i) for i from 0 to m, each over the largest of them: the
// shape of the distribution, without numbers that a float64 cannot hold.
func halves(m int) []float64 {
	shape := make([]float64, m+1)
	middle := m / 2
	shape[middle] = 1
	for i := middle; i > 0; i-- {
		shape[i-1] = shape[i] * float64(i) / float64(m-i+1)
	}
	for i := middle; i < m; i++ {
		shape[i+1] = shape[i] * float64(m-i) / float64(i+1)
	}
	return shape
}

// quantile gives the smallest index up to which at least this share of the weights lies.
func quantile(weights []float64, share float64) int {
	all := total(weights)
	var sum, lost float64 // Kahan, since many of the first weights are tiny
	for i, w := range weights {
		next := sum + (w - lost)
		lost = (next - sum) - (w - lost)
		sum = next
		if sum >= share*all*(1-tie) {
			return i
		}
	}
	return len(weights) - 1
}

// runsTail is the share that the number-of-runs rule leaves in each tail.
const runsTail = 0.025

// runsLimits gives the fewest and most usual runs of so many points above and
// below a line, by the exact distribution of Wald and Wolfowitz: a signal is
// fewer than least or more than most. False when all points lie on one side.
func runsLimits(above, below int) (least, most int, ok bool) {
	if above == 0 || below == 0 {
		return 0, 0, false
	}
	weights := runsWeights(above, below)
	return quantile(weights, runsTail), quantile(weights, 1-runsTail), true
}

// runsWeights gives, at index r, a number in proportion to P(r runs).
func runsWeights(above, below int) []float64 {
	choose := func(n, k int) float64 { // its logarithm
		if k < 0 || k > n {
			return math.Inf(-1)
		}
		a, _ := math.Lgamma(float64(n + 1))
		b, _ := math.Lgamma(float64(k + 1))
		c, _ := math.Lgamma(float64(n - k + 1))
		return a - b - c
	}
	whole := choose(above+below, above)
	weights := make([]float64, 2*min(above, below)+2)
	for r := 2; r < len(weights); r++ {
		k := r / 2
		if r%2 == 0 {
			weights[r] = 2 * math.Exp(choose(above-1, k-1)+choose(below-1, k-1)-whole)
			continue
		}
		weights[r] = math.Exp(choose(above-1, k)+choose(below-1, k-1)-whole) + math.Exp(choose(above-1, k-1)+choose(below-1, k)-whole)
	}
	return weights
}

// maxOdds is the longest series for which odds are computed; the work grows
// with its square, and nobody reads a chart of more points than this.
const maxOdds = 2000

// falseSignals gives how likely n useful points give a signal by chance alone,
// each as likely above a known centre line as below: a run above longest, or
// fewer crossings than fewest. It counts all 2^n sequences, by the length of
// the last run and the crossings so far. NaN for more points than maxOdds.
func falseSignals(useful, longest, fewest int) float64 {
	if useful < 1 || useful > maxOdds {
		return math.NaN()
	}
	if longest < 1 {
		return 1
	}
	longest = min(longest, useful)
	quiet := newCounts(longest, fewest)
	quiet[0][0] = 1
	for range useful - 1 {
		next := newCounts(longest, fewest)
		for run, byCrossings := range quiet {
			for crossings, p := range byCrossings {
				next[0][min(crossings+1, fewest)] += p / 2
				if run+1 < longest {
					next[run+1][crossings] += p / 2
				}
			}
		}
		quiet = next
	}
	share := 0.0
	for _, byCrossings := range quiet {
		share += byCrossings[fewest]
	}
	return 1 - share
}

func newCounts(longest, fewest int) [][]float64 {
	counts := make([][]float64, longest)
	for i := range counts {
		counts[i] = make([]float64, fewest+1)
	}
	return counts
}
