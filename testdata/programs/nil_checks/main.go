// Pointers that are nil, read through more than once.
package main

type T struct {
	a, b int
	next *T
	arr  [5000]int
}

//go:noinline
func f(p *T) int { return p.a + p.b + p.arr[4999] }

//go:noinline
func g(p *T) (n int) {
	for ; p != nil; p = p.next {
		n += p.a + p.b
	}
	return n
}

//go:noinline
func h(p *T) *int { return &p.b }

//go:noinline
func k(p *T, n int) (s int) {
	for i := 0; i < n; i++ {
		s += p.a
	}
	return s
}

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			println(e.(error).Error())
		}
	}()
	f()
}

func main() {
	t := &T{a: 1, b: 2}
	println(f(t), g(t), *h(t), k(t, 3))
	try(func() { f(nil) })
	try(func() { println(g(nil)) })
	try(func() { h(nil) })
	try(func() { println(k(nil, 0)) })
	try(func() { println(k(nil, 1)) })
}
