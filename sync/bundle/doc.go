// Package bundle carries what a space holds in a sealed file, where no network
// is: on a stick, in a pocket, by somebody who cannot read it. A file is good
// for the laptops that it was sealed for and for nobody else; it says inside
// who made it, under that laptop's signature, and what is in it passes the
// same checks as what arrives over a line. Taking a file twice is as once.
//
// Begin with Export and Import, which keep the promises about files (written
// beside its place, read again, renamed; looked through to the end before
// anything is taken). Neither holds more than a few pieces of a log in memory,
// but for the auth logs of the space. docs/PROTOCOL-bundle.md has the bytes.
package bundle
