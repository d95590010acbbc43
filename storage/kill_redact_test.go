package storage

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// killedWord gives the word of the child's n-th text.
func killedWord(seed int64, n uint64) secret {
	s := secrets{rng: improvetest.NewRand(seed + int64(n)*7919)}
	return secret{word: s.word()}
}

// redactUntilKilled is the child: it writes texts and takes each away after the
// next one; it prints how many are gone after each commit that says so.
func redactUntilKilled(dir string) {
	ctx := context.Background()
	seed, _ := strconv.ParseInt(os.Getenv(killSeedEnv), 10, 64)
	catalog, err := improve.NewCatalog(nil)
	exitOn(err)
	db, err := Open(ctx, dir, catalog, nil)
	exitOn(err)
	space, log, auth := killLog(seed)
	exitOn(db.AddSpace(ctx, space.ID, [32]byte{}))
	exitOn(db.Update(ctx, func(tx improve.Tx) error { return tx.Append(space.ID, auth) }))
	var before improve.Dot
	for n := uint64(1); ; n++ {
		h := improve.Header{Type: improve.SetEvent, Object: improve.ArtifactID{byte(n % 5)}, Kind: "pdsa", Field: "title"}
		dot := log.WriteValue(h, improve.TextValue("About "+killedWord(seed, n).word))
		segments := []improve.Segment{log.Seal()}
		exitOn(db.Update(ctx, func(tx improve.Tx) error { return tx.Append(space.ID, segments[0]) }))
		if _, err := db.IndexSearch(ctx, 10); err != nil {
			exitOn(err)
		}
		if !before.IsZero() {
			space.Redact(space.Root, before)
			redaction := space.Log(space.Root, improve.Auth).Seal()
			exitOn(db.Update(ctx, func(tx improve.Tx) error { return tx.Append(space.ID, redaction) }))
			fmt.Println(n - 1)
		}
		before = dot
	}
}

func TestKill_WhatWasErasedIsGoneAndTheRestStays(t *testing.T) {
	killMany(t, "redact", wantErased)
}

// wantErased opens what a killed program left: whatever redaction it holds has
// been done to the end, whether its commit was confirmed or not.
func wantErased(t *testing.T, dir string, seed int64, confirmed uint64) {
	t.Helper()

	ctx := context.Background()
	db := openIn(t, dir)
	space, log, _ := killLog(seed)
	held := uint64(0)
	if fold, err := db.Space(ctx, space.ID); err == nil {
		held = uint64(len(fold.Redactions()))
	}
	texts, _, err := db.LogByID(ctx, log.ID)
	if err != nil || held < confirmed {
		t.Errorf("seed %d: %d erasures were confirmed, %d are held: %v", seed, confirmed, held, err)
	}
	var gone, kept []secret
	for n := uint64(1); n < texts.Head.Seq; n++ { // event 1 opens the log
		if n <= held {
			gone = append(gone, killedWord(seed, n))
		} else {
			kept = append(kept, killedWord(seed, n))
		}
	}
	if left := traces(t, dir, gone); len(left) > 0 {
		t.Errorf("seed %d: %d of %d erased texts can still be read", seed, len(left), len(gone))
	}
	if left := traces(t, dir, kept); len(left) != len(kept) {
		t.Errorf("seed %d: %d of %d texts that nobody erased are left", seed, len(left), len(kept))
	}
	wantFault(t, db, true, "")
	if err := db.Close(); err != nil {
		t.Error(err)
	}
}
