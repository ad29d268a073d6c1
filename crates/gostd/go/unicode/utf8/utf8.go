// Package utf8 takes UTF-8 apart and puts it together. Each byte that begins no valid encoding counts as one rune,
// RuneError of width 1.
package utf8

import "unsafe"

const (
	RuneError = '\uFFFD'
	RuneSelf  = 0x80
	MaxRune   = '\U0010FFFF'
	UTFMax    = 4
)

func view(p []byte) string { return unsafe.String(unsafe.SliceData(p), len(p)) }

// RuneLen is the number of bytes of r's encoding, -1 if r is no rune.
func RuneLen(r rune) int {
	switch {
	case r < 0:
		return -1
	case r < 0x80:
		return 1
	case r < 0x800:
		return 2
	case 0xD800 <= r && r <= 0xDFFF:
		return -1
	case r < 0x10000:
		return 3
	case r <= MaxRune:
		return 4
	}
	return -1
}

// ValidRune reports whether r can be encoded.
func ValidRune(r rune) bool { return RuneLen(r) > 0 }

// RuneStart reports whether b can begin an encoding.
func RuneStart(b byte) bool { return b&0xC0 != 0x80 }

// DecodeRuneInString gives the first rune of s and its width; RuneError and 0 for an empty s.
func DecodeRuneInString(s string) (rune, int) {
	if s == "" {
		return RuneError, 0
	}
	if len(s) > UTFMax {
		s = s[:UTFMax]
	}
	first := rune(RuneError)
	for i, r := range s {
		if i > 0 {
			return first, i
		}
		first = r
	}
	return first, len(s)
}

// DecodeRune gives the first rune of p and its width.
func DecodeRune(p []byte) (rune, int) { return DecodeRuneInString(view(p)) }

// DecodeLastRuneInString gives the last rune of s and its width; RuneError and 0 for an empty s.
func DecodeLastRuneInString(s string) (rune, int) {
	end := len(s)
	if end == 0 {
		return RuneError, 0
	}
	for start := end - 1; start >= 0 && start >= end-UTFMax; start-- {
		if RuneStart(s[start]) {
			if r, size := DecodeRuneInString(s[start:]); start+size == end {
				return r, size
			}
			break
		}
	}
	return RuneError, 1
}

// DecodeLastRune gives the last rune of p and its width.
func DecodeLastRune(p []byte) (rune, int) { return DecodeLastRuneInString(view(p)) }

// AppendRune appends the encoding of r.
func AppendRune(p []byte, r rune) []byte {
	if uint32(r) < RuneSelf {
		return append(p, byte(r))
	}
	return appendLonger(p, r)
}

// appendLonger appends the encoding of a rune of more than one byte.
func appendLonger(p []byte, r rune) []byte {
	if !ValidRune(r) {
		r = RuneError
	}
	switch RuneLen(r) {
	case 2:
		return append(p, byte(0xC0|r>>6), byte(0x80|r&0x3F))
	case 3:
		return append(p, byte(0xE0|r>>12), byte(0x80|r>>6&0x3F), byte(0x80|r&0x3F))
	}
	return append(p, byte(0xF0|r>>18), byte(0x80|r>>12&0x3F), byte(0x80|r>>6&0x3F), byte(0x80|r&0x3F))
}

// EncodeRune writes the encoding of r to p, which must have room, and gives its length.
func EncodeRune(p []byte, r rune) int {
	if !ValidRune(r) {
		r = RuneError
	}
	n := RuneLen(r)
	_ = p[n-1]
	AppendRune(p[:0], r)
	return n
}

// FullRuneInString reports whether s begins with a whole encoding; an invalid one is whole.
func FullRuneInString(s string) bool {
	if s == "" {
		return false
	}
	need, low, high := 1, byte(0x80), byte(0xBF)
	switch c := s[0]; {
	case 0xC2 <= c && c <= 0xDF:
		need = 2
	case 0xE0 <= c && c <= 0xEF:
		need = 3
		if c == 0xE0 {
			low = 0xA0
		} else if c == 0xED {
			high = 0x9F
		}
	case 0xF0 <= c && c <= 0xF4:
		need = 4
		if c == 0xF0 {
			low = 0x90
		} else if c == 0xF4 {
			high = 0x8F
		}
	}
	if len(s) >= need {
		return true
	}
	for i := 1; i < len(s); i++ {
		if s[i] < low || s[i] > high {
			return true
		}
		low, high = 0x80, 0xBF
	}
	return false
}

// FullRune reports whether p begins with a whole encoding.
func FullRune(p []byte) bool { return FullRuneInString(view(p)) }

// RuneCountInString counts the runes of s.
func RuneCountInString(s string) int {
	n := 0
	for range s {
		n++
	}
	return n
}

// RuneCount counts the runes of p.
func RuneCount(p []byte) int { return RuneCountInString(view(p)) }

// ValidString reports whether all of s is UTF-8.
func ValidString(s string) bool {
	for i, r := range s {
		if r == RuneError {
			if _, size := DecodeRuneInString(s[i:]); size == 1 {
				return false
			}
		}
	}
	return true
}

// Valid reports whether all of p is UTF-8.
func Valid(p []byte) bool { return ValidString(view(p)) }
