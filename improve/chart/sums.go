package chart

import (
	"math"
	"slices"
)

// total adds numbers with Neumaier's compensation, so that the order of equal
// data and a long series leave no trace in the last digits. NaN are left out.
func total(numbers []float64) float64 {
	var sum, lost float64
	for _, x := range numbers {
		if math.IsNaN(x) {
			continue
		}
		next := sum + x
		if math.Abs(sum) >= math.Abs(x) {
			lost += sum - next + x
		} else {
			lost += x - next + sum
		}
		sum = next
	}
	return sum + lost
}

// present gives the numbers that are not missing.
func present(numbers []float64) []float64 {
	return slices.DeleteFunc(slices.Clone(numbers), math.IsNaN)
}

// mean gives NaN for no numbers.
func mean(numbers []float64) float64 {
	there := present(numbers)
	return total(there) / float64(len(there))
}

// median gives the middle number or the mean of the middle two; NaN for none.
func median(numbers []float64) float64 {
	there := present(numbers)
	slices.Sort(there)
	n := len(there)
	switch {
	case n == 0:
		return math.NaN()
	case n%2 == 1:
		return there[n/2]
	default:
		return (there[n/2-1] + there[n/2]) / 2
	}
}

// deviation gives the standard deviation of a sample (n-1), NaN for fewer than
// two. Distances are from the first number, so that equal ones have none.
func deviation(numbers []float64) float64 {
	there := present(numbers)
	if len(there) < 2 {
		return math.NaN()
	}
	away := make([]float64, len(there))
	for i, x := range there {
		away[i] = x - there[0]
	}
	middle := mean(away)
	squares := make([]float64, len(there))
	for i, x := range away {
		squares[i] = (x - middle) * (x - middle)
	}
	return math.Sqrt(total(squares) / float64(len(there)-1))
}

// differences gives the distance of each number from the one before: one fewer
// than there are numbers, NaN beside a missing one.
func differences(numbers []float64) []float64 {
	var steps []float64
	for i := 1; i < len(numbers); i++ {
		steps = append(steps, math.Abs(numbers[i]-numbers[i-1]))
	}
	return steps
}

// c4 is the mean of a standard deviation of n normal values whose true one is 1
// (Montgomery, appendix VI): exact, not from the printed table.
func c4(n float64) float64 {
	above, _ := math.Lgamma(n / 2)
	below, _ := math.Lgamma((n - 1) / 2)
	return math.Sqrt(2/(n-1)) * math.Exp(above-below)
}
