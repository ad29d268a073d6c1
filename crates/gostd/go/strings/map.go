package strings

import (
	"internal/release"
	"unicode"
	"unicode/utf8"
)

// Repeat puts count copies of s together.
func Repeat(s string, count int) string {
	if count < 0 {
		panic("strings: negative Repeat count")
	}
	if count == 0 || s == "" {
		return ""
	}
	if count == 1 {
		return s
	}
	n := len(s) * count
	if n/count != len(s) || n < 0 {
		if release.Minor() >= 21 {
			panic("strings: Repeat output length overflow")
		}
		panic("strings: Repeat count causes overflow")
	}
	var b Builder
	b.Grow(n)
	for i := 0; i < count; i++ {
		b.WriteString(s)
	}
	return b.String()
}

// Map maps each rune; negative results are left out.
func Map(mapping func(rune) rune, s string) string {
	var b Builder
	changed := false
	for i, r := range s {
		mapped := mapping(r)
		if !changed {
			if mapped == r {
				if r != utf8.RuneError {
					continue
				}
				if _, size := utf8.DecodeRuneInString(s[i:]); size != 1 {
					continue
				}
			}
			changed = true
			b.Grow(len(s) + utf8.UTFMax)
			b.WriteString(s[:i])
		}
		if mapped >= 0 {
			b.WriteRune(mapped)
		}
	}
	if !changed {
		return s
	}
	return b.String()
}

func ToUpper(s string) string { return Map(unicode.ToUpper, s) }
func ToLower(s string) string { return Map(unicode.ToLower, s) }
func ToTitle(s string) string { return Map(unicode.ToTitle, s) }

// Title begins each word with an upper-case letter.
func Title(s string) string {
	previous := ' '
	return Map(func(r rune) rune {
		inWord := previous == '_' || unicode.IsLetter(previous) || unicode.IsDigit(previous)
		if previous >= utf8.RuneSelf && !inWord {
			inWord = !unicode.IsSpace(previous)
			inWord = inWord && (unicode.IsLetter(previous) || unicode.IsDigit(previous))
		}
		previous = r
		if inWord {
			return r
		}
		return unicode.ToTitle(r)
	}, s)
}

// ToValidUTF8 replaces each run of invalid bytes.
func ToValidUTF8(s, replacement string) string {
	var b Builder
	invalid := false
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				if !invalid {
					b.WriteString(replacement)
				}
				invalid = true
				continue
			}
		}
		invalid = false
		b.WriteRune(r)
	}
	return b.String()
}

// Replace replaces the first n of old by new, all if n is negative.
func Replace(s, old, new string, n int) string {
	if old == new || n == 0 {
		return s
	}
	count := Count(s, old)
	if count == 0 {
		return s
	}
	if n < 0 || n > count {
		n = count
	}
	var b Builder
	b.Grow(len(s) + n*(len(new)-len(old)))
	start := 0
	for i := 0; i < n; i++ {
		at := start
		if old == "" {
			if i > 0 {
				_, size := utf8.DecodeRuneInString(s[start:])
				at += size
			}
		} else {
			at += Index(s[start:], old)
		}
		b.WriteString(s[start:at])
		b.WriteString(new)
		start = at + len(old)
	}
	b.WriteString(s[start:])
	return b.String()
}

func ReplaceAll(s, old, new string) string { return Replace(s, old, new, -1) }
