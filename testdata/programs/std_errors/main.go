// What package errors and fmt.Errorf do.
package main

import (
	"errors"
	"fmt"
	"io"
)

type codeError struct{ code int }

func (e codeError) Error() string { return fmt.Sprint("code ", e.code) }

type pointerError struct{ text string }

func (e *pointerError) Error() string { return e.text }

type sliceError []int

func (e sliceError) Error() string { return fmt.Sprint([]int(e)) }

type isError struct{}

func (isError) Error() string        { return "is anything" }
func (isError) Is(target error) bool { return target == io.EOF }

type asError struct{}

func (asError) Error() string { return "as code" }
func (asError) As(target interface{}) bool {
	if p, ok := target.(*codeError); ok {
		*p = codeError{77}
		return true
	}
	return false
}

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println("panic:", e)
		}
	}()
	f()
}

func main() {
	a := errors.New("a")
	b := errors.New("a")
	fmt.Println(a == b, a == a, a, errors.Unwrap(a) == nil)
	fmt.Printf("%T %v %+v %q %s %d\n", a, a, a, a, a, a)
	w := fmt.Errorf("wrap: %w", a)
	ww := fmt.Errorf("more: %w, %d", w, 5)
	fmt.Println(ww, errors.Is(ww, a), errors.Is(ww, b), errors.Unwrap(ww) == w, errors.Unwrap(w) == a)
	fmt.Printf("%T %T %T\n", w, fmt.Errorf("plain %v", a), fmt.Errorf("%w", nil))
	fmt.Println(fmt.Errorf("%w", nil), fmt.Errorf("%w %d", 5, 6), fmt.Errorf("%d"), fmt.Errorf("x", 1))
	var code codeError
	var pointer *pointerError
	err := fmt.Errorf("outer: %w", codeError{3})
	fmt.Println(errors.As(err, &code), code.code, errors.As(err, &pointer), pointer == nil)
	err = fmt.Errorf("outer: %w", &pointerError{"p"})
	fmt.Println(errors.As(err, &pointer), pointer, errors.As(err, &code))
	var stringer interface{ Error() string }
	fmt.Println(errors.As(err, &stringer), stringer)
	var any interface{}
	fmt.Println(errors.As(err, &any), any)
	fmt.Println(errors.Is(isError{}, io.EOF), errors.Is(isError{}, io.ErrUnexpectedEOF))
	fmt.Println(errors.As(asError{}, &code), code)
	fmt.Println(errors.Is(sliceError{1}, sliceError{1}), errors.Is(a, sliceError{1}), errors.Is(codeError{1}, codeError{1}))
	fmt.Println(errors.Is(nil, nil), errors.Is(nil, a), errors.Is(a, nil), errors.As(nil, &code))
	try(func() { errors.As(a, nil) })
	try(func() { errors.As(a, code) })
	try(func() { errors.As(a, (*codeError)(nil)) })
	try(func() { errors.As(a, new(int)) })
	j := errors.Join(a, nil, io.EOF)
	fmt.Println(j, errors.Is(j, io.EOF), errors.Join(nil, nil) == nil)
	fmt.Printf("%q %T\n", j, j)
	two := fmt.Errorf("%w and %w", a, codeError{9})
	fmt.Println(two, errors.Is(two, a), errors.As(two, &code), code, errors.Unwrap(two))
	fmt.Printf("%T %v\n", two, fmt.Errorf("%[2]w %[1]v", a, io.EOF))
	fmt.Printf("%v %+v %#v\n", struct{ E error }{a}, []error{a, nil}, codeError{1})
}
