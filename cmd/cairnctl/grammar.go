package main

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"
)

// grammar is the command line, as the contract in docs/cairnctl.md has it.
type grammar struct {
	Dir  string `help:"Folder with the data; default: your own." placeholder:"DIR"`
	JSON bool   `help:"Print one JSON object a line on the standard output." name:"json"`

	Version versionFlag `help:"Print which version this is, and what it speaks with other laptops."`

	Init       initCommand          `cmd:"" help:"Say who you are; makes your personal space and your school's."`
	Space      spaceCommands        `cmd:"" help:"Make a space to share in."`
	Spaces     spacesCommand        `cmd:"" help:"List the spaces on this laptop."`
	Members    membersCommand       `cmd:"" help:"List who may see a space."`
	Devices    devicesCommand       `cmd:"" help:"List the laptops that share something with this one."`
	Access     accessCommand        `cmd:"" help:"Change what a laptop may do in a space."`
	Remove     removeMemberCommand  `cmd:"" name:"remove-member" help:"Take a laptop out of a space."`
	Lost       lostCommand          `cmd:"" help:"Take a lost laptop out of all that you own."`
	Sheet      recoverySheetCommand `cmd:"" name:"recovery-sheet" help:"Print a sheet that makes an owner when all are lost."`
	Recover    recoverCommand       `cmd:"" help:"Become an owner with a recovery sheet."`
	Quarantine quarantineCommand    `cmd:"" help:"List what removed laptops wrote later; accept it."`
	Add        addCommand           `cmd:"" help:"Record something new."`
	Edit       editCommand          `cmd:"" help:"Change fields of a page."`
	Move       moveCommand          `cmd:"" help:"Move a page on: how it stands now, why, and what showed it."`
	Grounds    groundsCommand       `cmd:"" help:"List the tests and decisions that may justify the next move of a page."`
	Link       linkCommand          `cmd:"" help:"Tie a page to another."`
	Unlink     unlinkCommand        `cmd:"" help:"Take a link away."`
	Share      shareCommand         `cmd:"" help:"Share a page with another space; a project moves there."`
	Take       takeCommand          `cmd:"" help:"Copy a page of another space to your own, with its origin."`
	Raise      raiseCommand         `cmd:"" help:"Put a question about a page to somebody in another space."`
	Raised     raisedCommand        `cmd:"" help:"List what was raised and the answers."`
	Retire     retireCommand        `cmd:"" help:"Put a page away."`
	Unretire   unretireCommand      `cmd:"" help:"Bring a page back."`
	Comment    commentCommand       `cmd:"" help:"Comment on a page."`
	Attach     attachCommand        `cmd:"" help:"Add a photo or file to a page."`
	Attached   attachmentsCommand   `cmd:"" name:"attachments" help:"List or save the photos and files of a page."`
	Redact     redactCommand        `cmd:"" help:"Erase what is written on pages for good, on all laptops."`
	List       listCommand          `cmd:"" help:"List or search pages."`
	Show       showCommand          `cmd:"" help:"Show one page."`
	History    historyCommand       `cmd:"" help:"Show who changed what on a page, and when."`
	Steps      stepsCommand         `cmd:"" help:"Show a project in its steps, or in those of your own cycle."`
	News       newsCommand          `cmd:"" help:"Tell what others did since you were last here, or on a page."`
	Feedback   feedbackCommand      `cmd:"" help:"Count the feedback that you gave and got, and what waits for an answer."`
	Works      worksCommand         `cmd:"" help:"Show what works for whom: ideas by the conditions they were tried under."`
	Clock      clockCommand         `cmd:"" help:"Lead through the timed steps of a protocol."`
	Hints      hintsCommand         `cmd:"" help:"List the gentle questions about a page."`
	Versions   versionsCommand      `cmd:"" help:"Show how a page stood after each change; go back to one."`
	Kinds      kindsCommand         `cmd:"" help:"List the kinds of page with their fields."`
	Examples   examplesCommands     `cmd:"" help:"List the built-in examples; start from one."`
	Example    exampleCommands      `cmd:"" help:"Make an example of your pages for others, names removed."`
	Serve      serveCommand         `cmd:"" help:"Share with other laptops until stopped."`
	Invite     inviteCommand        `cmd:"" help:"Invite one laptop into a space."`
	Join       joinCommand          `cmd:"" help:"Join a space with an invitation."`
	Sync       syncCommand          `cmd:"" help:"Exchange with other laptops once."`
	Doctor     doctorCommand        `cmd:"" help:"Find out why two laptops do not meet."`
	Bundle     bundleCommands       `cmd:"" help:"Carry a space to other laptops in a sealed file."`
	Digest     digestCommand        `cmd:"" help:"Print a sum over all that is held of a space."`
	Check      checkCommand         `cmd:"" help:"Check the data."`
	Rebuild    rebuildCommand       `cmd:"" help:"Make lists and search anew from what was recorded."`
	Backup     backupCommand        `cmd:"" help:"Copy everything into one file."`
	Restore    restoreCommand       `cmd:"" help:"Take everything from a backup."`
	Export     exportCommand        `cmd:"" help:"Write pages for other programs or to read."`
	Import     importCommand        `cmd:"" help:"Record pages from JSON lines or a spreadsheet."`
	Figure     figureCommand        `cmd:"" help:"Draw the diagram of a project or a page into a file."`
	Chart      chartCommand         `cmd:"" help:"Tell signals from chance in a column of numbers."`
}

// command is a parsed command line.
type command struct {
	grammar *grammar
	run     runner
}

// runner is what each command of the grammar can do.
type runner interface {
	run(s *session) error
}

// errUsage marks an error of the command line itself.
type errUsage struct{ error }

// parse reads the command line. A nil command without an error means that help or the version was printed.
func parse(args []string, stdout io.Writer) (*command, error) {
	g := &grammar{}
	helped := false
	parser, err := kong.New(g,
		kong.Name("cairnctl"), kong.Description("Cairn from a terminal."), kong.Writers(stdout, io.Discard),
		kong.Exit(func(int) { helped = true }), kong.UsageOnError(), kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		return nil, fmt.Errorf("read command line: %w", err)
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	if i := slices.IndexFunc(args, func(arg string) bool { return !utf8.ValidString(arg) }); i >= 0 {
		return nil, usage("argument %d is not text in UTF-8; set the terminal to UTF-8", i+1) // else each wrong byte would become a question mark
	}
	parsed, err := parser.Parse(args)
	if helped {
		return nil, nil
	}
	if err != nil {
		return nil, errUsage{plainer(err)}
	}
	if name := emptyOption(parsed); name != "" {
		return nil, usage("--%s is empty; write what it should be, or leave it out", name)
	}
	if slices.Contains(args, "") {
		if err := emptyArgument(parsed); err != nil {
			return nil, err
		}
	}
	if g.Dir != "" {
		g.Dir = kong.ExpandPath(g.Dir) // not by its type, which makes of an empty one the folder one stands in
	}
	chosen, ok := parsed.Selected().Target.Addr().Interface().(runner)
	if !ok {
		return nil, errUsage{errors.New("name a command")}
	}
	return &command{grammar: g, run: chosen}, nil
}

// emptyArgument refuses an argument that was given and is empty, such as a
// script's unset variable: it would mean all pages, or the folder one stands in.
func emptyArgument(parsed *kong.Context) error {
	if namesFiles(parsed) { // an empty one is a folder by now
		return usage("the name of a file or folder is empty; write what it should be")
	}
	for _, element := range parsed.Path {
		if element.Positional == nil || !holdsEmpty(element.Positional.Target) {
			continue
		}
		name := element.Positional.Name
		switch {
		case element.Positional.Required:
			return usage("%s is empty; write what it should be", strings.ToUpper(name))
		default:
			return usage("%s is empty; write what it should be, or leave it out", strings.ToUpper(name))
		}
	}
	return nil
}

// namesFiles tells whether a command takes the name of a file or folder.
func namesFiles(parsed *kong.Context) bool {
	return slices.ContainsFunc(parsed.Selected().Positional, func(value *kong.Value) bool {
		return slices.Contains([]string{"file", "folder", "request"}, value.Name)
	})
}

// holdsEmpty tells whether a value is an empty text, or a list with one.
func holdsEmpty(value reflect.Value) bool {
	switch value.Kind() {
	case reflect.String:
		return value.Len() == 0
	case reflect.Slice:
		for i := range value.Len() {
			if holdsEmpty(value.Index(i)) {
				return true
			}
		}
	}
	return false
}

// notEmpty are the options that an empty text, such as a script's unset
// variable, would turn into another place than the one meant.
var notEmpty = []string{"dir", "space", "to", "parent", "from", "kind", "id", "project", "with", "addr", "svg", "png", "pdf"}

// emptyOption names the first such option that was given and is empty.
func emptyOption(parsed *kong.Context) string {
	for _, element := range parsed.Path {
		if element.Flag == nil || !slices.Contains(notEmpty, element.Flag.Name) {
			continue
		}
		if holdsEmpty(element.Flag.Target) {
			return element.Flag.Name
		}
	}
	return ""
}

// plainer says in our words what the parser says about an option at the end of
// the line, and how to write a text that begins with a dash.
func plainer(err error) error {
	text := err.Error()
	if option, _, found := strings.Cut(text, ` value but got "EOL"`); found {
		option, _, _ = strings.Cut(option, ":")
		return errors.New(option + " wants a value after it")
	}
	if before, after, found := strings.Cut(text, `one of "",`); found {
		return errors.New(before + "one of " + after) // the empty one is for leaving the option out
	}
	if strings.HasPrefix(text, "unknown flag ") {
		return errors.New(text + "; a text that begins with a dash stands after --")
	}
	return err
}

// splitSet reads "key=value"; the value is all that stands after the first "=".
func splitSet(pairs []string) (map[string]any, error) {
	fields := map[string]any{}
	for _, pair := range pairs {
		key, value, ok := strings.Cut(pair, "=")
		if !ok || key == "" {
			return nil, fmt.Errorf("--set %q has no \"=\"; write --set key=value", pair)
		}
		if _, twice := fields[key]; twice {
			return nil, fmt.Errorf("--set gives %q twice; write it once", key)
		}
		fields[key] = value
	}
	return fields, nil
}
