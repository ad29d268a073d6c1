// As known_interfaces: captured by literals, in type switches, methods as values.
package main

type I interface{ M() int }
type T struct{ a [4]int }

//go:noinline
func (t *T) M() int { return t.a[1] }

type S struct{ b []int }

//go:noinline
func (t S) M() int { return len(t.b) }

//go:noinline
func call(f func() int) int { return f() + f() }

//go:noinline
func a39() int {
	var t T
	var q I = &t
	f := func() int { return q.M() }
	return call(f)
}

//go:noinline
func a40() int {
	var t T
	var q I = &t
	f := func() int { q = &T{}; return q.M() }
	return call(f)
}

//go:noinline
func a41(q I) int {
	q = &T{}
	return q.M()
}

//go:noinline
func a42() int {
	var t T
	var q I = &t
	return call(q.M)
}

//go:noinline
func (t T) V() int { return t.a[0] }

type W interface{ V() int }

//go:noinline
func a43() int {
	var t T
	var q W = &t
	return q.V()
}

//go:noinline
func a44() int {
	var t T
	var q W = t
	return q.V()
}

//go:noinline
func a45(n int) int {
	s := append([]int(nil), 1)
	println("a45", cap(s))
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	var q I = S{s}
	return q.M()
}

//go:noinline
func a46(n int) int {
	s := append([]int(nil), 1)
	println("a46", cap(s))
	var q interface{} = S{s}
	switch v := q.(type) {
	case S:
		return v.M()
	case I:
		return v.M()
	}
	return 0
}

//go:noinline
func a47(n int) int {
	s := append([]int(nil), 1)
	println("a47", cap(s))
	var q interface{} = S{s}
	if v, ok := q.(I); ok {
		return v.M()
	}
	return 0
}

//go:noinline
func a48(b bool) (n int) {
	s := append([]int(nil), 1)
	println("a48", cap(s))
	var q, r I
	if b {
		q, r = S{s}, nil
	} else {
		q = S{}
	}
	defer func() {
		n = q.M()
	}()
	_ = r
	return q.M()
}

func each(f func(I)) { f(S{}) }

//go:noinline
func a49() (n int) {
	s := append([]int(nil), 1)
	println("a49", cap(s))
	var last I = S{s}
	each(func(i I) { last = i })
	return last.M()
}

//go:noinline
func a50() (n int) {
	s := append([]int(nil), 1)
	println("a50", cap(s))
	var i I = S{s}
	for _, x := range []I{S{s}} {
		i = x
	}
	return i.M()
}

//go:noinline
func a51() (n int) {
	f := leaky
	s := append([]int(nil), 1)
	println("a51", cap(s))
	g := f
	return g(s)
}

//go:noinline
func leaky(s []int) int { return len(s) }

//go:noinline
func a52() int {
	s := append([]int(nil), 1)
	println("a52", cap(s))
	f := S.M
	return f(S{s})
}

//go:noinline
func a53() int {
	s := append([]int(nil), 1)
	println("a53", cap(s))
	f := (*S).M
	return f(&S{s})
}

type ES struct{ *S }

//go:noinline
func a54() int {
	s := append([]int(nil), 1)
	println("a54", cap(s))
	f := ES.M
	return f(ES{&S{s}})
}

//go:noinline
func a55() int {
	s := append([]int(nil), 1)
	println("a55", cap(s))
	f := ES{&S{s}}.M
	return f()
}

//go:noinline
func a56(b bool) int {
	s := append([]int(nil), 1)
	println("a56", cap(s))
	f := leaky
	if b {
		f = leaky
	}
	return f(s)
}

//go:noinline
func a57() int {
	s := append([]int(nil), 1)
	println("a57", cap(s))
	f := leaky
	return func() int { return f(s) }()
}

//go:noinline
func a58() int {
	s := append([]int(nil), 1)
	println("a58", cap(s))
	f := leaky
	return call(func() int { return f(s) })
}

func main() {
	a39()
	a40()
	a41(nil)
	a42()
	a43()
	a44()
	a45(2)
	a46(1)
	a47(1)
	a48(true)
	a49()
	a50()
	a51()
	a52()
	a53()
	a54()
	a55()
	a57()
	a58()
}
