package storage

import (
	"context"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// testCatalog declares the kinds that improvetest writes about.
func testCatalog(t testing.TB) *improve.Catalog {
	t.Helper()

	var kinds []*improve.Kind
	for _, name := range improvetest.Kinds() {
		fields := []improve.Field{{Key: improve.TitleKey, Type: improve.Text, Label: "Title", Search: true}}
		for _, key := range improvetest.Fields() {
			fields = append(fields, improve.Field{Key: key, Type: improve.Prose, Label: string(key), Search: key != "reason"})
		}
		kinds = append(kinds, &improve.Kind{
			Name: name, Title: string(name), Sections: []improve.Section{{Key: "all", Fields: fields}},
			Summary: func(a improve.Artifact) string { return a.Text("learned") },
		})
	}
	catalog, err := improve.NewCatalog(kinds)
	if err != nil {
		t.Fatal(err)
	}
	return catalog
}

// openTest opens a database in a folder that goes with the test.
func openTest(t testing.TB) *DB {
	t.Helper()

	return openIn(t, t.TempDir())
}

func openIn(t testing.TB, dir string) *DB {
	t.Helper()

	db, err := Open(context.Background(), dir, testCatalog(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// addSpace makes a place for a space.
func addSpace(t testing.TB, db *DB, id improve.SpaceID) {
	t.Helper()

	for _, secret := range [][32]byte{{}, {1}, {}} { // one that is known stays
		if err := db.AddSpace(context.Background(), id, secret); err != nil {
			t.Fatal(err)
		}
	}
}

// ingest takes segments in and wants none refused.
func ingest(t testing.TB, db *DB, space improve.SpaceID, segments ...improve.Segment) improve.Ingested {
	t.Helper()

	ingested, err := db.Ingest(context.Background(), space, segments)
	if err != nil {
		t.Fatal(err)
	}
	for _, refusal := range ingested.Refused {
		t.Fatalf("segment of %s from %d is refused: %v", refusal.Log, refusal.First, refusal.Reason)
	}
	return ingested
}
