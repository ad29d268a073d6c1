// Package bytes works on byte slices as package strings does on strings.
package bytes

import (
	"internal/release"
	"unicode"
	"unicode/utf8"
	"unsafe"
)

// view gives b as a string, without a copy.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

func Equal(a, b []byte) bool { return view(a) == view(b) }

func Compare(a, b []byte) int {
	switch {
	case view(a) == view(b):
		return 0
	case view(a) < view(b):
		return -1
	}
	return 1
}

func Index(s, sep []byte) int {
	for i := 0; i+len(sep) <= len(s); i++ {
		if view(s[i:i+len(sep)]) == view(sep) {
			return i
		}
	}
	return -1
}

func IndexByte(b []byte, c byte) int {
	for i, x := range b {
		if x == c {
			return i
		}
	}
	return -1
}

func LastIndex(s, sep []byte) int {
	for i := len(s) - len(sep); i >= 0; i-- {
		if view(s[i:i+len(sep)]) == view(sep) {
			return i
		}
	}
	return -1
}

func Contains(b, subslice []byte) bool { return Index(b, subslice) >= 0 }
func HasPrefix(s, prefix []byte) bool  { return len(s) >= len(prefix) && Equal(s[:len(prefix)], prefix) }
func HasSuffix(s, suffix []byte) bool {
	return len(s) >= len(suffix) && Equal(s[len(s)-len(suffix):], suffix)
}

func Count(s, sep []byte) int {
	if len(sep) == 0 {
		return utf8.RuneCount(s) + 1
	}
	n := 0
	for {
		i := Index(s, sep)
		if i < 0 {
			return n
		}
		n++
		s = s[i+len(sep):]
	}
}

// Clone copies b; nil stays nil.
func Clone(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

// Split cuts s at each sep. The parts cannot grow into each other.
func Split(s, sep []byte) [][]byte {
	if len(sep) == 0 {
		parts := make([][]byte, 0, utf8.RuneCount(s))
		for len(s) > 0 {
			_, size := utf8.DecodeRune(s)
			parts = append(parts, s[:size:size])
			s = s[size:]
		}
		return parts
	}
	parts := make([][]byte, 0, Count(s, sep)+1)
	for {
		i := Index(s, sep)
		if i < 0 {
			return append(parts, s)
		}
		parts = append(parts, s[:i:i])
		s = s[i+len(sep):]
	}
}

// Join puts sep between the parts.
func Join(s [][]byte, sep []byte) []byte {
	if len(s) == 0 {
		return []byte{}
	}
	if len(s) == 1 {
		return append([]byte(nil), s[0]...)
	}
	n := len(sep) * (len(s) - 1)
	for _, part := range s {
		n += len(part)
	}
	b := append([]byte(nil), make([]byte, n)...)[:n:n]
	at := copy(b, s[0])
	for _, part := range s[1:] {
		at += copy(b[at:], sep)
		at += copy(b[at:], part)
	}
	return b
}

func TrimSpace(s []byte) []byte {
	return trimRight(trimLeft(s, unicode.IsSpace), unicode.IsSpace)
}

func trimLeft(s []byte, f func(rune) bool) []byte {
	for len(s) > 0 {
		r, size := utf8.DecodeRune(s)
		if !f(r) {
			return s
		}
		s = s[size:]
	}
	return nil
}

func trimRight(s []byte, f func(rune) bool) []byte {
	for len(s) > 0 {
		r, size := utf8.DecodeLastRune(s)
		if !f(r) {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

func mapRunes(s []byte, f func(rune) rune) []byte {
	b := make([]byte, 0, len(s))
	for len(s) > 0 {
		r, size := utf8.DecodeRune(s)
		b = utf8.AppendRune(b, f(r))
		s = s[size:]
	}
	return b
}

func ToUpper(s []byte) []byte { return mapRunes(s, unicode.ToUpper) }
func ToLower(s []byte) []byte { return mapRunes(s, unicode.ToLower) }

// Repeat puts count copies of b together.
func Repeat(b []byte, count int) []byte {
	if count == 0 {
		return []byte{}
	}
	if count < 0 {
		panic("bytes: negative Repeat count")
	}
	n := len(b) * count
	if n/count != len(b) || n < 0 {
		if release.Minor() >= 21 {
			panic("bytes: Repeat output length overflow")
		}
		panic("bytes: Repeat count causes overflow")
	}
	all := make([]byte, n)
	for at := copy(all, b); at < n && at > 0; at *= 2 {
		copy(all[at:], all[:at])
	}
	return all
}
