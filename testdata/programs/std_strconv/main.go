// What package strconv does.
package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
)

func main() {
	for _, s := range []string{"", "0", "-0", "+7", "42", "-42", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
		"18446744073709551615", "18446744073709551616", "0x1F", "0b101", "0o17", "017", "1_000", "0x_ff", "_1", "1_", "1__0", "0_7", "08", "abc", "12a", " 1", "-", "+", "zz", "127", "128", "-129", "0x", "0b2"} {
		n, err := strconv.Atoi(s)
		fmt.Println(n, err)
		for _, base := range []int{0, 2, 10, 16, 36} {
			i, err := strconv.ParseInt(s, base, 64)
			fmt.Println(i, err)
			u, err := strconv.ParseUint(s, base, 64)
			fmt.Println(u, err)
		}
		i, err := strconv.ParseInt(s, 10, 8)
		fmt.Println(i, err)
		u, err := strconv.ParseUint(s, 0, 16)
		fmt.Println(u, err)
		b, err := strconv.ParseBool(s)
		fmt.Println(b, err)
	}
	_, err := strconv.ParseInt("1", 1, 64)
	fmt.Println(err)
	_, err = strconv.ParseInt("1", 10, 65)
	fmt.Println(err)
	_, err = strconv.Atoi("x\ny")
	fmt.Println(err, errors.Is(err, strconv.ErrSyntax), errors.Is(err, strconv.ErrRange))
	var numErr *strconv.NumError
	fmt.Println(errors.As(err, &numErr), numErr.Func, numErr.Num, numErr.Err)
	for _, s := range []string{"true", "T", "FALSE", "False", "f", "tRUE"} {
		fmt.Println(strconv.ParseBool(s))
	}

	for _, s := range []string{"0", "-0", "1.5", "1e10", ".5", "5.", "1e", "e1", "", "+1.25", "1e400", "-1e400", "1e-400", "inf", "-Infinity", "nan", "NaN", "0x1p-2", "0x1.8p1", "1_0.5", "0x1_0p0", "1.7976931348623159e308", "4.9e-324", "2e-324", "0.1", "3.4e38", "3.5e38", "12345678901234567890", "1,5", " 1"} {
		f, err := strconv.ParseFloat(s, 64)
		fmt.Println(f, err)
		f, err = strconv.ParseFloat(s, 32)
		fmt.Println(f, err)
	}
	for _, f := range []float64{0, 1, -1, 0.1, 1e6, 1e20, 1e21, 1e-5, 123456789, math.Pi, math.Inf(-1), math.NaN(), math.MaxFloat64} {
		for _, format := range []byte("befgxEGX") {
			fmt.Println(strconv.FormatFloat(f, format, -1, 64), strconv.FormatFloat(f, format, 3, 64), strconv.FormatFloat(f, format, 0, 32))
		}
	}
	for _, i := range []int64{0, 1, -1, 255, math.MaxInt64, math.MinInt64} {
		fmt.Println(strconv.Itoa(int(i)), strconv.FormatInt(i, 2), strconv.FormatInt(i, 8), strconv.FormatInt(i, 16), strconv.FormatInt(i, 36), strconv.FormatUint(uint64(i), 10))
	}
	b := strconv.AppendInt([]byte("n="), -5, 10)
	b = strconv.AppendBool(b, true)
	b = strconv.AppendQuote(b, "q")
	b = strconv.AppendQuoteRune(b, 'x')
	b = strconv.AppendFloat(b, 1.5, 'f', 2, 64)
	b = strconv.AppendUint(b, 7, 2)
	fmt.Println(string(b))
	for _, s := range []string{"", "plain", "tab\tnl\n", "quote\"s'", "back`tick", "é世\u200b😀", "\xff\x00", "\u00a0\ufeff\U0010ffff"} {
		fmt.Println(strconv.Quote(s), strconv.QuoteToASCII(s), strconv.QuoteToGraphic(s), strconv.CanBackquote(s))
		u, err := strconv.Unquote(strconv.Quote(s))
		fmt.Println(u == s, err)
	}
	for _, r := range []rune{'a', '\'', '"', '\n', 'é', '😀', 0x10ffff, -1, 0xd800, 0xad, 0x3000} {
		fmt.Println(strconv.QuoteRune(r), strconv.QuoteRuneToASCII(r), strconv.IsPrint(r), strconv.IsGraphic(r))
	}
	for _, s := range []string{`"a\tb"`, "`raw\\n`", `'x'`, `'xy'`, `"\x41\u00e9\U0001F600\101"`, `"\400"`, `"bad\q"`, `"unterminated`, `""`, `''`, `"a"b"`, "\"new\nline\"", `"\'"`, `'\''`, `"\ud800"`} {
		u, err := strconv.Unquote(s)
		fmt.Printf("%q %v\n", u, err)
	}
	r, multi, tail, err := strconv.UnquoteChar(`\u00e9rest`, '"')
	fmt.Println(r, multi, tail, err)
}
