package table

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Column is one column of a table.
type Column struct {
	Name string

	table *Table
	at    int
}

var (
	plainNumber  = regexp.MustCompile(`^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$`)
	decimalComma = regexp.MustCompile(`^[+-]?\d*,\d+$`)
	thousands    = regexp.MustCompile(`^[+-]?[1-9]\d{0,2}[.,]\d{3}$`)
)

// missing lists what people and programs write where no number is.
func missing(cell string) bool {
	return slices.Contains([]string{"", "na", "n/a", "nan", "null", "-", "–", "."}, strings.ToLower(cell))
}

// Texts gives the cells.
func (c Column) Texts() []string {
	texts := make([]string, c.table.Len())
	for i, row := range c.table.rows {
		texts[i] = row[c.at]
	}
	return texts
}

// Numbers gives the cells as numbers, NaN where one is missing. A comma is a
// decimal sign only when the column cannot be read otherwise.
func (c Column) Numbers() ([]float64, error) {
	texts := c.Texts()
	commas, err := c.commas(texts)
	if err != nil {
		return nil, err
	}
	numbers := make([]float64, len(texts))
	for i, text := range texts {
		if missing(text) {
			numbers[i] = math.NaN()
			continue
		}
		if commas {
			text = strings.Replace(text, ",", ".", 1)
		}
		if numbers[i], err = strconv.ParseFloat(text, 64); err != nil {
			return nil, invalid("Check the number.", "Line %d, column %q: %s is too large.", c.table.lines[i], c.Name, text)
		}
	}
	return numbers, nil
}

// commas tells whether this column has decimal commas, and refuses what could mean two numbers.
func (c Column) commas(texts []string) (bool, error) {
	comma, point, sure := "", "", false
	thousandLike := true
	for i, text := range texts {
		switch {
		case missing(text):
		case plainNumber.MatchString(text):
			if strings.Contains(text, ".") {
				point = text
				thousandLike = thousandLike && thousands.MatchString(text)
			}
		case decimalComma.MatchString(text):
			comma = text
			sure = sure || !thousands.MatchString(text)
		default:
			return false, c.notANumber(i, text)
		}
	}
	switch {
	case comma != "" && point != "":
		return false, invalid("Use the same decimal sign everywhere and no sign between thousands.", "Column %q has both %s and %s.", c.Name, comma, point)
	case comma != "" && !sure && !c.table.commas:
		return false, invalid("Write 1234 for a thousand and more, or 1.234 for one and a bit.", "Column %q has %s, which could be a small number or a large one.", c.Name, comma)
	case point != "" && thousandLike && c.table.commas:
		return false, invalid("Write no sign between thousands.", "Column %q has %s, and other columns have decimal commas: it could be a small number or a large one.", c.Name, point)
	}
	return comma != "", nil
}

func (c Column) notANumber(row int, text string) error {
	hint := "Write a number such as 12 or 3.5, or leave the cell empty."
	if strings.HasSuffix(text, "%") {
		hint = "Write the number without the sign."
	}
	return invalid(hint, "Line %d, column %q: %q is not a number.", c.table.lines[row], c.Name, shortened(text))
}

// shortened keeps a sentence readable that quotes a cell.
func shortened(text string) string {
	const most = 40
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most]) + "…"
}

// dateForms are the ways to write a date that have one meaning everywhere.
func dateForms() []string {
	return []string{"2006-01-02", "2006-01", time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04"}
}

// Axis gives each row its place, counted from 0: numbers by size, ISO dates by
// day, other texts in the order in which they first appear. Rows of the same
// place have the same rank. A row without a place is an error.
func (c Column) Axis() ([]int, error) { return c.ranks(false) }

// Groups is Axis for names of groups: texts by their letters, empty ones allowed.
func (c Column) Groups() ([]int, error) { return c.ranks(true) }

func (c Column) ranks(groups bool) ([]int, error) {
	texts := c.Texts()
	if at := slices.Index(texts, ""); at >= 0 {
		if groups {
			return byText(texts), nil
		}
		return nil, invalid("Write it, or take the row out.", "Line %d has no %q.", c.table.lines[at], c.Name)
	}
	numbers, err := c.Numbers()
	if err == nil && !slices.ContainsFunc(numbers, math.IsNaN) {
		return bySize(numbers), nil
	}
	if days, ok := dates(texts); ok {
		return bySize(days), nil
	}
	if groups {
		return byText(texts), nil
	}
	return byAppearance(texts), nil
}

// dates reads all texts as dates, in milliseconds: a float64 holds these exactly.
func dates(texts []string) ([]float64, bool) {
	forms := dateForms()
	read := make([]float64, len(texts))
	for i, text := range texts {
		at := slices.IndexFunc(forms, func(form string) bool {
			day, err := time.Parse(form, text)
			read[i] = float64(day.UnixMilli())
			return err == nil
		})
		if at < 0 {
			return nil, false
		}
	}
	return read, true
}

func bySize(numbers []float64) []int {
	sorted := slices.Clone(numbers)
	slices.Sort(sorted)
	sorted = slices.Compact(sorted)
	ranks := make([]int, len(numbers))
	for i, x := range numbers {
		ranks[i], _ = slices.BinarySearch(sorted, x)
	}
	return ranks
}

func byText(texts []string) []int {
	sorted := slices.Clone(texts)
	slices.Sort(sorted)
	sorted = slices.Compact(sorted)
	ranks := make([]int, len(texts))
	for i, text := range texts {
		ranks[i], _ = slices.BinarySearch(sorted, text)
	}
	return ranks
}

func byAppearance(texts []string) []int {
	first := map[string]int{}
	ranks := make([]int, len(texts))
	for i, text := range texts {
		rank, known := first[text]
		if !known {
			rank = len(first)
			first[text] = rank
		}
		ranks[i] = rank
	}
	return ranks
}
