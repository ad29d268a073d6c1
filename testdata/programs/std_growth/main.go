// Capacities of growing buffers, which differ by release.
package main

import (
	"bytes"
	"fmt"
	"strings"
)

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println("panic:", e)
		}
	}()
	f()
}

func main() {
	maxInt := int(^uint(0) >> 1)
	for _, n := range []int{0, 1, 5, 8, 9, 31, 33, 100, 1000, 1025, 40000} {
		b := new(strings.Builder)
		b.Grow(n)
		first := b.Cap()
		b.WriteString(strings.Repeat("x", n/2))
		b.Grow(n)
		second := b.Cap()
		b.Grow(3*n + 1)
		fmt.Println("builder", n, first, second, b.Cap(), b.Len())

		var buf bytes.Buffer
		buf.Grow(n)
		first = buf.Cap()
		buf.Write(make([]byte, n))
		second = buf.Cap()
		buf.WriteByte('x')
		third := buf.Cap()
		buf.Next(n / 2)
		buf.Grow(n)
		fmt.Println("buffer", n, first, second, third, buf.Cap(), buf.Len())
	}
	b := new(strings.Builder)
	last := -1
	for i := 0; i < 5000; i++ {
		b.WriteByte('x')
		if b.Cap() != last {
			last = b.Cap()
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	var buf bytes.Buffer
	last = -1
	for i := 0; i < 5000; i++ {
		buf.WriteByte('x')
		if buf.Cap() != last {
			last = buf.Cap()
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	try(func() { strings.Repeat("ab", maxInt) })
	try(func() { bytes.Repeat([]byte("ab"), maxInt) })
	try(func() { new(strings.Builder).Grow(maxInt) })
	try(func() { new(bytes.Buffer).Grow(maxInt) })
	try(func() {
		b := new(strings.Builder)
		b.WriteByte('x')
		b.Grow(maxInt)
	})
	try(func() {
		b := new(bytes.Buffer)
		b.WriteByte('x')
		b.Grow(maxInt - 2)
	})
	try(func() {
		b := new(bytes.Buffer)
		b.WriteByte('x')
		b.Grow(1 << 50)
	})
	try(func() { new(strings.Builder).Grow(1 << 50) })
	fmt.Println(cap(strings.Split("a,b,c", ",")), cap(strings.Fields(" a b c ")), cap(bytes.Join([][]byte{{1}, {2, 3}}, nil)))
}
