package main

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

type myStr string
type myBytes []byte
type myRunes []rune
type myByte byte

func try(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println(name, "panics:", e)
		}
	}()
	f()
}

func at(s string, i int) byte                         { return s[i] }
func cut(s string, i, j int) string                   { return s[i:j] }
func from(s string, i int) string                     { return s[i:] }
func to(s string, i int) string                       { return s[:i] }
func cat(a, b, c string) string                       { return a + b + c }
func less(a, b string) (bool, bool, bool, bool, bool) { return a < b, a <= b, a == b, a > b, a != b }

func ranges(s string) {
	fmt.Printf("%q:", s)
	for i, r := range s {
		fmt.Printf(" %d:%U", i, r)
	}
	n := 0
	for range s {
		n++
	}
	last := -1
	for i := range s {
		last = i
	}
	fmt.Println(" |", n, last, len(s), len([]rune(s)), utf8.RuneCountInString(s), utf8.ValidString(s), string([]rune(s)) == s)
}

const cs = "const\x00str\xff"

var pkg = "package" + " " + "level"

func main() {
	for _, s := range []string{"", "a", "héllo", "日本語", "\xff", "a\xffb", "\xc3", "\xc3\xc3\xa9", "\xe4\xb8", "\xe4\xb8x", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf0\x9f\x98\x80!", "\xf0\x9f\x98", "\xc0\x80", "\xe0\x80\x80", "\xf8\x88\x80\x80\x80", "\ufffd", "\x80\x80", "\xf0\x80\x80\x80", "\xee\x80\x80", "x\xef\xbf\xbd\xef\xbf"} {
		ranges(s)
	}
	fmt.Printf("%q %q %q %q %q %q\n", string(rune(65)), string(rune(0x10FFFF)), string(rune(0x110000)), string(rune(-1)), string(rune(0xD800)), string(rune(0)))
	fmt.Printf("%q %q %q\n", string([]rune{'a', -5, 0xDFFF, 0x1F600}), string([]byte{0xff, 'x'}), string(myRunes{'y', 'z'}))
	b := []byte("abc")
	s := string(b)
	b[0] = 'X'
	fmt.Println(s, string(b), string(b[1:2]), myStr(b), string(myBytes("q")), []byte(myStr("r")), myBytes("s"), []rune(myStr("tü")), string(myStr("u")), string([]myByte{65, 66}), []myByte("hi"))
	fmt.Println([]byte(""), []byte("") == nil, []byte(nil) == nil, len([]rune("")), string([]byte(nil)) == "", string([]rune(nil)))
	fmt.Println(len(cs), cs[5], cs[len(cs)-1], cs[1:3], "abc"[1], pkg, len("héé"), "a"+"b" == "ab")
	fmt.Println(cat("", "", ""), cat("a", "", ""), cat("", "b", "c"), "x"+cat("a", "b", "c")+"y"+strconv.Itoa(5))
	s2 := "start"
	for i := 0; i < 5; i++ {
		s2 += "-" + string(rune('a'+i))
	}
	fmt.Println(s2)
	for _, p := range [][2]string{{"a", "b"}, {"a", "a"}, {"a", "ab"}, {"", "a"}, {"", ""}, {"\xff", "a"}, {"é", "z"}, {"abcdefgh1", "abcdefgh2"}, {"abcdefgh", "abcdefgh\x00"}} {
		fmt.Print(p)
		fmt.Println(less(p[0], p[1]))
	}
	n := len(pkg)
	try("index", func() { at(pkg, n) })
	try("index negative", func() { at(pkg, -n) })
	try("slice", func() { cut(pkg, 3, n+1) })
	try("slice reversed", func() { cut(pkg, 5, 3) })
	try("slice both", func() { cut(pkg, n+5, n+2) })
	try("from", func() { from(pkg, n+1) })
	try("from negative", func() { from(pkg, -1) })
	try("to", func() { to(pkg, n+1) })
	try("to negative", func() { to(pkg, -2) })
	try("uint64 index", func() { u := uint64(1) << 63; _ = pkg[u] })
	try("uint8 index", func() { u := uint8(200); _ = pkg[u] })
	try("int8 index", func() { i := int8(-100); _ = pkg[i] })
	try("const index in var", func() { _ = pkg[50] })
	try("const slice of var", func() { _ = pkg[50:] })
	try("const string var index", func() { _ = "abc"[n] })
	try("const string slice", func() { _ = "abc"[n:] })
	try("empty fine", func() { fmt.Println(from(pkg, n) == "", to(pkg, 0) == "", cut(pkg, 4, 4) == "") })
	switch pkg[:7] {
	case "pack" + "age":
		fmt.Println("switch concat")
	}
	fmt.Println(strings.Split("a,b,,c", ","), len(strings.Split("", ",")), strings.Split("abc", ""), strings.SplitN("a,b,c,d", ",", 2), strings.SplitN("a,b", ",", 0) == nil, strings.SplitAfter("a,b", ","), strings.Split("日本", ""))
	fmt.Println(strings.Fields("  a \t b\nc  "), strings.TrimSpace("\u00a0 x \u2003"), strings.Trim("xxabcxx", "x"), strings.TrimLeft("aabc", "a"), strings.TrimRight("abcc", "c"), strings.TrimPrefix("prefix", "pre"), strings.TrimSuffix("suffix", "fix"), strings.TrimFunc("12ab34", func(r rune) bool { return r < 'a' }))
	fmt.Println(strings.Index("chicken", "ken"), strings.Index("", ""), strings.Index("abc", ""), strings.LastIndex("go gopher", "go"), strings.IndexByte("abc", 'c'), strings.IndexRune("chicken", 'k'), strings.IndexRune("a\xffb", utf8.RuneError), strings.IndexAny("golang", "ny"), strings.LastIndexByte("abca", 'a'), strings.IndexFunc("Hello", func(r rune) bool { return r == 'l' }), strings.LastIndexAny("golang", "gn"))
	fmt.Println(strings.Count("cheese", "e"), strings.Count("five", ""), strings.Contains("a", ""), strings.ContainsAny("x", "yx"), strings.ContainsRune("ab", 'b'), strings.HasPrefix("ab", "a"), strings.HasSuffix("ab", "b"), strings.EqualFold("Straße", "STRAßE"), strings.Compare("a", "b"))
	fmt.Println(strings.Repeat("ab", 3), strings.Repeat("x", 0) == "", strings.Replace("oink oink oink", "k", "ky", 2), strings.ReplaceAll("aaa", "a", "b"), strings.Replace("abc", "", "-", -1), strings.ToUpper("héß"), strings.ToLower("ÀÉ"), strings.Title("hello world"), strings.Map(func(r rune) rune {
		if r == 'a' {
			return -1
		}
		return r + 1
	}, "banana"), strings.Join([]string{"a", "b"}, "--"), strings.Join(nil, "x") == "")
	try("repeat negative", func() { strings.Repeat("x", -n) })
	before, after, found := strings.Cut("k=v=w", "=")
	fmt.Println(before, after, found)
	var sb strings.Builder
	sb.WriteString("abc")
	sb.WriteByte('d')
	sb.WriteRune('é')
	fmt.Fprintf(&sb, "%d", 5)
	fmt.Println(sb.String(), sb.Len())
	sb.Reset()
	fmt.Println(sb.String() == "", sb.Len())
	for _, x := range []string{"0", "-0", "+5", "42", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "", " 1", "1 ", "0x1f", "1_000", "abc", "-", "+", "12a", "007", "1e3"} {
		i, err := strconv.Atoi(x)
		fmt.Println(i, err)
		i64, err := strconv.ParseInt(x, 0, 64)
		fmt.Println(i64, err)
		i8, err := strconv.ParseInt(x, 10, 8)
		fmt.Println(i8, err)
		u, err := strconv.ParseUint(x, 10, 64)
		fmt.Println(u, err)
		f, err := strconv.ParseFloat(x, 64)
		fmt.Println(f, err)
		bo, err := strconv.ParseBool(x)
		fmt.Println(bo, err)
	}
	for _, x := range []string{"1e400", "-1e400", "1e-400", "inf", "-Infinity", "NaN", "nan", ".5", "5.", ".", "1e", "0x1p-2", "0x1", "1.7976931348623159e308", "4.9e-324", "2.4e-324", "1__0", "1_0", "123456789012345678901234567890", "0.1e1e1", "infx"} {
		f, err := strconv.ParseFloat(x, 64)
		f32, err32 := strconv.ParseFloat(x, 32)
		fmt.Println(f, err, f32, err32)
	}
	fmt.Println(strconv.Quote("a\"b\n\x00\xff\u00e9\U0001F600\u2028\ufeff"), strconv.QuoteToASCII("é日"), strconv.QuoteRune('☺'), strconv.QuoteRune('\''), strconv.Itoa(-45), strconv.FormatInt(-255, 16), strconv.FormatInt(35, 36), strconv.FormatUint(1<<63, 2), strconv.FormatBool(true), strconv.FormatFloat(1.0/3, 'f', 3, 64), strconv.FormatFloat(1e21, 'g', -1, 64), strconv.FormatFloat(1.5, 'e', -1, 32), strconv.FormatFloat(100, 'b', -1, 64))
	for _, x := range []string{`"a\tb"`, "`raw`", `'x'`, `"bad`, `"\xzz"`, `"\u00e9"`, `""`, ``, `"a"b`, `'ab'`} {
		u, err := strconv.Unquote(x)
		fmt.Printf("%q %v\n", u, err)
	}
	fmt.Println(string(strconv.AppendInt([]byte("n="), 5, 10)), string(strconv.AppendQuote(nil, "q")), string(append([]byte("ab"), "cd"...)), copy(b, "xyz"), string(b))
	_, err := strconv.Atoi("zz")
	ne := err.(*strconv.NumError)
	fmt.Println(ne.Func, ne.Num, ne.Err, ne.Err == strconv.ErrSyntax, ne.Unwrap())
}
