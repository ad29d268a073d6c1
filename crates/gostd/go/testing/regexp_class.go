package testing

import (
	"unicode"
	"unicode/utf8"
)

var namedClasses = []struct {
	name   string
	ranges string
}{
	{"alnum", "09AZaz"},
	{"alpha", "AZaz"},
	{"ascii", "\x00\x7f"},
	{"blank", "\t\t  "},
	{"cntrl", "\x00\x1f\x7f\x7f"},
	{"digit", "09"},
	{"graph", "!~"},
	{"lower", "az"},
	{"print", " ~"},
	{"punct", "!/:@[`{~"},
	{"space", "\t\r  "},
	{"upper", "AZ"},
	{"word", "09AZaz__"},
	{"xdigit", "09AFaf"},
}

// perlClass is the class of \d, \s and \w.
func perlClass(c byte) string {
	switch c | 0x20 {
	case 'd':
		return "09"
	case 's':
		return "\t\n\f\r  "
	case 'w':
		return "09AZaz__"
	}
	return ""
}

func rangesOf(text string) []rune { return []rune(text) }

// class takes a class in brackets.
func (p *regexpParser) class() *regexp {
	text := p.rest
	p.rest = p.rest[1:]
	x := &regexp{kind: regexpRunes}
	x.negated = p.take("^")
	for first := true; first || p.rest == "" || p.rest[0] != ']'; first = false {
		if p.rest == "" {
			p.fail("missing closing ]", text)
			return nil
		}
		if len(p.rest) > 2 && p.rest[:2] == "[:" {
			if end := index(p.rest[2:], ":]"); end >= 0 {
				if !p.posix(x, p.rest[:end+4]) {
					return nil
				}
				continue
			}
		}
		if len(p.rest) > 1 && p.rest[0] == '\\' {
			if ranges, negated, size := p.perl(); size > 0 {
				addRanges(x, ranges, negated)
				p.rest = p.rest[size:]
				continue
			}
			if p.err != "" {
				return nil
			}
		}
		begin := p.rest
		low, ok := p.classRune(text)
		if !ok {
			return nil
		}
		high := low
		if len(p.rest) >= 2 && p.rest[0] == '-' && p.rest[1] != ']' {
			p.rest = p.rest[1:]
			if high, ok = p.classRune(text); !ok {
				return nil
			}
			if high < low {
				p.fail("invalid character class range", begin[:len(begin)-len(p.rest)])
				return nil
			}
		}
		p.add(x, low, high)
	}
	p.rest = p.rest[1:]
	return x
}

func index(text, part string) int {
	for i := 0; i+len(part) <= len(text); i++ {
		if text[i:i+len(part)] == part {
			return i
		}
	}
	return -1
}

// posix takes [:name:] or [:^name:].
func (p *regexpParser) posix(x *regexp, text string) bool {
	name := text[2 : len(text)-2]
	negated := name != "" && name[0] == '^'
	if negated {
		name = name[1:]
	}
	for _, class := range namedClasses {
		if class.name == name {
			addRanges(x, rangesOf(class.ranges), negated)
			p.rest = p.rest[len(text):]
			return true
		}
	}
	p.fail("invalid character class range", text)
	return false
}

func addRanges(x *regexp, ranges []rune, negated bool) {
	if !negated {
		x.ranges = append(x.ranges, ranges...)
		return
	}
	// The gaps; the ranges are in order and apart.
	next := rune(0)
	for i := 0; i < len(ranges); i += 2 {
		if next < ranges[i] {
			x.ranges = append(x.ranges, next, ranges[i]-1)
		}
		next = ranges[i+1] + 1
	}
	x.ranges = append(x.ranges, next, unicode.MaxRune)
}

// perl gives the ranges of \d and its like at the beginning of what is left, and how long that is.
func (p *regexpParser) perl() (ranges []rune, negated bool, size int) {
	c := p.rest[1]
	if class := perlClass(c); class != "" {
		return rangesOf(class), c < 'a', 2
	}
	if c == 'p' || c == 'P' {
		p.fail("classes of Unicode are not supported here", p.rest)
	}
	return nil, false, 0
}

// classRune takes one character of a class.
func (p *regexpParser) classRune(class string) (rune, bool) {
	if p.rest == "" {
		p.fail("missing closing ]", class)
		return 0, false
	}
	if p.rest[0] == '\\' {
		return p.escaped()
	}
	c, size := utf8.DecodeRuneInString(p.rest)
	p.rest = p.rest[size:]
	return c, true
}

// escape takes what begins with a backslash, outside of classes.
func (p *regexpParser) escape() *regexp {
	if len(p.rest) > 1 {
		switch p.rest[1] {
		case 'A':
			p.rest = p.rest[2:]
			return &regexp{kind: regexpTextBegin}
		case 'z':
			p.rest = p.rest[2:]
			return &regexp{kind: regexpTextEnd}
		case 'b':
			p.rest = p.rest[2:]
			return &regexp{kind: regexpWord}
		case 'B':
			p.rest = p.rest[2:]
			return &regexp{kind: regexpNoWord}
		case 'Q':
			return p.quoted()
		}
		ranges, negated, size := p.perl()
		if p.err != "" {
			return nil
		}
		if size > 0 {
			p.rest = p.rest[size:]
			x := &regexp{kind: regexpRunes}
			addRanges(x, ranges, negated)
			return x
		}
	}
	c, ok := p.escaped()
	if !ok {
		return nil
	}
	return p.runes(c, c)
}

// quoted takes \Q...\E: characters.
func (p *regexpParser) quoted() *regexp {
	text := p.rest[2:]
	end := index(text, "\\E")
	p.rest = ""
	if end >= 0 {
		text, p.rest = text[:end], text[end+2:]
	}
	x := &regexp{kind: regexpSequence}
	for _, c := range text {
		x.subs = append(x.subs, p.runes(c, c))
	}
	return x
}

// escaped takes a character that is written with a backslash.
func (p *regexpParser) escaped() (rune, bool) {
	text := p.rest
	if len(text) == 1 {
		p.fail("trailing backslash at end of expression", "")
		return 0, false
	}
	c, size := utf8.DecodeRuneInString(text[1:])
	p.rest = text[1+size:]
	switch {
	case '1' <= c && c <= '7' && (p.rest == "" || p.rest[0] < '0' || p.rest[0] > '7'):
		// A reference back, which there is not.
	case '0' <= c && c <= '7':
		n := c - '0'
		for i := 1; i < 3 && p.rest != "" && '0' <= p.rest[0] && p.rest[0] <= '7'; i++ {
			n = n*8 + rune(p.rest[0]-'0')
			p.rest = p.rest[1:]
		}
		return n, true
	case c == 'x':
		return p.hexadecimal(text)
	case c == 'a':
		return '\a', true
	case c == 'f':
		return '\f', true
	case c == 'n':
		return '\n', true
	case c == 'r':
		return '\r', true
	case c == 't':
		return '\t', true
	case c == 'v':
		return '\v', true
	case c < utf8.RuneSelf && !isWord(c):
		return c, true
	}
	p.fail("invalid escape sequence", text[:1+size])
	return 0, false
}

// hexadecimal takes the digits of \x7F and \x{10FFFF}.
func (p *regexpParser) hexadecimal(text string) (rune, bool) {
	braces := p.take("{")
	n, digits := rune(0), 0
	for p.rest != "" && (braces || digits < 2) {
		digit := hexDigit(p.rest[0])
		if digit < 0 {
			break
		}
		if n = n*16 + digit; n > unicode.MaxRune {
			break
		}
		digits++
		p.rest = p.rest[1:]
	}
	if braces && digits > 0 && p.take("}") || !braces && digits == 2 {
		return n, true
	}
	// The text ends with the character that does not fit.
	if p.rest != "" {
		_, size := utf8.DecodeRuneInString(p.rest)
		p.rest = p.rest[size:]
	}
	p.fail("invalid escape sequence", text[:len(text)-len(p.rest)])
	return 0, false
}

func hexDigit(c byte) rune {
	switch {
	case '0' <= c && c <= '9':
		return rune(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return rune(c|0x20-'a') + 10
	}
	return -1
}

func isWord(c rune) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' && c < utf8.RuneSelf || c == '_'
}
