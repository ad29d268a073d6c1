package main

import (
	"errors"
	"fmt"
	"runtime"
)

type pair struct{ a, b int }

type node struct {
	left, right *node
	value       int
}

type shape interface{ area() int }

type square struct{ side int }

func (s square) area() int { return s.side * s.side }

type block [5]int

var before, after runtime.MemStats

var heap any

// How often f allocates, over many calls.
func count(name string, f func()) {
	f()
	runtime.ReadMemStats(&before)
	for i := 0; i < 100; i++ {
		f()
	}
	runtime.ReadMemStats(&after)
	fmt.Println(name, (after.Mallocs-before.Mallocs)/100)
}

var total int

//go:noinline
func sum(s []int) int {
	n := 0
	for _, x := range s {
		n += x
	}
	return n
}

//go:noinline
func variadic(s ...int) int { return len(s) + cap(s) + sum(s) }

//go:noinline
func add(p *pair) int { return p.a + p.b }

//go:noinline
func call(f func(int) int, n int) int { return f(n) }

//go:noinline
func area(s shape) int { return s.area() }

//go:noinline
func kind(v any) int {
	switch v := v.(type) {
	case int:
		return v
	case string:
		return len(v)
	case pair:
		return v.a
	case block:
		return v[4]
	}
	return -1
}

//go:noinline
func build(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return s
}

//go:noinline
func buildNamed(n int) (s []string) {
	for i := 0; i < n; i++ {
		s = append(s, "x")
	}
	return
}

//go:noinline
func caps(n int) ([]byte, int) {
	var s []byte
	last := 0
	for i := 0; i < n; i++ {
		s = append(s, byte(i))
		last = last*3 + cap(s)
	}
	return s, last
}

//go:noinline
func deferred() (result int) {
	x, list := 1, []int{10, 20, 30}
	p := &pair{1, 2}
	defer func() {
		x++
		result += x + list[2] + p.b
	}()
	defer func() { x += 7 }()
	list[2]++
	p.b = 5
	return x
}

//go:noinline
func recovered() (result int) {
	list := make([]int, 4)
	var small []int
	small = append(small, 1)
	count := 0
	defer func() {
		if recover() != nil {
			small = append(small, 2)
			count++
			result = list[1] + len(small)*100 + cap(small)*10 + count
		}
	}()
	for i := range 9 {
		list[i] = i * 3
	}
	return -1
}

//go:noinline
func depth(n int, outer *int) int {
	local := n
	*outer += local
	s := []int{n, n + 1}
	if n == 0 {
		return s[1]
	}
	r := depth(n-1, &local)
	return r + local + s[0] + s[1]
}

//go:noinline
func grow(n int) (caps [6]int) {
	var s []int
	for i := range n {
		s = append(s, i)
		if i < 6 {
			caps[i] = cap(s)
		}
	}
	return
}

//go:noinline
func twice() [4]int {
	var r [4]int
	for round := 0; round < 2; round++ {
		var s []int
		s = append(s, 1)
		r[round*2] = cap(s)
		s = append(s, 2)
		r[round*2+1] = cap(s)
	}
	return r
}

//go:noinline
func mayBeLarge(n int) int {
	s := make([]int, n)
	for i := range s {
		s[i] += i
	}
	return sum(s)
}

//go:noinline
func fixed(n int) int {
	s := make([]int, n, 8)
	s = append(s, 5)
	return len(s)*10 + cap(s) + sum(s)
}

func tree(n int) *node {
	if n == 0 {
		return nil
	}
	return &node{tree(n - 1), tree(n - 1), n}
}

func (n *node) sum() int {
	if n == nil {
		return 0
	}
	return n.value + n.left.sum() + n.right.sum()
}

func list() int {
	a := node{value: 1}
	b := node{left: &a, value: 2}
	c := &node{left: &b, right: &node{value: 8}, value: 4}
	return c.sum()
}

func seq(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func try(f func()) (text string) {
	defer func() { text = fmt.Sprint(recover()) }()
	f()
	return "no panic"
}

func main() {
	text := "hello"
	n := 3
	big := 20
	long := "a text that is longer than the buffer of 32 bytes"
	count("literal", func() { total += sum([]int{1, 2, n}) })
	count("sparse literal", func() { s := []int{5: n, 9: 1}; total += s[5] + s[0] + len(s) })
	count("make", func() { s := make([]int, 10); s[n]++; total += sum(s) })
	count("make with capacity", func() { total += fixed(n) })
	count("small variable make", func() { total += mayBeLarge(n) })
	count("large variable make", func() { total += mayBeLarge(big) })
	count("new", func() { p := new(pair); p.a += n; total += add(p) })
	count("address of literal", func() { total += add(&pair{n, 2}) })
	count("address of variable", func() { v := pair{n, 4}; total += add(&v); v.a++; total += v.a })
	count("list", func() { total += list() })
	count("tree", func() { total += tree(3).sum() })
	count("closure", func() { m := n; total += call(func(x int) int { m += x; return m }, 2) })
	count("closure of closure", func() {
		m := n
		total += call(func(x int) int { return call(func(y int) int { m += y; return m + x }, x) }, 2)
	})
	count("method value", func() { q := square{n}; f := q.area; total += f() })
	count("variadic", func() { total += variadic(1, 2, n) + variadic() })
	count("interface", func() { total += kind(1000+n) + kind(text[:n]) + kind(pair{n, 1}) + kind(block{4: n}) })
	count("method interface", func() { total += area(square{n + 1000}) })
	count("bytes", func() { b := []byte(text); b[0]++; b = append(b, 1); total += len(b) + cap(b) })
	count("long bytes", func() { b := []byte(long); b[0]++; total += len(b) + cap(b) })
	count("runes", func() { b := []rune(text); b[0]++; b = append(b, 1); total += len(b) + cap(b) })
	count("long runes", func() { b := []rune(long); b[0]++; total += len(b) + cap(b) })
	count("string of bytes", func() { b := []byte(text); b[1] = 'E'; s := string(b); b[1] = 'e'; total += len(s) + int(s[1]) })
	count("string of a rune", func() { s := string(rune(n + 'a')); total += len(s) + int(s[0]) })
	count("constant bytes", func() { b := []byte("constant"); b[1]++; total += cap(b) + int(b[1]) })
	count("append four", func() { total += grow(4)[0] })
	count("append five", func() { total += grow(5)[4] })
	count("build three", func() { total += len(build(3)) })
	count("build nine", func() { total += len(build(9)) })
	count("deferred", func() { total += deferred() })
	count("recursion", func() { x := 0; total += depth(20, &x) + x })
	count("range over function", func() {
		for i := range seq(5) {
			total += i
		}
	})
	count("loop variables", func() {
		for i := 0; i < 3; i++ {
			f := func() int { i += 0; return i }
			p := &i
			total += f() + *p
		}
	})
	count("escapes", func() { heap = &pair{1, n} })
	fmt.Println(total)

	fmt.Println(deferred(), recovered(), list(), tree(4).sum())
	x := 0
	fmt.Println(depth(5, &x), x)
	fmt.Println(grow(6), twice())
	for n := range 7 {
		s := build(n)
		t := buildNamed(n)
		b, last := caps(n * 5)
		fmt.Println(s, s == nil, cap(s), t, t == nil, cap(t), b, cap(b), last)
	}
	fmt.Println(try(func() { fixed(9) }), try(func() { fixed(-1) }), try(func() { mayBeLarge(-1) }))
	s, t := build(3), build(3)
	s[0], t = 9, append(t, 7)
	fmt.Println(s, t, errors.Is(nil, nil))
	var saved []*int
	for i := 0; i < 3; i++ {
		saved = append(saved, &i)
	}
	fmt.Println(*saved[0], *saved[1], *saved[2])
}
