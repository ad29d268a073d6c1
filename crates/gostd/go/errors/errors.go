// Package errors makes and looks into errors.
package errors

import core "internal/errors"

// New makes an error with a text. Each call makes a different error.
func New(text string) error { return core.New(text) }

// ErrUnsupported says that an operation is not supported.
var ErrUnsupported = New("unsupported operation")
