// Package photo makes files fit to be kept and passed on: it takes out of
// pictures where, when and with what they were taken, makes large ones
// smaller, and draws a preview. Begin with Prepare. It is pure: bytes in, bytes out.
//
// A picture that it cannot clean is refused, never passed on as it is.
package photo
