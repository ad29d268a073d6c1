// Package errors makes and looks into errors.
package errors

// New makes an error with a text. Each call makes a different error.
func New(text string) error { return &errorString{text} }

type errorString struct{ s string }

func (e *errorString) Error() string { return e.s }

// ErrUnsupported says that an operation is not supported.
var ErrUnsupported = New("unsupported operation")
