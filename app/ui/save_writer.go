package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage/repository"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// fileScheme is how the addresses of files on this laptop begin.
const fileScheme = "file"

// fileStore is what Fyne's store of files can do, all of which ours passes on.
type fileStore interface {
	repository.AppendableRepository
	repository.CopyableRepository
	repository.DeleteAllRepository
	repository.HierarchicalRepository
	repository.ListableRepository
	repository.MovableRepository
}

// carefulFiles is Fyne's store of files with another way to write: Fyne's dialog
// asks before it replaces a file, and then empties whichever it is before anybody
// knows whether there is something to write.
type carefulFiles struct{ fileStore }

// beCareful puts ours in front of Fyne's, once. Call it on the GUI goroutine,
// before anything is read or written through Fyne.
func beCareful() {
	found, err := repository.ForScheme(fileScheme)
	if err != nil {
		return // no files here, as in a browser
	}
	if files, ok := found.(fileStore); ok {
		if _, ours := found.(carefulFiles); !ours {
			repository.Register(fileScheme, carefulFiles{files})
		}
	}
}

// Writer gives a file that is begun when something is written to it.
func (c carefulFiles) Writer(uri fyne.URI) (fyne.URIWriteCloser, error) {
	return &carefulFile{uri: uri, files: c.fileStore}, nil
}

// carefulFile is a file that is left as it is until its first bytes come, and
// then replaced only where Cairn made it; see app.MayOverwrite. Whoever has more
// than one piece to write gives first what tells the kind of the file.
type carefulFile struct {
	uri   fyne.URI
	files fileStore
	open  fyne.URIWriteCloser // nil before the first bytes
}

// URI says where the file is.
func (f *carefulFile) URI() fyne.URI { return f.uri }

// Write begins the file with the first bytes; an *Error where another's stands there.
func (f *carefulFile) Write(content []byte) (int, error) {
	if f.open == nil {
		if err := app.MayOverwrite(f.uri.Path(), content); err != nil {
			return 0, err
		}
		open, err := f.files.Writer(f.uri)
		if err != nil {
			return 0, err
		}
		f.open = open
	}
	return f.open.Write(content)
}

// Close ends the file; one that nothing was written to stays as it was.
func (f *carefulFile) Close() error {
	if f.open == nil {
		return nil
	}
	return f.open.Close()
}

// notWritten says that a file could not be written; what is known better stays.
func notWritten(err error) error {
	if improve.CodeOf(err) != "" {
		return err
	}
	return &improve.Error{Code: improve.Invalid, Message: T("file.failed", "The file could not be written."), Hint: T("file.failed.hint", "Choose another folder."), Err: err}
}
