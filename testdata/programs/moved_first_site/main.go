// Slices that are built and returned: which append begins in the buffer on the stack.
package main

var hook = 0

//go:noinline
func a(n int) []int {
	var s []int
	if n > 2 {
		s = append(s, n)
	}
	for i := 0; i < 3; i++ {
		s = append(s, n)
	}
	return s
}

//go:noinline
func b(n int) []int {
	var s []int
	if n > 2 {
		s = append(s, n)
	}
	s = append(s, n, 1, 2)
	hook = cap(s)
	s = append(s, n)
	return s
}

//go:noinline
func c(n int) []int {
	var s []int
	if n > 2 {
		s = append(s, n)
		hook = cap(s)
	}
	s = append(s, n, 1)
	hook = cap(s)
	return s
}

//go:noinline
func d(n int) []int {
	var s []int
	for i := 0; i < 3; i++ {
		if i == n {
			s = append(s, 7)
		} else {
			s = append(s, 8, 9)
		}
	}
	return s
}

//go:noinline
func e(n int) []byte {
	var s []byte
	if n > 2 {
		s = append(s, 1)
	}
	for i := 0; i < 11; i++ {
		s = append(s, 1)
		hook = cap(s)
	}
	return s
}

//go:noinline
func f(n int) []byte {
	var s []byte
	if n > 2 {
		s = append(s, 1)
	}
	for i := 0; i < 11; i++ {
		s = append(s, 1)
	}
	return s
}

//go:noinline
func g(n int) []byte {
	var s []byte
	if n > 2 {
		s = append(s, 1)
	}
	t := []byte{1, 2, 3}
	s = append(s, t...)
	s = append(s, 5, 6, 7, 8, 9, 10)
	return s
}

func mk(x int) int { return x }

//go:noinline
func aa(n int) []int {
	var s []int
	if n > 2 {
		func() { s = append(s, mk(n)) }()
	}
	s = append(s, mk(n), mk(1), mk(2))
	s = append(s, mk(n))
	return s
}

//go:noinline
func bb(n int) []int {
	var s []int
	func() { s = append(s, mk(n)) }()
	s = append(s, mk(n), mk(1), mk(2))
	s = append(s, mk(n))
	return s
}

//go:noinline
func cc(n int) []int {
	var s []int
	if n > 2 {
		func() { s = append(s, n) }()
	}
	s = append(s, n, 1, 2)
	s = append(s, n)
	return s
}

//go:noinline
func dd(n int) []int {
	var s []int
	s = append(s, n, 1, 2)
	if n > 2 {
		func() { s = append(s, n) }()
	}
	s = append(s, n)
	return s
}

//go:noinline
func ee(n int) []int {
	var s []int
	if n > 2 {
		s = append(s, n)
	}
	s = append(s, n, 1, 2)
	s = append(s, n)
	return s
}

//go:noinline
func ff(n int) []int {
	var s []int
	{
		func() { s = append(s, n) }()
	}
	s = append(s, n, 1, 2)
	s = append(s, n)
	return s
}

//go:noinline
func gg(n int) []int {
	var s []int
	if n > 2 {
		func() { s = append(s, n) }()
	}
	for i := 0; i < 4; i++ {
		s = append(s, n)
	}
	return s
}

//go:noinline
func hh(n int) []int {
	var s []int
	if n > 2 {
		func() { s = append(s, n) }()
	}
	{
		s = append(s, n, 1, 2)
	}
	return s
}

func main() {
	for _, f := range []func(int) []int{a, b, c, d, aa, bb, cc, dd, ee, ff, gg, hh} {
		s, t := f(1), f(5)
		println(len(s), cap(s), len(t), cap(t), hook)
	}
	for _, f := range []func(int) []byte{e, f, g} {
		s, t := f(1), f(5)
		println(len(s), cap(s), len(t), cap(t), hook)
	}
}
