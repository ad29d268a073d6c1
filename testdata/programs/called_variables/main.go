// Function variables whose functions are known: what is passed to them may stay on the stack.
package main

var sink []int

//go:noinline
func leaky(s []int) int { sink = s; return len(s) }

//go:noinline
func safe(s []int) int { return len(s) }

//go:noinline
func safe2(s []int) int { return len(s) + 1 }

//go:noinline
func b1(b bool) int {
	s := append([]int(nil), 1)
	println("b1", cap(s))
	f := safe
	if b {
		f = safe2
	}
	return f(s)
}

//go:noinline
func b2(b bool) int {
	s := append([]int(nil), 1)
	println("b2", cap(s))
	f := safe
	if b {
		f = leaky
	}
	return f(s)
}

//go:noinline
func b3(b bool) int {
	s := append([]int(nil), 1)
	println("b3", cap(s))
	var f func([]int) int
	if b {
		f = safe
	}
	return f(s)
}

//go:noinline
func b4(b bool) int {
	s := append([]int(nil), 1)
	println("b4", cap(s))
	f := func(x []int) int { return len(x) }
	if b {
		f = func(x []int) int { return len(x) + 1 }
	}
	return f(s)
}

//go:noinline
func b5(f func([]int) int) int {
	s := append([]int(nil), 1)
	println("b5", cap(s))
	f = safe
	return f(s)
}

//go:noinline
func b6(b bool) int {
	s := append([]int(nil), 1)
	println("b6", cap(s))
	f := safe
	f = safe
	return f(s)
}

//go:noinline
func b7(b bool) int {
	s := append([]int(nil), 1)
	println("b7", cap(s))
	x := struct{ f func([]int) int }{safe}
	return x.f(s)
}

//go:noinline
func b8(b bool) int {
	s := append([]int(nil), 1)
	println("b8", cap(s))
	f := []func([]int) int{safe}
	return f[0](s)
}

var g = safe

//go:noinline
func b9(b bool) int {
	s := append([]int(nil), 1)
	println("b9", cap(s))
	return g(s)
}

//go:noinline
func apply(f func([]int) int, s []int) int { return f(s) }

//go:noinline
func b10(b bool) int {
	s := append([]int(nil), 1)
	println("b10", cap(s))
	return apply(safe, s)
}

func apply2(f func([]int) int, s []int) int { return f(s) }

//go:noinline
func b11(b bool) int {
	s := append([]int(nil), 1)
	println("b11", cap(s))
	return apply2(safe, s)
}

//go:noinline
func b12(b bool) int {
	s := append([]int(nil), 1)
	println("b12", cap(s))
	f := safe
	if b {
		f = nil
	}
	return f(s)
}

func pick(b bool) func([]int) int {
	if b {
		return safe
	}
	return safe2
}
func pick1() func([]int) int {
	return safe
}

//go:noinline
func b13(b bool) int {
	s := append([]int(nil), 1)
	println("b13", cap(s))
	return pick(b)(s)
}

//go:noinline
func b14(b bool) int {
	s := append([]int(nil), 1)
	println("b14", cap(s))
	return pick1()(s)
}

//go:noinline
func b15(b bool) int {
	s := append([]int(nil), 1)
	println("b15", cap(s))
	f := pick1()
	return f(s)
}

type T struct{ n int }

//go:noinline
func (t *T) M(s []int) int { return len(s) + t.n }

//go:noinline
func (t T) V(s []int) int { return len(s) + t.n }

//go:noinline
func b16(b bool) int {
	s := append([]int(nil), 1)
	println("b16", cap(s))
	f := pick(b)
	return f(s)
}

//go:noinline
func b17(b bool) int {
	s := append([]int(nil), 1)
	println("b17", cap(s))
	f := safe
	if b {
		f = safe2
	}
	g := f
	return g(s)
}

//go:noinline
func b18(b bool) int {
	s := append([]int(nil), 1)
	println("b18", cap(s))
	f := safe
	if b {
		f = safe2
	}
	h := func() int { return f(s) }
	return h() + h()
}

//go:noinline
func b19(b bool) int {
	s := append([]int(nil), 1)
	println("b19", cap(s))
	f := safe
	p := &f
	if b {
		*p = safe2
	}
	return f(s)
}

//go:noinline
func b20(b bool) int {
	s := append([]int(nil), 1)
	println("b20", cap(s))
	f := safe
	h := func() { f = safe2 }
	h()
	h()
	return f(s)
}

//go:noinline
func b21(b bool) int {
	s := append([]int(nil), 1)
	println("b21", cap(s))
	f, h := safe, safe2
	f, h = h, f
	return f(s) + h(s)
}

//go:noinline
func b22(n int) int {
	s := append([]int(nil), 1)
	println("b22", cap(s))
	x := 0
	for f := safe; n > 0; f = safe2 {
		x += f(s)
		n--
	}
	return x
}

//go:noinline
func unknown() func([]int) int { return safe }

//go:noinline
func b23(b bool) int {
	s := append([]int(nil), 1)
	println("b23", cap(s))
	f := safe
	if b {
		f = unknown()
	}
	return f(s)
}

//go:noinline
func b24(b bool) int {
	s := append([]int(nil), 1)
	println("b24", cap(s))
	t := &T{}
	f := t.M
	return f(s)
}

//go:noinline
func b25(b bool) int {
	s := append([]int(nil), 1)
	println("b25", cap(s))
	t := &T{}
	f := safe
	if b {
		f = t.M
	}
	return f(s)
}

//go:noinline
func b26(b bool) int {
	s := append([]int(nil), 1)
	println("b26", cap(s))
	t := &T{}
	f := (*T).M
	if b {
		f = func(t *T, s []int) int { return t.V(s) }
	}
	return f(t, s)
}

//go:noinline
func id(s []int) []int { return s }

//go:noinline
func b27(b bool) int {
	s := append([]int(nil), 1)
	println("b27", cap(s))
	f := func(s []int) []int { return nil }
	if b {
		f = id
	}
	return len(f(s))
}

//go:noinline
func b28(b bool) []int {
	s := append([]int(nil), 1)
	println("b28", cap(s))
	f := func(s []int) []int { return nil }
	if b {
		f = id
	}
	return f(s)
}

//go:noinline
func b29(fs []func([]int) int) (n int) {
	s := append([]int(nil), 1)
	println("b29", cap(s))
	for _, f := range fs {
		n += f(s)
	}
	return
}

//go:noinline
func b30(n int) int {
	s := append([]int(nil), 1)
	println("b30", cap(s))
	var f func(n int, s []int) int
	f = func(n int, s []int) int {
		if n == 0 {
			return len(s)
		}
		return f(n-1, s)
	}
	return f(n, s)
}

//go:noinline
func b31(n int) (f func([]int) int) {
	s := append([]int(nil), 1)
	println("b31", cap(s))
	f = safe
	f(s)
	return
}

//go:noinline
func b32(n int) int {
	s := append([]int(nil), 1)
	println("b32", cap(s))
	f := safe
	switch n {
	case 0:
		f = safe2
	case 1:
		f = func(s []int) int { return len(s) + n }
	case 2:
		f = func(s []int) int { return len(s) + 1 }
	case 3:
		f = func(s []int) int { return len(s) + 2 }
	case 4:
		f = func(s []int) int { return len(s) + 2 }
	case 5:
		f = func(s []int) int { return len(s) + 2 }
	case 6:
		f = func(s []int) int { return len(s) + 2 }
	case 7:
		f = func(s []int) int { return len(s) + 2 }
	case 8:
		f = func(s []int) int { return len(s) + 2 }
	case 9:
		f = func(s []int) int { return len(s) + 2 }
	}
	return f(s)
}

type F func([]int) int

//go:noinline
func b33(n int) int {
	s := append([]int(nil), 1)
	println("b33", cap(s))
	f := F(safe)
	if n == 0 {
		f = safe2
	}
	return f(s)
}
func main() {
	b1(true)
	b2(true)
	b3(true)
	b4(true)
	b5(nil)
	b6(true)
	b7(true)
	b8(true)
	b9(true)
	b10(true)
	b11(true)
	b12(false)
	b13(true)
	b14(true)
	b15(true)
	b16(true)
	b17(true)
	b18(true)
	b19(true)
	b20(true)
	b21(true)
	b22(3)
	b23(true)
	b24(true)
	b25(true)
	b26(true)
	b27(true)
	println(len(b28(true)))
	b29(nil)
	b30(2)
	b31(1)
	b32(1)
	b33(0)
}
