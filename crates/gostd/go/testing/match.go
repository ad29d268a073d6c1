package testing

// A pattern is what -run selects by: a regular expression for each part of a name between slashes.
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

// found reports whether one of the alternatives of an expression matches somewhere in text.
func found(expression, text string) bool {
	start := 0
	for i := 0; i <= len(expression); i++ {
		if i < len(expression) && expression[i] == '\\' {
			i++
			continue
		}
		if i == len(expression) || expression[i] == '|' {
			alternative := expression[start:i]
			for at := 0; at <= len(text); at++ {
				if here(alternative, text, at) {
					return true
				}
			}
			start = i + 1
		}
	}
	return false
}

// here matches an expression of single characters, classes, repetitions and anchors at a place in text.
func here(expression, text string, at int) bool {
	if expression == "" {
		return true
	}
	switch expression[0] {
	case '^':
		return at == 0 && here(expression[1:], text, at)
	case '$':
		return at == len(text) && here(expression[1:], text, at)
	}
	size := atomSize(expression)
	atom, rest := expression[:size], expression[size:]
	low, high := 1, 1
	if rest != "" {
		switch rest[0] {
		case '*':
			low, high = 0, len(text)
		case '+':
			high = len(text)
		case '?':
			low = 0
		}
		if low != 1 || high != 1 {
			rest = rest[1:]
		}
	}
	for n := 0; n <= high; n++ {
		if n >= low && here(rest, text, at+n) {
			return true
		}
		if at+n >= len(text) || !one(atom, text[at+n]) {
			return false
		}
	}
	return false
}

// atomSize is the length of the first atom of an expression.
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
