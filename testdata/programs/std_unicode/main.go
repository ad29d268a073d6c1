// What packages unicode and unicode/utf8 do.
package main

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

func main() {
	for _, r := range []rune{'a', 'Z', '5', ' ', '\t', '\u0085', '\u00a0', '_', '$', '+', 'é', 'ß', 'ǅ', '中', '٣', 'Ⅷ', '²', '\u0301', '\u200b', 0x1F600, '\x00', 0x7f, -1, 0x110000, 0xd800, 'ſ', 'ᾀ', 'İ', 'ı', 'Σ', 'ς'} {
		fmt.Println(r, unicode.IsLetter(r), unicode.IsUpper(r), unicode.IsLower(r), unicode.IsTitle(r), unicode.IsDigit(r), unicode.IsNumber(r), unicode.IsSpace(r),
			unicode.IsPunct(r), unicode.IsSymbol(r), unicode.IsControl(r), unicode.IsMark(r), unicode.IsPrint(r))
		fmt.Println(unicode.ToUpper(r), unicode.ToLower(r), unicode.ToTitle(r), unicode.SimpleFold(r))
		b := make([]byte, 4)
		n := utf8.EncodeRune(b, r)
		fmt.Println(n, b, utf8.RuneLen(r), utf8.ValidRune(r), string(utf8.AppendRune(nil, r)) == string(b[:n]))
	}
	for _, s := range []string{"", "a", "é", "世", "😀", "\xff", "a\xff", "\xe4\xb8", "\xed\xa0\x80", "\xc0\x80", "\xf4\x90\x80\x80", "\xf0\x9f\x98", "x世"} {
		r, n := utf8.DecodeRuneInString(s)
		l, m := utf8.DecodeLastRuneInString(s)
		fmt.Println(r, n, l, m, utf8.ValidString(s), utf8.RuneCountInString(s), utf8.FullRuneInString(s))
		b := []byte(s)
		r, n = utf8.DecodeRune(b)
		l, m = utf8.DecodeLastRune(b)
		fmt.Println(r, n, l, m, utf8.Valid(b), utf8.RuneCount(b), utf8.FullRune(b))
	}
	fmt.Println(utf8.RuneStart('a'), utf8.RuneStart(0x80), utf8.RuneStart(0xe4))
	for i := 0; i < 256; i++ {
		for _, next := range []byte{0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0} {
			s := string([]byte{byte(i), next})
			if utf8.FullRuneInString(s) {
				fmt.Print("1")
			} else {
				fmt.Print("0")
			}
		}
	}
	fmt.Println()
}
