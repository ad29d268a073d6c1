// Interfaces that hold values of one type: their methods are known, and what they hold may stay on the stack.
package main

type I interface{ M() int }
type J interface {
	I
	N()
}
type T struct {
	a [4]int
	s []int
}

//go:noinline
func (t *T) M() int { return t.a[1] }

//go:noinline
func (t *T) N() {}

type E struct {
	T
	x int
}
type P struct{ *T }
type V struct{ b []int }

//go:noinline
func (v V) M() int { return cap(v.b) }

type VV struct{ V }

type II struct{ I }

//go:noinline
func a1() int { // same type twice
	t, u := T{s: append([]int(nil), 1)}, T{}
	println("a1", cap(t.s))
	var q I = &t
	q = &u
	return q.M()
}

//go:noinline
func a2(b bool) int { // assigned in branch only
	t := T{s: append([]int(nil), 1)}
	println("a2", cap(t.s))
	var q I
	if b {
		q = &t
	}
	return q.M()
}

//go:noinline
func a3(b bool) int { // nil then
	t := T{s: append([]int(nil), 1)}
	println("a3", cap(t.s))
	var q I = &t
	if b {
		q = nil
	}
	return q.M()
}

//go:noinline
func a4(b bool) int { // two types
	t := T{s: append([]int(nil), 1)}
	println("a4", cap(t.s))
	var q I = V{}
	if b {
		q = &t
	}
	return q.M()
}

//go:noinline
func a5() int { // captured, assigned in closure
	t, u := T{s: append([]int(nil), 1)}, T{}
	println("a5", cap(t.s))
	var q I = &t
	f := func() { q = &u }
	f()
	return q.M()
}

//go:noinline
func a6() int { // captured, read in closure
	t := T{s: append([]int(nil), 1)}
	println("a6", cap(t.s))
	var q I = &t
	f := func() int { return q.M() }
	return f()
}

//go:noinline
func a7() int { // assertion to iface
	t := T{s: append([]int(nil), 1)}
	println("a7", cap(t.s))
	var e interface{} = &t
	return e.(I).M()
}

//go:noinline
func a8() int { // comma ok
	t := T{s: append([]int(nil), 1)}
	println("a8", cap(t.s))
	var e interface{} = &t
	q, ok := e.(I)
	_ = ok
	return q.M()
}

//go:noinline
func a9() int { // type switch
	t := T{s: append([]int(nil), 1)}
	println("a9", cap(t.s))
	var e interface{} = &t
	switch q := e.(type) {
	case I:
		return q.M()
	}
	return 0
}

//go:noinline
func a10() int { // type assertion to concrete then iface
	t := T{s: append([]int(nil), 1)}
	println("a10", cap(t.s))
	var e interface{} = &t
	var q I = e.(*T)
	return q.M()
}

//go:noinline
func a11() int { // embedded value
	t := E{T: T{s: append([]int(nil), 1)}}
	println("a11", cap(t.s))
	var q I = &t
	return q.M()
}

//go:noinline
func a12() int { // embedded pointer
	t := T{s: append([]int(nil), 1)}
	println("a12", cap(t.s))
	var q I = P{&t}
	return q.M()
}

//go:noinline
func a13() int { // embedded value value
	var t VV
	t.b = append(t.b, 1)
	var q I = t
	return q.M()
}

//go:noinline
func a14() int { // embedded iface
	t := T{s: append([]int(nil), 1)}
	println("a14", cap(t.s))
	var q I = II{&t}
	return q.M()
}

//go:noinline
func a15() int { // in turn
	t := T{s: append([]int(nil), 1)}
	println("a15", cap(t.s))
	var q I = &t
	var r I = q
	return r.M()
}

//go:noinline
func a16() int { // J to I
	t := T{s: append([]int(nil), 1)}
	println("a16", cap(t.s))
	var j J = &t
	var r I = j
	return r.M()
}

//go:noinline
func a17() int { // address taken
	t := T{s: append([]int(nil), 1)}
	println("a17", cap(t.s))
	var q I = &t
	p := &q
	return (*p).M() + q.M()
}

//go:noinline
func a18() int { // tuple
	t, u := T{s: append([]int(nil), 1)}, T{}
	println("a18", cap(t.s))
	var q, r I = &t, &u
	return q.M() + r.M()
}

//go:noinline
func a19() int { // swap
	t, u := T{s: append([]int(nil), 1)}, T{}
	println("a19", cap(t.s))
	var q, r I = &t, &u
	q, r = r, q
	return q.M() + r.M()
}

//go:noinline
func a20(is []I) int { // range
	s := 0
	for _, q := range is {
		s += q.M()
	}
	return s
}

//go:noinline
func a21() int { // field
	t := T{s: append([]int(nil), 1)}
	println("a21", cap(t.s))
	x := struct{ i I }{&t}
	return x.i.M()
}

//go:noinline
func a22() int { // loop
	s := 0
	var q I
	for i := 0; i < 3; i++ {
		var t T
		q = &t
		s += q.M()
	}
	return s
}

//go:noinline
func a23() int { // own
	t := T{s: append([]int(nil), 1)}
	println("a23", cap(t.s))
	var q I = &t
	q = q
	return q.M()
}

//go:noinline
func a24() int { // method expr
	t := T{s: append([]int(nil), 1)}
	println("a24", cap(t.s))
	h := (*T).M
	return h(&t)
}

//go:noinline
func a25() int { // method expr called
	t := T{s: append([]int(nil), 1)}
	println("a25", cap(t.s))
	return (*T).M(&t)
}

//go:noinline
func a26() int { // iface method expr called
	t := T{s: append([]int(nil), 1)}
	println("a26", cap(t.s))
	return I.M(&t)
}

//go:noinline
func a27() int { // promoted method expr
	t := E{T: T{s: append([]int(nil), 1)}}
	println("a27", cap(t.s))
	h := (*E).M
	return h(&t)
}

//go:noinline
func a28() int { // method value of iface
	t := T{s: append([]int(nil), 1)}
	println("a28", cap(t.s))
	var q I = &t
	f := q.M
	return f()
}

//go:noinline
func a29() { // defer
	t := T{s: append([]int(nil), 1)}
	println("a29", cap(t.s))
	var q I = &t
	defer q.M()
}

//go:noinline
func a30() { // value method expr on pointer
	v := V{append([]int(nil), 1)}
	h := (*V).M
	h(&v)
}

func pick(b bool) I {
	if b {
		return &T{}
	}
	return &T{}
}
func pick2(b bool) I {
	if b {
		return &T{}
	}
	return nil
}

//go:noinline
func a31(b bool) int { return pick(b).M() }

//go:noinline
func a32(b bool) int { return pick2(b).M() }

//go:noinline
func a33() int {
	q := pick(true)
	return q.M()
}
func arg(q I) int {
	q = &T{}
	return q.M()
}

//go:noinline
func a34() int {
	t := T{s: append([]int(nil), 1)}
	println("a34", cap(t.s))
	return arg(&t)
}

//go:noinline
func a35() (q I) {
	q = &T{}
	q.M()
	return
}

//go:noinline
func a36() int { // goto/loops
	t := T{s: append([]int(nil), 1)}
	println("a36", cap(t.s))
	var q I = &t
	for i := 0; i < 2; i++ {
		q = I(&t)
	}
	return q.M()
}

type F func() int

func (f F) M() int { return f() }

//go:noinline
func a37() int {
	var x [3]int
	var q I = F(func() int { return len(x[:]) })
	return q.M()
}

//go:noinline
func a38() int {
	x := 3
	p := &x
	f := func() int { return *p }
	f = func() int { return *p + 1 }
	return f()
}

func main() {
	a1()
	a2(true)
	a3(false)
	a4(true)
	a5()
	a6()
	a7()
	a8()
	a9()
	a10()
	a11()
	a12()
	a13()
	a14()
	a15()
	a16()
	a17()
	a18()
	a19()
	a20(nil)
	a21()
	a22()
	a23()
	a24()
	a25()
	a26()
	a27()
	a28()
	a29()
	a30()
	a31(true)
	a32(true)
	a33()
	a34()
	a35()
	a36()
	a37()
	a38()
}
