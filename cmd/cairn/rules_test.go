package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/cairn-schools/cairn/"

// mayImport is the table of design.md and docs/ARCHITECTURE.md: which of our
// packages each package may import. A name that ends in "/..." covers itself
// and all below it. The rows of cmd are made by the programs' own rule.
var mayImport = map[string][]string{
	"improve":             nil,
	"improve/kinds":       {"improve"},
	"improve/chart":       {"improve", "improve/phrase"},
	"improve/phrase":      {"improve"},
	"improve/names":       {},
	"improve/table":       {"improve"},
	"improve/improvetest": {"improve/..."},
	"disk":                nil,
	"app":                 {"app/office", "app/photo", "disk", "improve/..."},
	"app/apptest":         {"app", "assets", "improve/...", "storage"},
	"app/office":          {"improve/..."},
	"app/photo":           {"improve"},
	"app/figure":          {"improve/...", "assets"},
	"app/library":         {"app", "improve/...", "assets"},
	"app/report":          {"app", "app/figure", "app/office", "improve/..."},
	"app/ui":              {"app/...", "improve/...", "assets"},
	"storage":             {"disk", "improve"},
	"storage/testdisk":    nil,
	"sync/wire":           {"improve"},
	"sync/replica":        {"improve", "sync/wire"},
	"sync/p2p":            {"improve", "sync/wire", "sync/replica"},
	"sync/lan":            {"improve"},
	"sync/bundle":         {"disk", "improve", "sync/wire", "sync/replica"},
	"assets":              nil,
	"cmd/internal/...":    {"app", "disk", "improve/...", "storage", "sync/...", "assets", "cmd/internal/..."},
	"cmd/cairnctl":        {"app", "app/figure", "app/library", "app/office", "app/photo", "app/report", "disk", "improve/...", "storage", "sync/...", "assets", "cmd/internal/..."},
	"cmd/...":             {"app/...", "disk", "improve/...", "storage", "sync/...", "assets", "cmd/internal/..."},
}

// heavy lists what may be imported in a few places only, and why.
var heavy = []struct {
	prefixes []string
	only     []string
	why      string
}{
	{[]string{"database/sql", "modernc.org/"}, []string{"storage", "storage/testdisk"}, "SQL stays in storage: everybody else asks its methods, so that the tables may change"},
	{[]string{"fyne.io/"}, []string{"app/ui", "cmd/cairn", "cmd/gallery"}, "only the window knows Fyne: cairnctl must build without C, and use cases must run without a screen"},
	{[]string{"github.com/libp2p/"}, []string{"sync/p2p"}, "libp2p stays in sync/p2p: the exchange itself must run in a test without a socket"},
	{[]string{"github.com/multiformats/"}, []string{"sync/p2p", "cmd/..."}, "addresses of the network are sync/p2p's and the programs' matter"},
	{[]string{"net", "net/http", "net/rpc", "golang.org/x/net"}, []string{"sync/p2p", "sync/lan", "cmd/..."}, "one package lets others in, so that one gate decides who; sync/lan only calls and listens for calls"},
	{[]string{"filippo.io/age"}, []string{"app", "sync/bundle"}, "sealing happens where files leave the laptop: backups and bundles"},
	{[]string{"codeberg.org/go-pdf/"}, []string{"app/figure"}, "one package draws pictures for print, so that all of them look alike"},
	{[]string{"golang.org/x/image"}, []string{"app/figure", "app/photo"}, "app/figure draws, app/photo reads what people took: nobody else decodes a stranger's bytes"},
	{[]string{"github.com/xuri/excelize", "github.com/yuin/goldmark"}, []string{"app/office"}, "one package knows the files of other programs"},
	{[]string{"os/exec", "plugin"}, []string{"cmd/..."}, "a library never starts programs"},
}

// free lists the modules that improve may use besides the standard library.
var free = []string{"github.com/google/uuid", "github.com/fxamacker/cbor/v2"}

func TestRules_PackagesImportOnlyWhatTheTableAllows(t *testing.T) {
	for _, file := range sources(t) {
		if file.test {
			continue
		}
		for _, imported := range file.imports() {
			checkOurs(t, file, imported)
			checkHeavy(t, file, imported)
			if file.dir == "improve" && !isStandard(imported) && !slices.Contains(free, imported) {
				t.Errorf("%s imports %s: improve knows the standard library, uuid and a CBOR codec; what needs more is in the wrong package", file.path, imported)
			}
		}
	}
}

func checkOurs(t *testing.T, file source, imported string) {
	ours, ok := strings.CutPrefix(imported, module)
	if !ok {
		return
	}
	if strings.HasPrefix(ours, "cmd/") && !strings.HasPrefix(file.dir, "cmd/") {
		t.Errorf("%s imports %s: programs stand on packages, never the other way round", file.path, ours)
		return
	}
	allowed, known := row(file.dir)
	if !known {
		t.Errorf("%s: package %s is not in the table; decide what it may import and add it here and in docs/ARCHITECTURE.md", file.path, file.dir)
		return
	}
	if !covers(allowed, ours) {
		t.Errorf("%s imports %s; %s may import only %v: layers that do not know each other can be read, tested and replaced one by one", file.path, ours, file.dir, allowed)
	}
}

func checkHeavy(t *testing.T, file source, imported string) {
	for _, rule := range heavy {
		if covers(rule.only, file.dir) {
			continue
		}
		for _, prefix := range rule.prefixes {
			under := strings.HasSuffix(prefix, "/") && strings.HasPrefix(imported, prefix)
			if under || imported == prefix || !isStandard(prefix) && strings.HasPrefix(imported, prefix+"/") {
				t.Errorf("%s imports %s; only %v may: %s", file.path, imported, rule.only, rule.why)
			}
		}
	}
}

// row gives the entry of the table for a package: its own, else the longest that covers it.
func row(dir string) ([]string, bool) {
	if allowed, ok := mayImport[dir]; ok {
		return allowed, true
	}
	for at := dir; at != "."; at = path.Dir(at) {
		if allowed, ok := mayImport[at+"/..."]; ok {
			return allowed, true
		}
	}
	return nil, false
}

func covers(patterns []string, dir string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		root, all := strings.CutSuffix(pattern, "/...")
		return dir == root || all && strings.HasPrefix(dir, root+"/")
	})
}

// isStandard tells a package of the standard library: its first element has no dot.
func isStandard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return !strings.Contains(first, ".")
}

// forTests are the packages that only tests may import.
var forTests = []string{module + "app/apptest", module + "improve/improvetest", module + "storage/testdisk"}

func TestRules_NoProgramStandsOnWhatIsForTests(t *testing.T) {
	for _, file := range sources(t) {
		for _, imported := range file.imports() {
			if !file.test && !slices.Contains(forTests, module+file.dir) && slices.Contains(forTests, imported) {
				t.Errorf("%s imports %s: worlds and disks that are made for tests stay in tests", file.path, imported)
			}
		}
	}
}

func TestRules_EveryPackageIsInTheTable(t *testing.T) {
	for _, file := range sources(t) {
		if _, known := row(file.dir); !known && !file.test {
			t.Errorf("package %s is not in the table; decide what it may import and add it here and in docs/ARCHITECTURE.md", file.dir)
		}
	}
}

func TestRules_NoPackageIsCalledSync(t *testing.T) {
	for _, file := range sources(t) {
		if file.syntax.Name.Name == "sync" || file.dir == "sync" {
			t.Errorf("%s: no package is called sync and the folder sync holds none, so that nobody ever needs an alias beside the standard one (docs/adr/0003)", file.path)
		}
	}
}

// The terminal program runs where no C library is, on any system and without a screen.
func TestRules_CairnctlStandsOnNoWindow(t *testing.T) {
	for _, imported := range dependencies(t, "./cmd/cairnctl") {
		if strings.HasPrefix(imported, "fyne.io/") || strings.HasPrefix(imported, "github.com/go-gl/") || imported == module+"app/ui" {
			t.Errorf("cmd/cairnctl reaches %s: it must build with CGO_ENABLED=0 and run without a display", imported)
		}
	}
}

// What is pure stays so behind its direct imports, too.
func TestRules_ImproveReachesNoFileNetworkOrWindow(t *testing.T) {
	// uuid brings net and database/sql for what we never ask of it.
	forbidden := []string{"os/exec", "net/http", "fyne.io/fyne/v2", "modernc.org/sqlite", "github.com/libp2p/go-libp2p"}
	for _, imported := range dependencies(t, "./improve", "./improve/kinds") {
		if slices.Contains(forbidden, imported) {
			t.Errorf("improve reaches %s: it is pure, so that the same events give the same state everywhere", imported)
		}
	}
}

// dependencies lists all packages that are compiled into the given ones.
func dependencies(t *testing.T, packages ...string) []string {
	t.Helper()
	command := exec.Command("go", append([]string{"list", "-deps", "-tags", "migrated_fynedo"}, packages...)...)
	command.Dir = root(t)
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	var complaint strings.Builder
	command.Stderr = &complaint
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, complaint.String())
	}
	return strings.Fields(string(out))
}

// source is one parsed Go file of ours.
type source struct {
	path   string // from the root, with slashes
	dir    string
	test   bool
	set    *token.FileSet
	syntax *ast.File
}

func (s source) imports() []string {
	paths := make([]string, len(s.syntax.Imports))
	for i, spec := range s.syntax.Imports {
		paths[i], _ = strconv.Unquote(spec.Path.Value)
	}
	return paths
}

func (s source) line(at token.Pos) int { return s.set.Position(at).Line }

// root is the folder of go.mod.
func root(t *testing.T) string {
	t.Helper()
	folder, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(folder, "go.mod")); err != nil {
		t.Fatalf("the root of the repository is not above the test: %v", err)
	}
	return folder
}

// sources parses all Go files of the repository, whatever their build tags.
func sources(t *testing.T) []source {
	t.Helper()
	var found []source
	set := token.NewFileSet()
	walk(t, func(name string, read func() []byte) {
		if path.Ext(name) != ".go" {
			return
		}
		syntax, err := parser.ParseFile(set, name, read(), parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Errorf("%v", err)
			return
		}
		found = append(found, source{path: name, dir: path.Dir(name), test: strings.HasSuffix(name, "_test.go"), set: set, syntax: syntax})
	})
	return found
}

// walk visits every file that belongs to the repository.
func walk(t *testing.T, visit func(name string, read func() []byte)) {
	t.Helper()
	top := os.DirFS(root(t))
	err := fs.WalkDir(top, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (name == ".git" || name == ".tools" || name == "out" || entry.Name() == "testdata"):
			return fs.SkipDir
		case entry.IsDir():
			return nil
		}
		visit(name, func() []byte {
			content, err := fs.ReadFile(top, name)
			if err != nil {
				t.Fatal(err)
			}
			return content
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
