// Appends by functions of the standard packages, some of them inlined.
package main

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

//go:noinline
func a() {
	var b []byte
	b = utf8.AppendRune(b, 'x')
	println("a", cap(b))
}

//go:noinline
func b() {
	var b []byte
	for i := 0; i < 3; i++ {
		b = utf8.AppendRune(b, 'é')
	}
	println("b", cap(b))
}

//go:noinline
func c() {
	var b []byte
	b = strconv.AppendInt(b, 5, 10)
	println("c", cap(b))
	b = strconv.AppendInt(b, 12345, 10)
	println("c", cap(b))
	b = strconv.AppendQuote(b, "x")
	println("c", cap(b))
	b = strconv.AppendBool(b, true)
	println("c", cap(b))
}

//go:noinline
func d() {
	b := bytes.Clone([]byte("abc"))
	println("d", cap(b))
	x := bytes.TrimSpace([]byte(" abc "))
	println("d", cap(x))
	y := bytes.Repeat([]byte("ab"), 3)
	println("d", cap(y))
	z := bytes.ToUpper([]byte("ab"))
	println("d", cap(z))
	w := bytes.Join([][]byte{[]byte("a"), []byte("b")}, nil)
	println("d", cap(w))
}

//go:noinline
func e() {
	var sb strings.Builder
	sb.WriteByte('x')
	println("e", sb.Cap())
	sb.WriteRune('é')
	println("e", sb.Cap())
	var bb bytes.Buffer
	bb.WriteByte('x')
	println("e", bb.Cap())
	s := strings.Split("a,b,c", ",")
	println("e", cap(s))
	f := strings.Fields(" a b c ")
	println("e", cap(f))
	g := []rune("abc")
	println("e", cap(g))
	h := []byte("abc")
	println("e", cap(h))
	h = append(h, 1)
	println("e", cap(h))
}

//go:noinline
func f() {
	var b []byte
	b = strconv.AppendBool(b, true)
	println("f", cap(b))
	var x []byte
	x = strconv.AppendQuoteRune(x, 'x')
	println("f", cap(x))
	var y []byte
	y = strconv.AppendFloat(y, 1.5, 'g', -1, 64)
	println("f", cap(y))
	var z []byte
	z = strconv.AppendUint(z, 7, 10)
	println("f", cap(z))
}

func main() {
	a()
	b()
	c()
	d()
	e()
	f()
}
