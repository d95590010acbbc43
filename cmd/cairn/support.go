package main

import "context"

// supportText gives what a person may send to somebody who helps: counts, the
// log and the crashes, and nothing that anybody wrote.
func (p *program) supportText(ctx context.Context) (string, error) {
	facts, err := p.laptop.Facts(ctx)
	if err != nil {
		return "", err
	}
	return p.book.Support(facts)
}
