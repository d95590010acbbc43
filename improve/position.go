package improve

// Positions order the rows of a list. A position is a string of the digits 0-9
// and the letters a-z; rows stand in the order of their positions as text, and
// by row id where two are the same. Between any two positions there is another,
// so a row moves without touching its neighbours.

const positionDigits = "0123456789abcdefghijklmnopqrstuvwxyz"

// maxPosition is the longest position that others are placed by: some 6,000 rows
// appended one after the other. A longer one, which only a hostile or broken
// program makes, would fill each new row.
const maxPosition = 1024

// PositionBetween gives a position after low and before high. An empty low
// means the start, an empty high the end; so does one that is no position. If
// low is not before high, the result stands directly after low.
func PositionBetween(low, high string) string {
	if !validPosition(low) {
		low = ""
	}
	if !validPosition(high) {
		high = ""
	}
	if high != "" && low >= high {
		return low + positionDigits[len(positionDigits)/2:][:1]
	}
	var between []byte
	for i := 0; ; i++ {
		left, right := digitAt(low, i, 0), len(positionDigits)
		if high != "" {
			right = digitAt(high, i, 0)
		}
		switch {
		case left == right:
			between = append(between, positionDigits[left])
		case right-left > 1:
			return string(append(between, positionDigits[(left+right)/2]))
		default:
			between = append(between, positionDigits[left])
			high = ""
		}
	}
}

func validPosition(p string) bool {
	for _, r := range p {
		if (r < '0' || r > '9') && (r < 'a' || r > 'z') {
			return false
		}
	}
	return p == "" || len(p) <= maxPosition && p[len(p)-1] != positionDigits[0]
}

func digitAt(p string, i, absent int) int {
	if i >= len(p) {
		return absent
	}
	if p[i] <= '9' {
		return int(p[i] - '0')
	}
	return int(p[i]-'a') + 10
}
