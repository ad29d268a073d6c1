package testing

import (
	"strconv"
	"unicode/utf8"
)

// A pattern is what -run selects by: alternatives, each with an expression for each part of a name between slashes.
type pattern [][]*regexp

// parsePattern gives the message for a pattern that has a wrong expression. Slashes and bars in classes and groups belong
// to the expressions. Bars choose between whole patterns.
func parsePattern(text string) (pattern, string) {
	if text == "" {
		return nil, ""
	}
	alternatives := [][]string{nil}
	start, classes, groups := 0, 0, 0
	for i := 0; i < len(text); i++ {
		last := len(alternatives) - 1
		switch text[i] {
		case '\\':
			i++
		case '[':
			classes++
		case ']':
			if classes > 0 {
				classes--
			}
		case '(':
			if classes == 0 {
				groups++
			}
		case ')':
			if classes == 0 {
				groups--
			}
		case '/', '|':
			if classes == 0 && groups == 0 {
				alternatives[last] = append(alternatives[last], text[start:i])
				start = i + 1
				if text[i] == '|' {
					alternatives = append(alternatives, nil)
				}
			}
		}
	}
	last := len(alternatives) - 1
	alternatives[last] = append(alternatives[last], text[start:])
	var p pattern
	for at, parts := range alternatives {
		var expressions []*regexp
		for i, part := range parts {
			part = rewritten(part)
			x, err := parseRegexp(part)
			if err != "" {
				err = "element " + strconv.Itoa(i) + " of -test.run (" + strconv.Quote(part) + "): " + err
				if len(alternatives) > 1 {
					err = "alternation " + strconv.Itoa(at) + " of " + err
				}
				return nil, err
			}
			expressions = append(expressions, x)
		}
		p = append(p, expressions)
	}
	return p, ""
}

// rewritten has underscores for spaces, as names of subtests have.
func rewritten(name string) string {
	var b []byte
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c == ' ' || '\t' <= c && c <= '\r' {
			c = '_'
		}
		b = append(b, c)
	}
	return string(b)
}

// matches compares the parts that both have.
func (p pattern) matches(name string) bool {
	if p == nil {
		return true
	}
	for _, expressions := range p {
		if allFound(expressions, name) {
			return true
		}
	}
	return false
}

func allFound(expressions []*regexp, name string) bool {
	for _, x := range expressions {
		end := 0
		for end < len(name) && name[end] != '/' {
			end++
		}
		if !x.found(name[:end]) {
			return false
		}
		if end == len(name) {
			return true
		}
		name = name[end+1:]
	}
	return true
}

// found reports whether the expression matches somewhere in text.
func (x *regexp) found(text string) bool {
	for at := 0; at <= len(text); at++ {
		if x.match(text, at, func(int) bool { return true }) {
			return true
		}
	}
	return false
}

// match matches the expression at a place in text; then must accept where that ends.
func (x *regexp) match(text string, at int, then func(int) bool) bool {
	switch x.kind {
	case regexpRunes:
		if at == len(text) {
			return false
		}
		c, size := utf8.DecodeRuneInString(text[at:])
		return x.has(c) && then(at+size)
	case regexpSequence:
		return sequence(x.subs, text, at, then)
	case regexpChoice:
		for _, sub := range x.subs {
			if sub.match(text, at, then) {
				return true
			}
		}
		return false
	case regexpRepeated:
		return x.repeat(text, at, 0, then)
	}
	return x.holds(text, at) && then(at)
}

func sequence(items []*regexp, text string, at int, then func(int) bool) bool {
	if len(items) == 0 {
		return then(at)
	}
	return items[0].match(text, at, func(end int) bool { return sequence(items[1:], text, end, then) })
}

// repeat goes on after count repetitions. Those that match nothing end by themselves.
func (x *regexp) repeat(text string, at, count int, then func(int) bool) bool {
	if count >= x.min && then(at) {
		return true
	}
	if x.max >= 0 && count >= x.max {
		return false
	}
	return x.subs[0].match(text, at, func(end int) bool {
		return (end > at || count < x.min) && x.repeat(text, end, count+1, then)
	})
}

// has reports whether the class has a character.
func (x *regexp) has(c rune) bool {
	for i := 0; i < len(x.ranges); i += 2 {
		if x.ranges[i] <= c && c <= x.ranges[i+1] {
			return !x.negated
		}
	}
	return x.negated
}

// holds reports whether an anchor holds at a place.
func (x *regexp) holds(text string, at int) bool {
	before := at > 0 && isWord(rune(text[at-1]))
	after := at < len(text) && isWord(rune(text[at]))
	switch x.kind {
	case regexpTextBegin:
		return at == 0
	case regexpTextEnd:
		return at == len(text)
	case regexpLineBegin:
		return at == 0 || text[at-1] == '\n'
	case regexpLineEnd:
		return at == len(text) || text[at] == '\n'
	case regexpWord:
		return before != after
	case regexpNoWord:
		return before == after
	}
	return true
}
