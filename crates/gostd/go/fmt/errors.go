package fmt

import "internal/errors"

// errorf formats, and gives the indexes of the operands of %w in order.
func errorf(format string, a []any) (text string, wrapped []int)

// Errorf makes an error of the formatted text; it wraps the operands of %w.
func Errorf(format string, a ...any) error {
	text, wrapped := errorf(format, a)
	switch len(wrapped) {
	case 0:
		return errors.New(text)
	case 1:
		w := &wrapError{msg: text}
		w.err, _ = a[wrapped[0]].(error)
		return w
	}
	errs := make([]error, 0, len(wrapped))
	for _, i := range wrapped {
		if err, ok := a[i].(error); ok {
			errs = append(errs, err)
		}
	}
	return &wrapErrors{text, errs}
}

type wrapError struct {
	msg string
	err error
}

func (e *wrapError) Error() string { return e.msg }
func (e *wrapError) Unwrap() error { return e.err }

type wrapErrors struct {
	msg  string
	errs []error
}

func (e *wrapErrors) Error() string   { return e.msg }
func (e *wrapErrors) Unwrap() []error { return e.errs }
