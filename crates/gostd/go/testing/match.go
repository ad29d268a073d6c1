package testing

// A pattern is what -run selects by: a regular expression for each part of a name between slashes. Expressions have
// characters, classes, groups, alternatives, repetitions and anchors.
type pattern []string

func parsePattern(text string) pattern {
	if text == "" {
		return nil
	}
	var p pattern
	start, depth := 0, 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			depth--
		case '/':
			if depth == 0 {
				p = append(p, text[start:i])
				start = i + 1
			}
		}
	}
	return append(p, text[start:])
}

// matches compares the parts that both have.
func (p pattern) matches(name string) bool {
	for _, expression := range p {
		end := 0
		for end < len(name) && name[end] != '/' {
			end++
		}
		if !found(expression, name[:end]) {
			return false
		}
		if end == len(name) {
			return true
		}
		name = name[end+1:]
	}
	return true
}

// found reports whether an expression matches somewhere in text.
func found(expression, text string) bool {
	for at := 0; at <= len(text); at++ {
		if choice(expression, text, at, func(int) bool { return true }) {
			return true
		}
	}
	return false
}

// choice matches one of the alternatives of an expression at a place in text; then must accept where that ends.
func choice(expression, text string, at int, then func(int) bool) bool {
	start := 0
	for i := 0; i < len(expression); i += atomSize(expression[i:]) {
		if expression[i] == '|' {
			if sequence(expression[start:i], text, at, then) {
				return true
			}
			start = i + 1
		}
	}
	return sequence(expression[start:], text, at, then)
}

// sequence matches atoms with their repetitions, and anchors.
func sequence(expression, text string, at int, then func(int) bool) bool {
	if expression == "" {
		return then(at)
	}
	switch expression[0] {
	case '^':
		return at == 0 && sequence(expression[1:], text, at, then)
	case '$':
		return at == len(text) && sequence(expression[1:], text, at, then)
	}
	size := atomSize(expression)
	atom, rest := expression[:size], expression[size:]
	low, high := 1, 1
	if rest != "" {
		switch rest[0] {
		case '*':
			low, high = 0, len(text)
		case '+':
			high = len(text) + 1
		case '?':
			low = 0
		}
		if low != 1 || high != 1 {
			rest = rest[1:]
		}
	}
	return repeat(atom, rest, text, at, low, high, then)
}

// repeat matches an atom low to high times, then the rest of the sequence.
func repeat(atom, rest, text string, at, low, high int, then func(int) bool) bool {
	if low <= 0 && sequence(rest, text, at, then) {
		return true
	}
	if high <= 0 {
		return false
	}
	if atom[0] == '(' {
		return choice(atom[1:len(atom)-1], text, at, func(end int) bool {
			return (end > at || low > 0) && repeat(atom, rest, text, end, low-1, high-1, then)
		})
	}
	return at < len(text) && one(atom, text[at]) && repeat(atom, rest, text, at+1, low-1, high-1, then)
}

// atomSize is the length of the first atom of an expression: a character, an escape, a class or a group.
func atomSize(expression string) int {
	switch {
	case expression[0] == '\\' && len(expression) > 1:
		return 2
	case expression[0] == '[':
		for i := 2; i < len(expression); i++ {
			if expression[i] == ']' {
				return i + 1
			}
		}
	case expression[0] == '(':
		for i := 1; i < len(expression); i += atomSize(expression[i:]) {
			if expression[i] == ')' {
				return i + 1
			}
		}
	}
	return 1
}

// one reports whether c is what an atom stands for.
func one(atom string, c byte) bool {
	switch {
	case atom == ".":
		return true
	case len(atom) == 2 && atom[0] == '\\':
		switch atom[1] {
		case 'd':
			return '0' <= c && c <= '9'
		case 'w':
			return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_'
		}
		return atom[1] == c
	case len(atom) > 2 && atom[0] == '[':
		set := atom[1 : len(atom)-1]
		negated := set[0] == '^'
		if negated {
			set = set[1:]
		}
		in := false
		for i := 0; i < len(set); i++ {
			if i+2 < len(set) && set[i+1] == '-' {
				in = in || set[i] <= c && c <= set[i+2]
				i += 2
			} else {
				in = in || set[i] == c
			}
		}
		return in != negated
	}
	return atom[0] == c
}
