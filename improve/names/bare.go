package names

import (
	"strings"
	"unicode"
)

// bareLetters are the letters that people leave the signs of away, each line
// behind the letter that they write instead.
const bareLetters = `a àáâãäåāăąǎạảấầẩẫậắằẳẵặȧ
c çćĉċč
d ďđḍð
e èéêëēĕėęěẹẻẽếềểễệ
g ĝğġģǧ
h ĥħḥ
i ìíîïĩīĭįıǐỉị
j ĵ
k ķǩ
l ĺļľŀłḷ
n ñńņňŋṅ
o òóôõöøōŏőơǒọỏốồổỗộớờởỡợ
r ŕŗř
s śŝşšșṣ
t ţťŧțṭ
u ùúûüũūŭůűųưǔụủứừửữự
w ŵ
y ýÿŷỳỵỷỹ
z źżžẓ
ss ß
ae æ
oe œ
th þ
и й
е ё
і ї
у ў
г ґ
α ά
ε έ
η ή
ι ίϊΐ
ο ό
υ ύϋΰ
ω ώ
σ ς`

var bareOf = readBare(bareLetters)

func readBare(lines string) map[rune]string {
	letters := map[rune]string{}
	for _, line := range strings.Split(lines, "\n") {
		plain, signed, _ := strings.Cut(line, " ")
		for _, r := range signed {
			letters[r] = plain
		}
	}
	return letters
}

// bare gives a word in small letters without accents, however they are written.
func bare(text string) string {
	var out strings.Builder
	for _, r := range text {
		if unicode.IsMark(r) {
			continue
		}
		r = unicode.ToLower(r)
		if plain, ok := bareOf[r]; ok {
			out.WriteString(plain)
		} else {
			out.WriteRune(r)
		}
	}
	return out.String()
}
