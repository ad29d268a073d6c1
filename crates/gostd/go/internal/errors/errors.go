// Package errors is the part of package errors that fmt needs, without variables to initialise when a program starts.
package errors

// New makes an error with a text. Each call makes a different error.
func New(text string) error { return &errorString{text} }

type errorString struct{ s string }

func (e *errorString) Error() string { return e.s }
