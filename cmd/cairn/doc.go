// Command cairn is the desktop program: it opens the data folder, shares with
// other laptops while it runs, and shows the window.
package main
