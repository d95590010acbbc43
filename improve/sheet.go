package improve

import (
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/sha256"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// Sheet is what a printed recovery sheet holds: the secret of a device that
// exists on paper only, and the beginning of the space that this device owns.
// Whoever has the sheet is an owner of that space.
type Sheet struct {
	Secret [16]byte
	Space  [4]byte // so that no other space can pass for the one that is meant
}

// Of the five lines of a sheet the first four carry the secret, the fifth the
// space; each is four words and one that checks them.
const (
	SheetLines = 5
	lineBytes  = 4
	LineWords  = lineBytes + 1

	sheetDomain = "cairn-sheet1"
)

// NewSheet draws the secret of a sheet for a space.
func NewSheet(space SpaceID, random io.Reader) (Sheet, error) {
	s := Sheet{Space: [4]byte(space[:4])}
	if _, err := io.ReadFull(random, s.Secret[:]); err != nil {
		return Sheet{}, fmt.Errorf("make recovery sheet: %w", err)
	}
	return s, nil
}

// Fits tells whether the sheet was made for this space.
func (s Sheet) Fits(space SpaceID) bool { return [4]byte(space[:4]) == s.Space }

// Key gives the secret key of the device on paper: the Ed25519 key of the seed
// HKDF-SHA256(secret, no salt, "cairn-sheet1").
func (s Sheet) Key() (ed25519.PrivateKey, error) {
	seed, err := hkdf.Key(sha256.New, s.Secret[:], nil, sheetDomain, ed25519.SeedSize)
	if err != nil {
		return nil, fmt.Errorf("derive key of recovery sheet: %w", err)
	}
	return ed25519.NewKeyFromSeed(seed), nil
}

func (s Sheet) bytes() []byte { return append(s.Secret[:], s.Space[:]...) }

// lineCheck gives the last word of a line: the first byte of SHA-256 over
// "cairn-sheet1", the line's number from 1 and its bytes; that of the last
// line is over all lines.
func lineCheck(line int, all []byte) byte {
	covered := all[line*lineBytes : (line+1)*lineBytes]
	if line == SheetLines-1 {
		covered = all
	}
	sum := sha256.Sum256(append(append([]byte(sheetDomain), byte(line+1)), covered...))
	return sum[0]
}

// Lines gives the words of the sheet, five in each of its lines.
func (s Sheet) Lines() [SheetLines]string {
	all := s.bytes()
	var lines [SheetLines]string
	for i := range lines {
		var words []string
		for _, b := range all[i*lineBytes : (i+1)*lineBytes] {
			words = append(words, Word(b))
		}
		lines[i] = strings.Join(append(words, Word(lineCheck(i, all))), " ")
	}
	return lines
}

// SplitSheet puts what was typed into the five lines of a sheet: as it is
// broken into lines, or, where that are not five, by counting words. Case,
// numbers and signs do not matter. What is too much stays in the last line.
func SplitSheet(text string) [SheetLines]string {
	var rows [][]string
	var all []string
	for row := range strings.Lines(text) {
		if words := sheetWords(row); len(words) > 0 {
			rows, all = append(rows, words), append(all, words...)
		}
	}
	if len(rows) != SheetLines {
		rows = nil
		for i := range SheetLines {
			end := min(LineWords, len(all))
			if i == SheetLines-1 {
				end = len(all)
			}
			rows, all = append(rows, all[:end]), all[end:]
		}
	}
	var lines [SheetLines]string
	for i, row := range rows {
		lines[i] = strings.Join(row, " ")
	}
	return lines
}

func sheetWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
}

// CheckSheetLine tells what is wrong with one line of a sheet, counted from 0:
// an *Error that names the word. The last line's check word is looked at by
// ParseSheet only, since it covers all lines.
func CheckSheetLine(line int, text string) error {
	raw, check, err := readSheetLine(line, text)
	if err != nil || line == SheetLines-1 {
		return err
	}
	all := make([]byte, SheetLines*lineBytes)
	copy(all[line*lineBytes:], raw)
	if check != lineCheck(line, all) {
		return sheetError(fmt.Sprintf("The words of line %d do not belong together.", line+1), "Compare each word of this line with the sheet; perhaps two changed places.")
	}
	return nil
}

func readSheetLine(line int, text string) (raw []byte, check byte, err error) {
	words := sheetWords(text)
	for i, word := range words {
		b, ok := WordByte(word)
		if !ok {
			return nil, 0, strangeWord(line, i, word)
		}
		raw = append(raw, b)
	}
	if len(words) != LineWords {
		return nil, 0, sheetError(fmt.Sprintf("Line %d has %d words; on the sheet it has %d.", line+1, len(words), LineWords), "Type all words of this line, with a blank after each.")
	}
	return raw[:lineBytes], raw[lineBytes], nil
}

func strangeWord(line, at int, word string) error {
	const longest = 24 // of what a person sees again of what they typed
	if letters := []rune(word); len(letters) > longest {
		word = string(letters[:longest]) + "…"
	}
	hint := "Look at this word on the sheet again."
	if near := nearestWord(word); near != "" {
		hint = fmt.Sprintf("Does the sheet say “%s”?", near)
	}
	return sheetError(fmt.Sprintf("“%s”, word %d of line %d, is on no sheet.", word, at+1, line+1), hint)
}

func sheetError(message, hint string) error {
	return &Error{Code: Invalid, Field: "sheet", Message: message, Hint: hint}
}

// ParseSheet reads the five lines of a sheet; an *Error names the first line,
// and the word where that can be told, that is not as it was printed.
func ParseSheet(lines [SheetLines]string) (Sheet, error) {
	var all []byte
	var last byte
	for i, line := range lines {
		if err := CheckSheetLine(i, line); err != nil {
			return Sheet{}, err
		}
		raw, check, err := readSheetLine(i, line)
		if err != nil {
			return Sheet{}, err
		}
		all, last = append(all, raw...), check
	}
	if last != lineCheck(SheetLines-1, all) {
		return Sheet{}, sheetError("Line 5 does not fit to the others.", "Compare line 5 with the sheet word by word, then the other lines.")
	}
	var s Sheet
	copy(s.Secret[:], all)
	copy(s.Space[:], all[len(s.Secret):])
	return s, nil
}
