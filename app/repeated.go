package app

import (
	"bytes"
	"encoding/json"
)

// repeatedKey gives a key that stands twice in one object of a JSON text, ""
// when none does or the text is no JSON: encoding/json would keep the last one
// and lose the other without a word.
func repeatedKey(raw []byte) string {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	var open []map[string]bool // the keys of each object that is open; nil for a list
	wantsKey := false
	for {
		token, err := decoder.Token()
		if err != nil {
			return ""
		}
		switch t := token.(type) {
		case json.Delim:
			switch t {
			case '{':
				open = append(open, map[string]bool{})
			case '[':
				open = append(open, nil)
			default:
				open = open[:len(open)-1]
			}
			wantsKey = len(open) > 0 && open[len(open)-1] != nil
			continue
		case string:
			if wantsKey {
				keys := open[len(open)-1]
				if keys[t] {
					return t
				}
				keys[t] = true
				wantsKey = false
				continue
			}
		}
		wantsKey = len(open) > 0 && open[len(open)-1] != nil
	}
}
