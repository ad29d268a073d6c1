package strings

import (
	"internal/release"
	"unicode/utf8"
	"unsafe"
)

// A Builder puts a string together. The zero value is empty.
type Builder struct {
	// The Builder itself, once written to: a copy would share the buffer.
	self *Builder
	buf  []byte
}

func (b *Builder) check() {
	if b.self == nil {
		b.self = alias(b)
	} else if b.self != b {
		panic("strings: illegal use of non-zero Builder copied by value")
	}
}

// alias gives b, unknown to escape analysis: a Builder that refers to itself need not be on the heap for that.
func alias(b *Builder) *Builder {
	address := uintptr(unsafe.Pointer(b))
	return (*Builder)(unsafe.Pointer(address))
}

// String gives what was written so far.
func (b *Builder) String() string { return unsafe.String(unsafe.SliceData(b.buf), len(b.buf)) }
func (b *Builder) Len() int       { return len(b.buf) }
func (b *Builder) Cap() int       { return cap(b.buf) }

func (b *Builder) Reset() {
	b.self = nil
	b.buf = nil
}

// Grow makes room for n more bytes.
func (b *Builder) Grow(n int) {
	b.check()
	if n < 0 {
		panic("strings.Builder.Grow: negative count")
	}
	if cap(b.buf)-len(b.buf) < n {
		b.grow(n)
	}
}

// The new capacity is twice the old one and n; releases differ in whether it is rounded up to what the block holds,
// and in the text when it is too large.
func (b *Builder) grow(n int) {
	size := 2*cap(b.buf) + n
	var buf []byte
	switch minor := release.Minor(); {
	case minor <= 20:
		buf = make([]byte, len(b.buf), size)
	case minor <= 22 || uint(size) > 1<<48:
		buf = make([]byte, size)[:len(b.buf)]
	default:
		buf = append([]byte(nil), make([]byte, size)...)[:len(b.buf)]
	}
	copy(buf, b.buf)
	b.buf = buf
}

func (b *Builder) Write(p []byte) (int, error) {
	b.check()
	b.buf = append(b.buf, p...)
	return len(p), nil
}

func (b *Builder) WriteByte(c byte) error {
	b.check()
	b.buf = append(b.buf, c)
	return nil
}

func (b *Builder) WriteRune(r rune) (int, error) {
	b.check()
	n := len(b.buf)
	b.buf = utf8.AppendRune(b.buf, r)
	return len(b.buf) - n, nil
}

func (b *Builder) WriteString(s string) (int, error) {
	b.check()
	b.buf = append(b.buf, s...)
	return len(s), nil
}
