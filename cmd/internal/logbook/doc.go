// Package logbook keeps what a program of Cairn says of itself: a log of five
// files of a megabyte each, and the newest crashes, all in the folder "logs" of
// the data folder. Nothing of it ever leaves the laptop by itself, and a person
// may read it before sending it to somebody: it holds what happened, numbers,
// codes and the beginnings of ids, but no text that anybody wrote, no name, no
// path of the disk and no address of the network.
package logbook
