// Appends to what inlined calls give, and to variables declared by them.
package main

func small() []int { s := []int{}; return append(s, 1, 2) }

//go:noinline
func a(n int) {
	s := small()
	s = nil
	get := func() []int { return s }
	x := get()
	x = append(x, n)
	println("a", cap(x))
	s = append(s, 1, 1, 2)
	println("a", n, len(s), cap(s))
	_ = s
}

//go:noinline
func b(n int) {
	var s []int
	get := func() []int { return s }
	x := get()
	x = append(x, n)
	println("b", cap(x))
	s = append(s, 1, 1, 2)
	println("b", n, len(s), cap(s))
}

//go:noinline
func c(n int) {
	var s []int
	x := s
	x = append(x, n)
	println("c", cap(x))
	s = append(s, 1, 1, 2)
	println("c", n, len(s), cap(s))
}

//go:noinline
func d(n int) {
	var s []int
	x := func() []int { return s }()
	x = append(x, n)
	println("d", cap(x))
	s = append(s, 1, 1, 2)
	println("d", n, len(s), cap(s))
}

func id(s []int) []int { return s }

//go:noinline
func e(n int) {
	var s []int
	x := append(id(s), n)
	println("e", cap(x))
	s = append(s, 1, 1, 2)
	println("e", n, len(s), cap(s))
}

//go:noinline
func f(n int) {
	var s []int
	get := func() []int { return s }
	x := append(get(), n)
	println("f", cap(x))
	s = append(s, 1, 1, 2)
	println("f", n, len(s), cap(s))
}

func main() {
	a(1)
	b(1)
	c(1)
	d(1)
	e(1)
	f(1)
}
