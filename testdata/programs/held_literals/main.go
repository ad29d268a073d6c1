// A literal that a variable holds, and all calls of which are inlined, keeps what it captures in memory up to Go 1.23.
package main

import "runtime"

var held func() int

//go:noinline
func hold(f func() int) { held = f }

//go:noinline
func f(n int) {
	s := []int{n}
	add := func(e int) { s = append(s, e) }
	add(n)
	hold(func() int { return len(s) })
}

//go:noinline
func g(n int) {
	s := []int{n}
	func(e int) { s = append(s, e) }(n)
	hold(func() int { return len(s) })
}

//go:noinline
func h(n int) {
	s := []int{n}
	get := func() int { return len(s) }
	n += get()
	s = append(s, n)
	hold(func() int { return len(s) })
}

//go:noinline
func k(n int) {
	s := []int{n}
	tell(func() { s = append(s, n) })
	hold(func() int { return len(s) })
}

func tell(f func()) { f() }

func measure(name string, f func(int)) {
	f(1)
	var a, b runtime.MemStats
	runtime.ReadMemStats(&a)
	f(2)
	runtime.ReadMemStats(&b)
	println(name, b.Mallocs-a.Mallocs)
}

func main() {
	measure("held", f)
	measure("called", g)
	measure("reads", h)
	measure("passed", k)
}
