package improve_test

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// The pure core must stay testable without files, windows and networks, and a
// reader must be able to trust that.
func TestImproveImportsOnlyTheStandardLibraryUUIDAndCBOR(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("found %d files: %v", len(files), err)
	}
	allowed := map[string]bool{"github.com/google/uuid": true, "github.com/fxamacker/cbor/v2": true}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			first, _, _ := strings.Cut(path, "/")
			impure := path == "os" || path == "net" || path == "database/sql" || strings.HasPrefix(path, "net/") || strings.HasPrefix(path, "os/")
			if impure || strings.Contains(first, ".") && !allowed[path] {
				t.Errorf("%s imports %s: improve is pure; the idea belongs in another package", name, path)
			}
		}
	}
}
