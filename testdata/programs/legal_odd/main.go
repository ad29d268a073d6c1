package main

import (
	"fmt"
	"os"
	"unsafe"
)

type E0 struct{}
type One struct{ p *int }
type OneArr [1]*int
type Nest struct{ o [1]One }
type F func(int) F
type I interface{ M() string }
type J interface {
	I
	N(int) (int, error)
}

func (e E0) M() string              { return "E0" }
func (o One) M() string             { return fmt.Sprint("One", *o.p) }
func (o OneArr) M() string          { return fmt.Sprint("OneArr", *o[0]) }
func (n Nest) M() string            { return fmt.Sprint("Nest", *n.o[0].p) }
func (n Nest) N(x int) (int, error) { return x + *n.o[0].p, nil }
func (f F) M() string               { return fmt.Sprint("F", f == nil) }

type embedJ struct{ J }
type embedPJ struct{ *embedJ }
type wideI struct {
	I
	a, b, c int
}

func cpx() (float64, float64) { return 1, 2 }
func pair() (int, string)     { return 5, "five" }
func sl() ([]int, int)        { return []int{1}, 2 }
func many() (a int8, b [3]int, c E0, d any, e error, f func() int, g complex64, h []string) {
	return 1, [3]int{1, 2, 3}, E0{}, "d", nil, func() int { return 7 }, 2i, []string{"h"}
}
func variadicAny(xs ...any) int         { return len(xs) }
func variadicI(x int, is ...I) int      { return x + len(is) }
func ifaces(a any, b fmt.Stringer) bool { return a == nil && b == nil }
func iface2() (E0, *int)                { return E0{}, nil }
func takes(i I, a any) string           { return fmt.Sprint(i.M(), a == nil, a) }
func zero() (r struct {
	E0
	a [0]int
}) {
	return
}
func manyArgs(a int8, b float32, c string, d []int, e any, f [2]int, g bool, h uint16, i complex128, j func(int) int, k *int, l E0, m struct{ x, y int32 }, n uint8) string {
	return fmt.Sprint(a, b, c, d, e, f, g, h, i, j(1), *k, l, m, n)
}
func manyResults() (int8, float32, string, []int, any, [2]int, bool, uint16, complex128, struct{ x, y int32 }, uint8) {
	return -1, 2.5, "s", []int{3}, 4, [2]int{5, 6}, true, 7, 8i, struct{ x, y int32 }{9, 10}, 11
}

func defers() {
	b := []byte("hello")
	defer func() { fmt.Println(string(b)) }()
	defer copy(b, "HE")
	defer clearIt(b[4:])
	defer print()
	defer println()
	defer func(xs ...int) { fmt.Println(len(xs)) }([]int{1, 2, 3}...)
	defer fmt.Println(pair())
	defer variadicAny(pair())
	defer func(int, string) {}(pair())
	var i I = E0{}
	defer i.M()
	defer I.M(i)
	defer E0.M(E0{})
	defer (func())(func() { fmt.Println("converted") })()
	defer new(E0).M()
	defer os.Stdout.WriteString("written\n")
	for range [2]int{} {
		defer func() func() { fmt.Println("now"); return func() { fmt.Println("later") } }()()
	}
}
func clearIt(b []byte) { b[0] = '!' }

func switches() {
	for _, f := range []float64{0, 1.5, -1} {
		switch f {
		case 0, -1:
			fmt.Print("zero or minus ")
		case 1.5:
			fmt.Print("1.5 ")
		}
	}
	switch c := 1 + 2i; c {
	case 1i, complex(cpx()):
		fmt.Print("complex ")
	}
	var a any = 3
	switch a {
	case "x", 2.0, nil:
		fmt.Print("wrong ")
	case 3:
		fmt.Print("three ")
	}
	switch p := &a; p {
	case nil:
	case &a:
		fmt.Print("same pointer ")
	}
	switch 5 {
	case 1, 2:
	case 5:
		fmt.Print("const tag ")
	}
	switch b := true; b {
	case false:
	case len("x") == 1:
		fmt.Print("bool ")
	}
	var i I = E0{}
	switch i {
	case E0{}:
		fmt.Print("iface with struct ")
	}
	switch fmt.Sprint("s") {
	default:
		fmt.Print("default first ")
		fallthrough
	case "t":
		fmt.Print("fell ")
	case "u":
	}
	var fn func()
	switch {
	case fn == nil && i != nil:
		fmt.Print("nil func ")
	}
	switch x := a.(type) {
	case int, string:
		fmt.Printf("%T ", x)
		switch y := x.(type) {
		case int:
			fmt.Print(y+1, " ")
		}
	}
	switch x := i.(type) {
	case J:
		fmt.Print(x.N(1))
	case interface{ M() string }:
		fmt.Print(x.M(), " ")
	}
	switch i.(type) {
	case nil, E0, *E0:
		fmt.Println("E0")
	}
	switch u := uint8(200); {
	case u > 100:
		switch u {
		case 1, 2, 3, 4, 5, 6, 7, 8, 9, 255:
		case 200:
			fmt.Println("200")
		}
	}
	switch r := 'x'; r {
	case 'a', 'b', 'c', 'x', 'y', 'z', '世':
		fmt.Println("rune")
	}
	switch i8 := int8(-128); i8 {
	case -128, -127, -1, 0, 1, 127, 5, 6, 7:
		fmt.Println("int8")
	}
}

func main() {
	n := 3
	is := []I{E0{}, One{&n}, OneArr{&n}, Nest{[1]One{{&n}}}, F(nil), &E0{}, &One{&n}, embedJ{Nest{[1]One{{&n}}}}, embedPJ{&embedJ{Nest{[1]One{{&n}}}}}, wideI{I: E0{}}, &wideI{I: E0{}}}
	for _, i := range is {
		j, ok := i.(J)
		fmt.Print(i.M(), " ", ok)
		if ok {
			fmt.Print(j.N(10))
			m := j.N
			fmt.Print(m(20))
			fmt.Print(J.N(j, 30))
		}
		fmt.Printf(" %T\n", i)
	}
	fmt.Println(is[1] == One{&n}, is[2] == OneArr{&n}, is[3] == Nest{[1]One{{&n}}}, is[0] == E0{})
	m1, m2, m3 := is[1].M, One.M, (*wideI).M
	fmt.Println(m1(), m2(One{&n}), m3(&wideI{I: OneArr{&n}}), embedPJ.M(embedPJ{&embedJ{Nest{[1]One{{&n}}}}}))
	fmt.Println(complex(cpx()), variadicAny(pair()), variadicAny(sl()), takes(iface2()), append(sl()), variadicI(1), variadicI(1, is...), variadicI(2, is[0], nil))
	var x any
	var ok any
	x, ok = x.(int)
	fmt.Println(x, ok)
	var str fmt.Stringer
	x, str = any(nil), str
	fmt.Println(ifaces(x, str))
	var a any
	var e I
	e, a = iface2()
	fmt.Println(e.M(), a)
	var arr [4]any
	arr[0], arr[1] = pair()
	arr[2], arr[3] = any(5).(int)
	fmt.Println(arr)
	fmt.Println(many0(many()))
	fmt.Println(manyResults())
	k := 9
	fmt.Println(manyArgs(1, 2.5, "c", []int{4}, nil, [2]int{6, 7}, true, 8, 9i, func(x int) int { return x + k }, &k, E0{}, struct{ x, y int32 }{1, 2}, 255))
	fmt.Println(zero(), len(zero().a), unsafe.Sizeof(zero()), unsafe.Sizeof(E0{}))
	defers()
	switches()
	p := &[3]int{1, 2, 3}
	q := &[]int{1, 2}
	r := &struct{ a [2]struct{ b int } }{}
	r.a[1].b = 5
	p[0], (*q)[0] = (*q)[1], p[2]
	for i, v := range p {
		fmt.Print(i, v, len(p), cap(p), " ")
	}
	fmt.Println(p[:2], (*q)[:], *r, &r.a[1].b == &(*r).a[1].b, (&r.a)[1:][0].b, *(&(*p)[2]))
	const huge = 1 << 100
	fmt.Println(huge>>98, float64(huge), uint8(huge>>93), 'a'*2, "s"[0]+1, len("héllo"), min(3, 2.0, 'c'), -7>>1, 7&^2, 1.0<<3)
	fn := func(f F) F { return f }
	fmt.Println(fn(nil) == nil, fn(func(int) F { return nil })(1) == nil)
	var nilp *struct{ a [10]int }
	fmt.Println(len(nilp.a), unsafe.Sizeof(nilp.a), unsafe.Offsetof(nilp.a))
}

func many0(a int8, b [3]int, c E0, d any, e error, f func() int, g complex64, h []string) string {
	return fmt.Sprint(a, b, c, d, e, f(), g, h)
}
