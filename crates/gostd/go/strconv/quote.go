package strconv

import "unicode/utf8"

// What the runtime's quoting leaves as it is.
const (
	keepPrintable = iota
	keepASCII
	keepGraphic
)

func quoteWith(s string, keep int) string
func quoteRuneWith(r rune, keep int) string

// CanBackquote reports whether s can stand between back quotes.
func CanBackquote(s string) bool

// IsPrint reports whether r is a letter, mark, number, punctuation, symbol, or a space in ASCII.
func IsPrint(r rune) bool

// IsGraphic also takes other spaces.
func IsGraphic(r rune) bool

func Quote(s string) string                     { return quoteWith(s, keepPrintable) }
func QuoteToASCII(s string) string              { return quoteWith(s, keepASCII) }
func QuoteToGraphic(s string) string            { return quoteWith(s, keepGraphic) }
func QuoteRune(r rune) string                   { return quoteRuneWith(r, keepPrintable) }
func QuoteRuneToASCII(r rune) string            { return quoteRuneWith(r, keepASCII) }
func QuoteRuneToGraphic(r rune) string          { return quoteRuneWith(r, keepGraphic) }
func AppendQuote(dst []byte, s string) []byte   { return append(dst, Quote(s)...) }
func AppendQuoteRune(dst []byte, r rune) []byte { return append(dst, QuoteRune(r)...) }
func AppendQuoteToASCII(dst []byte, s string) []byte {
	return append(dst, QuoteToASCII(s)...)
}
func AppendQuoteRuneToASCII(dst []byte, r rune) []byte {
	return append(dst, QuoteRuneToASCII(r)...)
}

// UnquoteChar reads the first character of s, in the body of a literal in quotes of this kind.
func UnquoteChar(s string, quote byte) (value rune, multibyte bool, tail string, err error) {
	if s == "" {
		return 0, false, "", ErrSyntax
	}
	c := s[0]
	switch {
	case c == quote && (quote == '\'' || quote == '"'):
		return 0, false, "", ErrSyntax
	case c >= utf8.RuneSelf:
		r, size := utf8.DecodeRuneInString(s)
		return r, true, s[size:], nil
	case c != '\\':
		return rune(c), false, s[1:], nil
	}
	if len(s) <= 1 {
		return 0, false, "", ErrSyntax
	}
	c = s[1]
	s = s[2:]
	switch c {
	case 'a':
		value = '\a'
	case 'b':
		value = '\b'
	case 'f':
		value = '\f'
	case 'n':
		value = '\n'
	case 'r':
		value = '\r'
	case 't':
		value = '\t'
	case 'v':
		value = '\v'
	case '\\':
		value = '\\'
	case '\'', '"':
		if c != quote {
			return 0, false, "", ErrSyntax
		}
		value = rune(c)
	case 'x', 'u', 'U':
		n := 2
		if c == 'u' {
			n = 4
		} else if c == 'U' {
			n = 8
		}
		if len(s) < n {
			return 0, false, "", ErrSyntax
		}
		for i := 0; i < n; i++ {
			d := digitOf(s[i])
			if d >= 16 {
				return 0, false, "", ErrSyntax
			}
			value = value<<4 | rune(d)
		}
		s = s[n:]
		if c != 'x' {
			if !utf8.ValidRune(value) {
				return 0, false, "", ErrSyntax
			}
			multibyte = true
		}
	case '0', '1', '2', '3', '4', '5', '6', '7':
		value = rune(c - '0')
		if len(s) < 2 {
			return 0, false, "", ErrSyntax
		}
		for i := 0; i < 2; i++ {
			d := digitOf(s[i])
			if d >= 8 {
				return 0, false, "", ErrSyntax
			}
			value = value<<3 | rune(d)
		}
		if value > 255 {
			return 0, false, "", ErrSyntax
		}
		s = s[2:]
	default:
		return 0, false, "", ErrSyntax
	}
	return value, multibyte, s, nil
}

// Unquote gives the text of a string or character literal.
func Unquote(s string) (string, error) {
	n := len(s)
	if n < 2 || s[0] != s[n-1] {
		return "", ErrSyntax
	}
	quote := s[0]
	body := s[1 : n-1]
	switch quote {
	case '`':
		var text []byte
		for i := 0; i < len(body); i++ {
			switch body[i] {
			case '`':
				return "", ErrSyntax
			case '\r':
			default:
				text = append(text, body[i])
			}
		}
		return string(text), nil
	case '"', '\'':
	default:
		return "", ErrSyntax
	}
	plain := quote == '"' && utf8.ValidString(body)
	for i := 0; i < len(body); i++ {
		switch body[i] {
		case '\n':
			return "", ErrSyntax
		case quote, '\\':
			plain = false
		}
	}
	if plain {
		// It stands for itself.
		return body, nil
	}
	var text []byte
	for body != "" {
		r, multibyte, tail, err := UnquoteChar(body, quote)
		if err != nil {
			return "", err
		}
		if r < utf8.RuneSelf || !multibyte {
			text = append(text, byte(r))
		} else {
			text = utf8.AppendRune(text, r)
		}
		body = tail
		if quote == '\'' && body != "" {
			return "", ErrSyntax
		}
	}
	return string(text), nil
}
