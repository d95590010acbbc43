// Package names finds what could tell a reader which child a text is about:
// names, e-mail addresses, telephone numbers, dates of birth, numbers of
// students. It asks nobody and sends nothing; it works with words of English
// and with names of many languages. It is a prompt for the person who is about
// to show a text to more people, never a promise: it finds most, not all.
package names
