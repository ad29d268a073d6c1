package main

import (
	"unsafe"
)

type I interface {
	M(int) string
	N()
}
type A struct{}

func (A) M(x int) string { return "" }
func (*A) N()            {}

type B struct{}

func (B) M(x string) string { return "" }
func (B) N()                {}

type C struct{}

func (C) m(int) string { return "" }
func (C) N()           {}

type D struct{ M int }
type E struct {
	A
	B
}
type P *A

func f(a int, b string, c ...float64) {}
func g() (int, string)                { return 0, "" }
func h(f func(int) int) {}
func take(i I)         {}
func vf(xs ...interface{}) {}

func main() {
	f()
	f(1)
	f("a", 1)
	f(1, "a", 1, 2.5, "x")
	f(1, "a", []float64{}...)
	f(1, "a", []int{}...)
	f(1, []float64{}...)
	f(g())
	f(g(), 1)
	f(1, g())
	h(func(x int) string { return "" })
	h(nil)
	h(f)
	take(A{})
	take(&A{})
	take(B{})
	take(C{})
	take(D{})
	take(E{})
	take(1)
	take(nil)
	vf(1, "a", nil)
	vf([]int{1}...)
	var i I = A{}
	_ = i.(A)
	_ = i.(*A)
	_ = i.(B)
	_ = i.(int)
	_ = i.(error)
	_ = main.(int)
	var x int
	_ = x.(int)
	_ = x.foo
	_ = x()
	x.bar()
	unsafe.Printl("x")
	unsafe.println("x")
	unsafe.Pointer
	unsafe = nil
	_ = unsafe
	var e E
	e.M(1)
	_ = e.A.M
	_ = A.N
	_ = (*A).N
	_ = A.Q
	var p P
	p.N()
	(*p).N()
	var ip *I
	ip.N()
	_ = I.M
	switch y := i.(type) {
	case A, *A:
	case int:
	case string, B:
	case *A:
	case nil:
	case nil:
	}
	switch y := i.(type) {
	case *A:
		_ = y
	default:
		y.Z()
	}
	switch x.(type) {
	}
	switch x {
	case 1, 2, 1:
	case "a":
	case 2.5:
	case nil:
	case x:
	}
	switch {
	case x:
	case x > 1:
	case true, true:
	}
	switch []int{} {
	case nil:
	}
	switch f := main; f {
	case nil:
	case main:
	}
	switch x {
	default:
	default:
	}
	switch x {
	case 1:
		fallthrough
	case 2:
		if true {
			fallthrough
		}
	case 3:
		fallthrough
	}
}
