// What package strings does.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
)

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println("panic:", e)
		}
	}()
	f()
}

var texts = []string{"", "a", "abc", "aaaa", "chicken", "golang gopher go", "日本語日", "a\xffb\xc0\xafc", "  pad\t\n ", "Straße ǅ ſK", "x,y,,z,"}
var parts = []string{"", "a", "aa", "go", "本", ",", "\xff", "zz", "c"}

func main() {
	for _, s := range texts {
		for _, p := range parts {
			fmt.Println(strings.Index(s, p), strings.LastIndex(s, p), strings.Count(s, p), strings.Contains(s, p),
				strings.HasPrefix(s, p), strings.HasSuffix(s, p), strings.IndexAny(s, p), strings.LastIndexAny(s, p),
				strings.ContainsAny(s, p), strings.Compare(s, p), strings.EqualFold(s, p))
			fmt.Printf("%q %q %q %q\n", strings.Split(s, p), strings.SplitN(s, p, 2), strings.SplitAfter(s, p), strings.SplitAfterN(s, p, 3))
			fmt.Println(cap(strings.Split(s, p)), cap(strings.SplitN(s, p, 2)), strings.SplitN(s, p, 0) == nil)
			fmt.Printf("%q %q %q\n", strings.Replace(s, p, "<>", 2), strings.ReplaceAll(s, p, ""), strings.Replace(s, p, p, -1))
			fmt.Printf("%q %q %q\n", strings.Trim(s, p), strings.TrimLeft(s, p), strings.TrimRight(s, p))
			fmt.Printf("%q %q\n", strings.TrimPrefix(s, p), strings.TrimSuffix(s, p))
			before, after, found := strings.Cut(s, p)
			fmt.Printf("%q %q %v\n", before, after, found)
		}
		fmt.Printf("%q %q %q %q\n", strings.ToUpper(s), strings.ToLower(s), strings.ToTitle(s), strings.TrimSpace(s))
		fields := strings.Fields(s)
		fmt.Printf("%q %d %q\n", fields, cap(fields), strings.ToValidUTF8(s, "?"))
		fmt.Println(strings.IndexByte(s, 'c'), strings.LastIndexByte(s, 'a'), strings.IndexRune(s, '本'), strings.IndexRune(s, '\uFFFD'),
			strings.ContainsRune(s, 'g'), strings.IndexFunc(s, unicode.IsSpace), strings.LastIndexFunc(s, unicode.IsSpace))
		fmt.Printf("%q\n", strings.Repeat(s, 3))
		fmt.Printf("%q\n", strings.Map(func(r rune) rune {
			if r == 'a' {
				return -1
			}
			if r == 'c' {
				return '本'
			}
			return r
		}, s))
	}
	fmt.Println(strings.EqualFold("Go ſK", "gO sk"), strings.EqualFold("σ", "ς"), strings.EqualFold("ß", "SS"), strings.EqualFold("i", "ı"))
	fmt.Printf("%q %q %q\n", strings.Join(nil, ","), strings.Join([]string{"a"}, ","), strings.Join([]string{"a", "", "c"}, ", "))
	fmt.Printf("%q\n", strings.FieldsFunc("a1b22c", unicode.IsDigit))
	fmt.Printf("%q\n", strings.Title("hello wOrld it's x_y 2b"))

	var b strings.Builder
	fmt.Printf("%q %d %d\n", b.String(), b.Len(), b.Cap())
	b.WriteString("héllo")
	b.WriteByte(' ')
	n, err := b.WriteRune('世')
	fmt.Println(n, err, b.Len(), b.String())
	n, err = b.WriteRune(-1)
	fmt.Println(n, err)
	n, err = b.Write([]byte("bytes"))
	fmt.Println(n, err, b.String())
	fmt.Fprintf(&b, "%d-%s", 7, "x")
	fmt.Println(b.String())
	b.Reset()
	fmt.Println(b.Len(), b.String() == "")
	try(func() { b.Grow(-1) })
	try(func() {
		var a strings.Builder
		a.WriteByte('x')
		c := a
		c.WriteByte('y')
	})
	try(func() { strings.Repeat("x", -1) })

	r := strings.NewReader("reader")
	p := make([]byte, 4)
	for {
		n, err := r.Read(p)
		fmt.Println(n, err, string(p[:n]))
		if err == io.EOF {
			break
		}
	}
	r = strings.NewReader("ab世")
	c, _ := r.ReadByte()
	fmt.Println(c, r.UnreadByte(), r.Len(), r.Size())
	for {
		ch, size, err := r.ReadRune()
		if err != nil {
			fmt.Println(err)
			break
		}
		fmt.Println(ch, size)
	}
	io.Copy(os.Stdout, strings.NewReader("copied\n"))
}
