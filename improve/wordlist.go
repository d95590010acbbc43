package improve

import (
	"slices"
	"strings"
)

// wordList has one word for each value of a byte, sorted: short, clean, easy to
// tell apart by ear, and no two begin with the same four letters. Pairing and
// recovery sheets use it: its words and their order are for ever.
var wordList = [256]string{
	"acorn", "actor", "agent", "alarm", "album", "amber", "anchor", "angle",
	"ankle", "apple", "apron", "arrow", "atlas", "autumn", "badge", "bagel",
	"baker", "balcony", "bamboo", "banana", "banjo", "barrel", "basket", "beaver",
	"bench", "bicycle", "biscuit", "blanket", "bottle", "bracket", "branch", "bridge",
	"broom", "brush", "bubble", "bucket", "buffalo", "button", "cabin", "cactus",
	"camel", "candle", "canoe", "canyon", "carpet", "castle", "cello", "chalk",
	"cheese", "cherry", "chicken", "chimney", "circus", "clock", "cloud", "clover",
	"coffee", "comet", "compass", "cookie", "copper", "coral", "cotton", "cousin",
	"cricket", "crown", "crystal", "curtain", "cushion", "daisy", "dancer", "desert",
	"diamond", "dinner", "doctor", "dolphin", "donkey", "dragon", "drawer", "drum",
	"duck", "eagle", "earth", "easel", "echo", "elbow", "engine", "eraser",
	"falcon", "farmer", "feather", "fence", "fiddle", "finger", "flag", "flame",
	"flute", "forest", "fossil", "frog", "garden", "garlic", "gecko", "giant",
	"ginger", "giraffe", "glacier", "glove", "goat", "goose", "grape", "guitar",
	"hammer", "hazel", "helmet", "heron", "hippo", "honey", "horizon", "hotel",
	"husky", "igloo", "island", "ivory", "jacket", "jaguar", "jelly", "jewel",
	"jigsaw", "jungle", "kayak", "kettle", "kitten", "koala", "ladder", "lagoon",
	"lantern", "laptop", "lemon", "lettuce", "lily", "lion", "lizard", "lobster",
	"magnet", "mango", "maple", "market", "meadow", "meteor", "mirror", "monkey",
	"muffin", "museum", "needle", "nest", "noodle", "nutmeg", "oasis", "ocean",
	"octopus", "olive", "onion", "orange", "orbit", "orchid", "otter", "oyster",
	"paddle", "palace", "panda", "paper", "parrot", "peach", "peanut", "pebble",
	"pencil", "penguin", "piano", "picnic", "pillow", "pirate", "planet", "pocket",
	"pony", "potato", "pumpkin", "puppet", "puzzle", "rabbit", "radio", "rainbow",
	"raven", "ribbon", "river", "robot", "rocket", "ruler", "saddle", "salad",
	"salmon", "saturn", "school", "shadow", "shell", "shovel", "silver", "slipper",
	"smile", "snail", "soccer", "sparrow", "spider", "spoon", "stone", "storm",
	"street", "sugar", "summer", "sunset", "table", "teapot", "temple", "tennis",
	"thimble", "thunder", "ticket", "tiger", "tomato", "towel", "tractor", "train",
	"trumpet", "tulip", "tunnel", "turtle", "uncle", "unicorn", "valley", "vanilla",
	"velvet", "village", "violin", "volcano", "wagon", "walnut", "walrus", "whistle",
	"window", "winter", "wizard", "yellow", "yogurt", "zebra", "zigzag", "zipper",
}

// Word gives the word that stands for a byte, where people compare or type bytes.
func Word(b byte) string { return wordList[b] }

// WordByte reads such a word, in small letters; ok is false for any other text.
func WordByte(word string) (b byte, ok bool) {
	at, ok := slices.BinarySearch(wordList[:], word)
	return byte(at), ok
}

// nearestWord gives the word of the list that was most likely meant: the one
// that begins with the same four letters, or differs in one or two; "" for none.
func nearestWord(typed string) string {
	const alike = 4 // no two words of the list begin with the same four letters
	best, least := "", 3
	for _, word := range wordList {
		if len(typed) >= alike && strings.HasPrefix(word, typed[:alike]) {
			return word
		}
		if d := distance(typed, word); d < least {
			best, least = word, d
		}
	}
	return best
}

// distance counts the letters to change, drop or add between two short words.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := before
			if a[i] != b[j] {
				cost++
			}
			before = row[j+1]
			row[j+1] = min(cost, row[j]+1, before+1)
		}
	}
	return row[len(b)]
}
