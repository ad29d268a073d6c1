// Package strconv turns numbers, booleans and quoted texts to text and back.
package strconv

import "errors"

// IntSize is the size of an int in bits.
const IntSize = 64

// ErrRange says that a number does not fit into its type.
var ErrRange = errors.New("value out of range")

// ErrSyntax says that a text has not the form that is wanted.
var ErrSyntax = errors.New("invalid syntax")

// A NumError says which conversion of what failed, and why.
type NumError struct {
	Func string
	Num  string
	Err  error
}

func (e *NumError) Error() string {
	return "strconv." + e.Func + ": parsing " + Quote(e.Num) + ": " + e.Err.Error()
}

func (e *NumError) Unwrap() error { return e.Err }

// wrong has a copy of what was parsed, so that nothing keeps the argument.
func wrong(f, s string, err error) error { return &NumError{f, string([]byte(s)), err} }

func badSyntax(f, s string) error { return wrong(f, s, ErrSyntax) }
func badRange(f, s string) error  { return wrong(f, s, ErrRange) }
func badBase(f, s string, base int) error {
	return wrong(f, s, errors.New("invalid base "+Itoa(base)))
}
func badBits(f, s string, bits int) error {
	return wrong(f, s, errors.New("invalid bit size "+Itoa(bits)))
}

// ParseBool accepts 1, t, T, TRUE, true, True and their opposites.
func ParseBool(s string) (bool, error) {
	switch s {
	case "1", "t", "T", "true", "TRUE", "True":
		return true, nil
	case "0", "f", "F", "false", "FALSE", "False":
		return false, nil
	}
	return false, badSyntax("ParseBool", s)
}

func FormatBool(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

func AppendBool(dst []byte, b bool) []byte { return append(dst, FormatBool(b)...) }

func digitOf(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'Z':
		return int(c-'A') + 10
	}
	return 99
}

// ParseUint reads an unsigned number; base 0 takes it from a prefix as in Go, and allows underscores.
func ParseUint(s string, base int, bitSize int) (uint64, error) {
	return parseUint("ParseUint", s, s, base, bitSize)
}

// parseUint reads digits; errors speak of all.
func parseUint(f, digits, all string, base, bits int) (uint64, error) {
	if digits == "" {
		return 0, badSyntax(f, all)
	}
	rest := digits
	underscores := false
	switch {
	case 2 <= base && base <= 36:
	case base == 0:
		base = 10
		if rest[0] == '0' {
			base = 8
			skip := 1
			if len(rest) >= 3 {
				switch rest[1] {
				case 'b', 'B':
					base, skip = 2, 2
				case 'o', 'O':
					base, skip = 8, 2
				case 'x', 'X':
					base, skip = 16, 2
				}
			}
			rest = rest[skip:]
		}
		underscores = true
	default:
		return 0, badBase(f, all, base)
	}
	if bits == 0 {
		bits = IntSize
	} else if bits < 0 || bits > 64 {
		return 0, badBits(f, all, bits)
	}
	max := uint64(1)<<uint(bits) - 1
	limit := ^uint64(0)/uint64(base) + 1
	n := uint64(0)
	seen := false
	for i := 0; i < len(rest); i++ {
		if rest[i] == '_' && underscores {
			seen = true
			continue
		}
		d := digitOf(rest[i])
		if d >= base {
			return 0, badSyntax(f, all)
		}
		next := n*uint64(base) + uint64(d)
		if n >= limit || next < n*uint64(base) || next > max {
			return max, badRange(f, all)
		}
		n = next
	}
	if seen && !underscoresFit(digits) {
		return 0, badSyntax(f, all)
	}
	return n, nil
}

// underscoresFit reports whether underscores stand only between digits, or between a prefix and a digit.
func underscoresFit(s string) bool {
	hex := false
	i := 0
	after := byte('^')
	if len(s) >= 2 && s[0] == '0' {
		switch s[1] {
		case 'b', 'B', 'o', 'O':
			i, after = 2, '0'
		case 'x', 'X':
			i, after, hex = 2, '0', true
		}
	}
	for ; i < len(s); i++ {
		d := digitOf(s[i])
		switch {
		case d < 10 || hex && d < 16:
			after = '0'
		case s[i] == '_':
			if after != '0' {
				return false
			}
			after = '_'
		default:
			if after == '_' {
				return false
			}
			after = '!'
		}
	}
	return after != '_'
}

// ParseInt reads a number with an optional sign.
func ParseInt(s string, base int, bitSize int) (int64, error) {
	return parseInt("ParseInt", s, base, bitSize)
}

func parseInt(f, s string, base, bits int) (int64, error) {
	digits := s
	negative := false
	if s != "" && (s[0] == '+' || s[0] == '-') {
		negative = s[0] == '-'
		digits = s[1:]
	}
	n, err := parseUint(f, digits, s, base, bits)
	if err != nil && err.(*NumError).Err != ErrRange {
		return 0, err
	}
	if bits == 0 {
		bits = IntSize
	}
	cutoff := uint64(1) << uint(bits-1)
	switch {
	case !negative && n >= cutoff:
		return int64(cutoff - 1), badRange(f, s)
	case negative && n > cutoff:
		return -int64(cutoff), badRange(f, s)
	case negative:
		return -int64(n), nil
	}
	return int64(n), nil
}

// Atoi is ParseInt for an int in base 10.
func Atoi(s string) (int, error) {
	n, err := parseInt("Atoi", s, 10, 0)
	return int(n), err
}

// Itoa is FormatInt for an int in base 10.
func Itoa(i int) string { return FormatInt(int64(i), 10) }

func FormatInt(i int64, base int) string {
	if 0 <= i && i < 100 && base == 10 {
		return small(int(i))
	}
	var text [maxDigits]byte
	return string(text[digits(&text, uint64(i), base, i < 0):])
}

func FormatUint(i uint64, base int) string {
	if i < 100 && base == 10 {
		return small(int(i))
	}
	var text [maxDigits]byte
	return string(text[digits(&text, i, base, false):])
}

func AppendInt(dst []byte, i int64, base int) []byte {
	var text [maxDigits]byte
	return append(dst, text[digits(&text, uint64(i), base, i < 0):]...)
}

func AppendUint(dst []byte, i uint64, base int) []byte {
	var text [maxDigits]byte
	return append(dst, text[digits(&text, i, base, false):]...)
}

// small is the text of a number below 100, of which no copy is made.
func small(i int) string {
	const tens = "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"
	if i < 10 {
		return tens[2*i+1 : 2*i+2]
	}
	return tens[2*i : 2*i+2]
}

// maxDigits is room for the digits of any number in any base, and its sign.
const maxDigits = 65

// digits writes a number to the end of text, and gives where it begins.
func digits(text *[maxDigits]byte, n uint64, base int, negative bool) int {
	if base < 2 || base > 36 {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
	if negative {
		n = -n
	}
	i := len(text)
	for {
		i--
		text[i] = "0123456789abcdefghijklmnopqrstuvwxyz"[n%uint64(base)]
		n /= uint64(base)
		if n == 0 {
			break
		}
	}
	if negative {
		i--
		text[i] = '-'
	}
	return i
}

// FormatFloat gives f in a format (one of b, e, E, f, g, G, x, X); precision -1 is as many digits as are needed to
// read it back.
func FormatFloat(f float64, fmt byte, prec, bitSize int) string

func AppendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte {
	return append(dst, FormatFloat(f, fmt, prec, bitSize)...)
}

// parseFloat also says what is wrong: 1 for the syntax, 2 for the range.
func parseFloat(s string, bits int) (f float64, failure int)

// ParseFloat reads a floating-point number.
func ParseFloat(s string, bitSize int) (float64, error) {
	f, failure := parseFloat(s, bitSize)
	switch failure {
	case 1:
		return f, badSyntax("ParseFloat", s)
	case 2:
		return f, badRange("ParseFloat", s)
	}
	return f, nil
}
