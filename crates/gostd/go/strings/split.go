package strings

import (
	"internal/release"
	"unicode"
	"unicode/utf8"
)

// explode gives the runes of s as strings, at most n, the last with the rest.
func explode(s string, n int) []string {
	count := utf8.RuneCountInString(s)
	if n < 0 || n > count {
		n = count
	}
	parts := make([]string, n)
	for i := 0; i < n-1; i++ {
		r, size := utf8.DecodeRuneInString(s)
		parts[i] = s[:size]
		if r == utf8.RuneError && release.Minor() <= 19 {
			parts[i] = string(r)
		}
		s = s[size:]
	}
	if n > 0 {
		parts[n-1] = s
	}
	return parts
}

// split cuts s at each sep, keeping the first keep bytes of it.
func split(s, sep string, keep, n int) []string {
	if n == 0 {
		return nil
	}
	if sep == "" {
		return explode(s, n)
	}
	if n < 0 {
		n = Count(s, sep) + 1
	}
	if n > len(s)+1 {
		n = len(s) + 1
	}
	parts := make([]string, n)
	i := 0
	for ; i < n-1; i++ {
		at := Index(s, sep)
		if at < 0 {
			break
		}
		parts[i] = s[:at+keep]
		s = s[at+len(sep):]
	}
	parts[i] = s
	return parts[:i+1]
}

func Split(s, sep string) []string              { return split(s, sep, 0, -1) }
func SplitN(s, sep string, n int) []string      { return split(s, sep, 0, n) }
func SplitAfter(s, sep string) []string         { return split(s, sep, len(sep), -1) }
func SplitAfterN(s, sep string, n int) []string { return split(s, sep, len(sep), n) }
func Fields(s string) []string                  { return FieldsFunc(s, unicode.IsSpace) }

// FieldsFunc gives the parts of s between runes that f picks.
func FieldsFunc(s string, f func(rune) bool) []string {
	// First count, so that the result has just the room it needs.
	var parts []string
	for pass := 0; pass < 2; pass++ {
		n, start := 0, -1
		for i, r := range s {
			if !f(r) {
				if start < 0 {
					start = i
				}
				continue
			}
			if start >= 0 {
				if pass == 1 {
					parts[n] = s[start:i]
				}
				n++
				start = -1
			}
		}
		if start >= 0 {
			if pass == 1 {
				parts[n] = s[start:]
			}
			n++
		}
		if pass == 0 {
			parts = make([]string, n)
		}
	}
	return parts
}

// Join puts sep between the parts.
func Join(parts []string, sep string) string {
	switch len(parts) {
	case 0:
		return ""
	case 1:
		return parts[0]
	}
	n := len(sep) * (len(parts) - 1)
	for _, part := range parts {
		n += len(part)
	}
	var b Builder
	b.Grow(n)
	b.WriteString(parts[0])
	for _, part := range parts[1:] {
		b.WriteString(sep)
		b.WriteString(part)
	}
	return b.String()
}

func TrimFunc(s string, f func(rune) bool) string {
	return TrimRightFunc(TrimLeftFunc(s, f), f)
}

func TrimLeftFunc(s string, f func(rune) bool) string {
	for i, r := range s {
		if !f(r) {
			return s[i:]
		}
	}
	return ""
}

func TrimRightFunc(s string, f func(rune) bool) string {
	for s != "" {
		r, size := utf8.DecodeLastRuneInString(s)
		if !f(r) {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

func TrimSpace(s string) string { return TrimFunc(s, unicode.IsSpace) }

func Trim(s, cutset string) string {
	return TrimRight(TrimLeft(s, cutset), cutset)
}

func TrimLeft(s, cutset string) string {
	return TrimLeftFunc(s, func(r rune) bool { return IndexRune(cutset, r) >= 0 })
}

func TrimRight(s, cutset string) string {
	return TrimRightFunc(s, func(r rune) bool { return IndexRune(cutset, r) >= 0 })
}

func TrimPrefix(s, prefix string) string {
	s, _ = CutPrefix(s, prefix)
	return s
}

func TrimSuffix(s, suffix string) string {
	s, _ = CutSuffix(s, suffix)
	return s
}
