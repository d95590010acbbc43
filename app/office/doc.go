// Package office reads and writes what other programs of an office understand:
// spreadsheets (CSV, XLSX), and pages to read (Markdown, HTML). It is pure: a
// Book of artifacts in, bytes out; bytes in, a Grid of texts out, from which a
// Plan of new artifacts is made. What may leave the laptop is decided before.
package office
