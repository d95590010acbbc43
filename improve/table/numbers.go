package table

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Numbers reads numbers as people and spreadsheets write them: with a decimal
// point or comma, with signs between thousands, with a per cent sign. What a
// lone sign means is seen from the other cells; where they do not tell, the
// number is refused rather than guessed. The zero value knows nothing yet.
type Numbers struct {
	decimal rune // '.' or ','; 0 where nothing tells
	mixed   bool // both are used: only what has one meaning is read
}

// NumbersOf finds out how the numbers in some cells are written: nobody writes both ways.
func NumbersOf(cells []string) Numbers {
	var n Numbers
	for _, cell := range cells {
		sign := decimalOf(bare(cell))
		switch {
		case sign == 0:
		case n.decimal == 0:
			n.decimal = sign
		case n.decimal != sign:
			n.mixed = true
		}
	}
	return n
}

// decimalOf tells which sign stands before the decimals of one number; 0 when
// it has none or could be read both ways.
func decimalOf(text string) rune {
	commas, points := strings.Count(text, ","), strings.Count(text, ".")
	comma, point := strings.LastIndex(text, ","), strings.LastIndex(text, ".")
	switch {
	case shaped(text) == "" || commas+points == 0:
		return 0
	case commas > 1 || commas == 1 && point > comma:
		return '.'
	case points > 1 || points == 1 && comma > point:
		return ','
	case grouped.MatchString(text):
		return 0
	case commas == 1:
		return ','
	default:
		return '.'
	}
}

var (
	// pointNumber and commaNumber are numbers whose decimals follow that sign;
	// the other one, or nothing, stands between thousands.
	pointNumber = regexp.MustCompile(`^-?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?([eE][+-]?\d{1,3})?$`)
	commaNumber = regexp.MustCompile(`^-?(\d{1,3}(\.\d{3})+|\d+)?(,\d*)?([eE][+-]?\d{1,3})?$`)
	// grouped has one sign, before three digits: a thousand, or one and a bit.
	grouped = regexp.MustCompile(`^-?[1-9]\d{0,2}[.,]\d{3}$`)
	// spaced has blanks or apostrophes between its thousands.
	spaced = regexp.MustCompile(`^-?\d{1,3}([ \x{a0}\x{202f}'’]\d{3})+([.,]\d*)?$`)
	digit  = regexp.MustCompile(`\d`)
	gaps   = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "'", "", "’", "")
	// numeral is a number as Read gives it.
	numeral = regexp.MustCompile(`^-?\d+(\.\d+)?$`)
)

// shaped gives a text that is a number in one of the forms; "" for others.
func shaped(text string) string {
	if digit.MatchString(text) && (pointNumber.MatchString(text) || commaNumber.MatchString(text)) {
		return text
	}
	return ""
}

// bare is a number without the signs around it and without gaps between its thousands.
func bare(text string) string {
	text = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "%"))
	text = strings.TrimPrefix(strings.Replace(text, "−", "-", 1), "+")
	if spaced.MatchString(text) {
		text = gaps.Replace(text)
	}
	return text
}

// Read gives a number with a point before its decimals, at most nine of them,
// or says in a sentence why it cannot; "" and "" for an empty cell and the
// signs that stand for none.
func (n Numbers) Read(text string) (number, problem string) {
	plain := bare(text)
	switch {
	case plain == "" || nothingSign(plain):
		return "", ""
	case plain == NotWorkedOut:
		return "", "A formula without its result."
	case shaped(plain) == "":
		return "", fmt.Sprintf("“%s” is not a number.", shortText(text))
	}
	decimal := decimalOf(plain)
	switch {
	case decimal != 0 || !grouped.MatchString(plain):
	case n.decimal != 0 && !n.mixed:
		decimal = n.decimal
	case n.decimal == 0 && strings.Contains(plain, "."):
		decimal = '.' // how programs write
	default:
		return "", twoMeanings(text, plain)
	}
	if decimal == ',' {
		plain = strings.Replace(strings.ReplaceAll(plain, ".", ""), ",", ".", 1)
	}
	number, ok := canonical(strings.ReplaceAll(plain, ",", ""))
	if !ok {
		return "", fmt.Sprintf("“%s” is too large a number.", shortText(text))
	}
	return number, ""
}

func twoMeanings(text, plain string) string {
	sign := "comma"
	if strings.Contains(plain, ".") {
		sign = "point"
	}
	joined := strings.NewReplacer(",", "", ".", "").Replace(plain)
	return fmt.Sprintf("“%s” may be %s or %s. Write it without the %s.", shortText(text), joined, strings.Replace(plain, ",", ".", 1), sign)
}

// A number as a page keeps it has at most 15 digits before the point and 9 behind it.
const (
	maxWhole    = 1e15
	mostDecimal = 9
)

var kept = regexp.MustCompile(`^-?\d{1,15}(\.\d{1,9})?$`)

// canonical gives a number as a page keeps it, rounded where it has more
// decimals: a spreadsheet writes a third with sixteen.
func canonical(text string) (string, bool) {
	if kept.MatchString(text) {
		return text, true
	}
	number, err := strconv.ParseFloat(text, 64)
	if err != nil || math.Abs(number) >= maxWhole {
		return "", false
	}
	text = strconv.FormatFloat(number, 'f', mostDecimal, 64)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), "."), true
}

// nothingSign tells whether a cell says that there is no number.
func nothingSign(text string) bool {
	return slices.Contains([]string{"-", "–", "—", "n/a", "na", "none", "x", "#n/a"}, strings.ToLower(text))
}
