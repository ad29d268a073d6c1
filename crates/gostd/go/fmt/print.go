// Package fmt prints values. The runtime does the printing; it knows each value's type.
package fmt

import (
	"internal/io"
	"unsafe"
)

// A Stringer prints as its text.
type Stringer interface {
	String() string
}

// A GoStringer prints under %#v as its text.
type GoStringer interface {
	GoString() string
}

// A Formatter prints itself.
type Formatter interface {
	Format(f State, verb rune)
}

// A State is what a Formatter prints to, and the flags of the verb.
type State interface {
	Write(b []byte) (n int, err error)
	Width() (wid int, ok bool)
	Precision() (prec int, ok bool)
	Flag(c int) bool
}

func Println(a ...any) (n int, err error)
func Print(a ...any) (n int, err error)
func Printf(format string, a ...any) (n int, err error)
func Sprintln(a ...any) string
func Sprint(a ...any) string
func Sprintf(format string, a ...any) string

func Fprintln(w io.Writer, a ...any) (n int, err error) {
	return w.Write(bytesOf(Sprintln(a...)))
}

func Fprint(w io.Writer, a ...any) (n int, err error) {
	return w.Write(bytesOf(Sprint(a...)))
}

func Fprintf(w io.Writer, format string, a ...any) (n int, err error) {
	return w.Write(bytesOf(Sprintf(format, a...)))
}

func Appendln(b []byte, a ...any) []byte {
	return append(b, Sprintln(a...)...)
}

func Append(b []byte, a ...any) []byte {
	return append(b, Sprint(a...)...)
}

func Appendf(b []byte, format string, a ...any) []byte {
	return append(b, Sprintf(format, a...)...)
}

// bytesOf gives the bytes of a string that nothing else refers to.
func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// FormatString rebuilds the directive that a Formatter was called for.
func FormatString(state State, verb rune) string {
	b := []byte{'%'}
	for _, c := range " +-#0" {
		if state.Flag(int(c)) {
			b = append(b, byte(c))
		}
	}
	if w, ok := state.Width(); ok {
		b = append(b, Sprint(w)...)
	}
	if p, ok := state.Precision(); ok {
		b = append(b, '.')
		b = append(b, Sprint(p)...)
	}
	return string(append(b, string(verb)...))
}
