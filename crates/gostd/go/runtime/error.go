// Package runtime has the types of run-time errors, and facts about the running program.
package runtime

// Error is implemented by run-time errors.
type Error interface {
	error
	RuntimeError()
}

// The runtime itself makes values of the types below.

type boundsError struct{ text string }

func (e boundsError) RuntimeError() {}
func (e boundsError) Error() string { return "runtime error: " + e.text }

type errorString struct{ text string }

func (e errorString) RuntimeError() {}
func (e errorString) Error() string { return "runtime error: " + e.text }

// A plainError is a run-time error without the usual prefix.
type plainError struct{ text string }

func (e plainError) RuntimeError() {}
func (e plainError) Error() string { return e.text }

// A TypeAssertionError says why a type assertion failed.
type TypeAssertionError struct{ text string }

func (*TypeAssertionError) RuntimeError()   {}
func (e *TypeAssertionError) Error() string { return e.text }

// A PanicNilError is what panic(nil) panics with.
type PanicNilError struct{ text string }

func (*PanicNilError) RuntimeError()   {}
func (e *PanicNilError) Error() string { return e.text }

// What calls value methods through pointers calls panicwrap if the pointer is nil.
func panicwrap(text string) { panic(plainError{text}) }

// The bodies of loops that range over functions call panicrangestate when they are called and must not be. The states are
// those of the compiler.
func panicrangestate(state int) {
	switch state {
	case 1:
		panic(errorString{"range function continued iteration after function for loop body returned false"})
	case 2:
		panic(errorString{"range function continued iteration after loop body panic"})
	case 3:
		panic(errorString{"range function continued iteration after whole loop exit"})
	}
	panic(errorString{"range function recovered a loop body panic and did not resume panicking"})
}
