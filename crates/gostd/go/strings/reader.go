package strings

import (
	"errors"
	"io"
	"unicode/utf8"
)

// A Reader reads from a string.
type Reader struct {
	s  string
	at int
}

func NewReader(s string) *Reader { return &Reader{s, 0} }

func (r *Reader) Len() int       { return len(r.s) - r.at }
func (r *Reader) Size() int64    { return int64(len(r.s)) }
func (r *Reader) Reset(s string) { *r = Reader{s, 0} }

func (r *Reader) Read(b []byte) (n int, err error) {
	if r.at >= len(r.s) {
		return 0, io.EOF
	}
	n = copy(b, r.s[r.at:])
	r.at += n
	return n, nil
}

func (r *Reader) ReadByte() (byte, error) {
	if r.at >= len(r.s) {
		return 0, io.EOF
	}
	r.at++
	return r.s[r.at-1], nil
}

func (r *Reader) UnreadByte() error {
	if r.at <= 0 {
		return errors.New("strings.Reader.UnreadByte: at beginning of string")
	}
	r.at--
	return nil
}

func (r *Reader) ReadRune() (ch rune, size int, err error) {
	if r.at >= len(r.s) {
		return 0, 0, io.EOF
	}
	ch, size = utf8.DecodeRuneInString(r.s[r.at:])
	r.at += size
	return ch, size, nil
}

func (r *Reader) WriteTo(w io.Writer) (n int64, err error) {
	if r.at >= len(r.s) {
		return 0, nil
	}
	m, err := io.WriteString(w, r.s[r.at:])
	r.at += m
	return int64(m), err
}
