package testing

import (
	"internal/release"
	"unicode"
	"unicode/utf8"
)

// A regexp is what one part of a -run pattern stands for: a node of the expression, in the syntax of Go's package
// regexp (Perl's, without what needs backtracking to be told).
type regexp struct {
	kind     int
	subs     []*regexp
	ranges   []rune // pairs: from, to
	negated  bool
	min, max int // of repeated; max is -1 without a bound
}

const (
	regexpEmpty = iota
	regexpRunes
	regexpSequence
	regexpChoice
	regexpRepeated
	regexpTextBegin
	regexpTextEnd
	regexpLineBegin
	regexpLineEnd
	regexpWord
	regexpNoWord
)

const maxRepeat = 1000

// lastFolded is the last letter that (?i) folds: a large range is not gone through.
const lastFolded = 0xffff

// A regexpParser parses an expression; err is the message of the first error.
type regexpParser struct {
	whole, rest string
	err         string
	fold, dot   bool // (?i), (?s)
	lines       bool // (?m)
}

func parseRegexp(text string) (*regexp, string) {
	if !utf8.ValidString(text) {
		return nil, "error parsing regexp: invalid UTF-8: `" + text + "`"
	}
	p := &regexpParser{whole: text, rest: text}
	x := p.choice()
	if p.err == "" && p.rest != "" {
		p.fail("unexpected )", p.whole)
	}
	return x, p.err
}

func (p *regexpParser) fail(what, where string) {
	if p.err == "" {
		p.err = "error parsing regexp: " + what + ": `" + where + "`"
	}
	p.rest = ""
}

func (p *regexpParser) choice() *regexp {
	fold, dot, lines := p.fold, p.dot, p.lines
	x := &regexp{kind: regexpChoice, subs: []*regexp{p.sequence()}}
	for p.take("|") {
		x.subs = append(x.subs, p.sequence())
	}
	p.fold, p.dot, p.lines = fold, dot, lines
	return x
}

func (p *regexpParser) take(text string) bool {
	if len(p.rest) < len(text) || p.rest[:len(text)] != text {
		return false
	}
	p.rest = p.rest[len(text):]
	return true
}

func (p *regexpParser) sequence() *regexp {
	x := &regexp{kind: regexpSequence}
	repeated := "" // the text from the last operator on, if that was the last item
	for p.rest != "" && p.rest[0] != '|' && p.rest[0] != ')' {
		before := p.rest
		min, max, ok := p.operator()
		if !ok {
			repeated = ""
			if atom := p.atom(); atom != nil {
				x.subs = append(x.subs, atom)
			}
			continue
		}
		operator := before[:len(before)-len(p.rest)]
		if min > maxRepeat || max > maxRepeat || max >= 0 && min > max {
			p.fail("invalid repeat count", operator)
			break
		}
		p.take("?")
		operator = before[:len(before)-len(p.rest)]
		if len(x.subs) == 0 {
			p.fail("missing argument to repetition operator", operator)
			break
		}
		if repeated != "" {
			p.fail("invalid nested repetition operator", repeated[:len(repeated)-len(p.rest)])
			break
		}
		repeated = before
		last := len(x.subs) - 1
		x.subs[last] = &regexp{kind: regexpRepeated, subs: []*regexp{x.subs[last]}, min: min, max: max}
		if before[0] == '{' && times(x.subs[last]) > maxRepeat {
			p.fail("invalid repeat count", operator)
		}
	}
	return x
}

// times is how often the innermost item of nested counts is repeated.
func times(x *regexp) int {
	most := 1
	for _, sub := range x.subs {
		if n := times(sub); n > most {
			most = n
		}
	}
	if x.kind == regexpRepeated {
		count := x.max
		if count < x.min {
			count = x.min
		}
		if count > 1 {
			most *= count
		}
	}
	return most
}

// operator takes *, +, ? or a count in braces. Braces without a count are characters.
func (p *regexpParser) operator() (min, max int, ok bool) {
	switch {
	case p.take("*"):
		return 0, -1, true
	case p.take("+"):
		return 1, -1, true
	case p.take("?"):
		return 0, 1, true
	}
	before := p.rest
	if p.take("{") {
		if min, ok = p.number(); ok {
			max = min
			if p.take(",") {
				max = -1
				if n, bounded := p.number(); bounded {
					max = n
				}
			}
			if p.take("}") {
				return min, max, true
			}
		}
	}
	p.rest = before
	return 0, 0, false
}

// number takes a decimal number; what is too large for a count is one more than that.
func (p *regexpParser) number() (n int, ok bool) {
	digits := 0
	for digits < len(p.rest) && '0' <= p.rest[digits] && p.rest[digits] <= '9' {
		if n = n*10 + int(p.rest[digits]-'0'); n > maxRepeat {
			n = maxRepeat + 1
		}
		digits++
	}
	if digits == 0 || digits > 1 && p.rest[0] == '0' {
		return 0, false
	}
	p.rest = p.rest[digits:]
	return n, true
}

// atom takes an item: a character, a class, an anchor or a group. It is nil for flags, which match nothing by themselves.
func (p *regexpParser) atom() *regexp {
	switch p.rest[0] {
	case '(':
		return p.group()
	case '[':
		return p.class()
	case '\\':
		return p.escape()
	}
	c, size := utf8.DecodeRuneInString(p.rest)
	p.rest = p.rest[size:]
	switch {
	case c == '^' && p.lines:
		return &regexp{kind: regexpLineBegin}
	case c == '^':
		return &regexp{kind: regexpTextBegin}
	case c == '$' && p.lines:
		return &regexp{kind: regexpLineEnd}
	case c == '$':
		return &regexp{kind: regexpTextEnd}
	case c == '.' && p.dot:
		return &regexp{kind: regexpRunes, negated: true}
	case c == '.':
		return &regexp{kind: regexpRunes, ranges: []rune{'\n', '\n'}, negated: true}
	}
	return p.runes(c, c)
}

// runes makes a class of the characters from low to high; with (?i) of their other case too.
func (p *regexpParser) runes(low, high rune) *regexp {
	x := &regexp{kind: regexpRunes}
	p.add(x, low, high)
	return x
}

func (p *regexpParser) add(x *regexp, low, high rune) {
	x.ranges = append(x.ranges, low, high)
	if p.fold {
		for c := low; c <= high && c <= lastFolded; c++ {
			upper, lower := unicode.ToUpper(c), unicode.ToLower(c)
			x.ranges = append(x.ranges, upper, upper, lower, lower)
		}
	}
}

func (p *regexpParser) group() *regexp {
	if len(p.rest) > 1 && p.rest[1] == '?' {
		return p.special()
	}
	p.rest = p.rest[1:]
	return p.closed()
}

// closed takes what is in a group, and its end.
func (p *regexpParser) closed() *regexp {
	x := p.choice()
	if !p.take(")") {
		p.fail("missing closing )", p.whole)
	}
	return x
}

// special takes a group that begins with (?: a name or flags.
func (p *regexpParser) special() *regexp {
	text := p.rest
	if p.take("(?P<") || release.Minor() >= 22 && p.take("(?<") {
		return p.named(text)
	}
	p.rest = p.rest[2:]
	set, any := true, false
	fold, dot, lines := p.fold, p.dot, p.lines
	for p.rest != "" {
		c, size := utf8.DecodeRuneInString(p.rest)
		p.rest = p.rest[size:]
		switch c {
		case 'i':
			fold, any = set, true
		case 's':
			dot, any = set, true
		case 'm':
			lines, any = set, true
		case 'U':
			any = true
		case '-':
			if !set {
				p.fail("invalid or unsupported Perl syntax", text[:len(text)-len(p.rest)])
				return nil
			}
			set, any = false, false
		case ':', ')':
			if !set && !any {
				p.fail("invalid or unsupported Perl syntax", text[:len(text)-len(p.rest)])
				return nil
			}
			if c == ')' {
				p.fold, p.dot, p.lines = fold, dot, lines
				return nil
			}
			outer := *p
			p.fold, p.dot, p.lines = fold, dot, lines
			x := p.closed()
			p.fold, p.dot, p.lines = outer.fold, outer.dot, outer.lines
			return x
		default:
			p.fail("invalid or unsupported Perl syntax", text[:len(text)-len(p.rest)])
			return nil
		}
	}
	p.fail("invalid or unsupported Perl syntax", text)
	return nil
}

func (p *regexpParser) named(text string) *regexp {
	end := 0
	for end < len(p.rest) && p.rest[end] != '>' {
		end++
	}
	if end == len(p.rest) {
		p.fail("invalid named capture", text)
		return nil
	}
	name := p.rest[:end]
	capture := text[:len(text)-len(p.rest)+end+1]
	valid := name != ""
	for i := 0; i < len(name); i++ {
		valid = valid && isWord(rune(name[i]))
	}
	if !valid {
		p.fail("invalid named capture", capture)
		return nil
	}
	p.rest = p.rest[end+1:]
	return p.closed()
}
