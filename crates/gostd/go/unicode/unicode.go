// Package unicode says what runes are: letters, digits, spaces. The runtime has the tables.
package unicode

const (
	MaxRune         = '\U0010FFFF'
	ReplacementChar = '\uFFFD'
	MaxASCII        = '\u007F'
	MaxLatin1       = '\u00FF'
)

const (
	UpperCase = iota
	LowerCase
	TitleCase
	MaxCase
)

// Bits of the general categories, as the runtime gives them.
const (
	letterUpper = 1 << iota
	letterLower
	letterTitle
	letterOther
	mark
	digit
	numberOther
	punct
	symbol
	space
	control
	printable
)

// category has the bits of r's categories.
func category(r rune) int

// toCase maps r to upper (0), lower (1) or title case (2).
func toCase(r rune, to int) rune

func IsLetter(r rune) bool {
	return category(r)&(letterUpper|letterLower|letterTitle|letterOther) != 0
}
func IsUpper(r rune) bool   { return category(r)&letterUpper != 0 }
func IsLower(r rune) bool   { return category(r)&letterLower != 0 }
func IsTitle(r rune) bool   { return category(r)&letterTitle != 0 }
func IsMark(r rune) bool    { return category(r)&mark != 0 }
func IsDigit(r rune) bool   { return category(r)&digit != 0 }
func IsNumber(r rune) bool  { return category(r)&(digit|numberOther) != 0 }
func IsPunct(r rune) bool   { return category(r)&punct != 0 }
func IsSymbol(r rune) bool  { return category(r)&symbol != 0 }
func IsSpace(r rune) bool   { return category(r)&space != 0 }
func IsControl(r rune) bool { return category(r)&control != 0 }
func IsPrint(r rune) bool   { return category(r)&printable != 0 }

func ToUpper(r rune) rune { return To(UpperCase, r) }
func ToLower(r rune) rune { return To(LowerCase, r) }
func ToTitle(r rune) rune { return To(TitleCase, r) }

// To maps r to a case.
func To(to int, r rune) rune {
	if to < 0 || MaxCase <= to {
		return ReplacementChar
	}
	return toCase(r, to)
}

// SimpleFold gives the next rune that is equal to r but for case, going around in order.
func SimpleFold(r rune) rune
