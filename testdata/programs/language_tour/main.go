package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

type Shape interface {
	Area() float64
	Name() string
}
type Base struct{ name string }

func (b *Base) Name() string     { return b.name }
func (b *Base) Rename(n string)  { b.name = n }
type Sq struct {
	*Base
	s float64
}

func (s Sq) Area() float64 { return s.s * s.s }

type Rect struct {
	Base
	w, h float64
}

func (r *Rect) Area() float64 { return r.w * r.h }

type MyErr struct{ code int }

func (e MyErr) Error() string { return fmt.Sprintf("myerr %d", e.code) }

type Celsius float64

func (c Celsius) String() string { return fmt.Sprintf("%.1f°C", float64(c)) }

func div(a, b int) (r int, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("caught: %v", e)
			r = -1
		}
	}()
	return a / b, nil
}

type T struct {
	a int
	b string
	c [3]int
}

func modify(t T) T { t.a++; t.c[1] = 9; return t }

func nested() (s string) {
	defer func() { s += fmt.Sprint(" outer:", recover()) }()
	defer func() {
		defer func() { s += fmt.Sprint(" inner:", recover()) }()
		panic("second")
	}()
	panic("first")
}

func variadic(pre string, xs ...int) string { return fmt.Sprint(pre, len(xs), xs, xs == nil) }

func multi() (int, string, error) { return 1, "x", errors.New("e") }

func sw(x interface{}) string {
	switch v := x.(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprintf("int-ish %v", v)
	case string:
		return "string " + v
	case error:
		return "error " + v.Error()
	case fmt.Stringer:
		return "stringer " + v.String()
	case []int:
		return fmt.Sprint("slice ", len(v))
	case func() int:
		return fmt.Sprint("func ", v())
	default:
		return fmt.Sprintf("other %T", v)
	}
}

type node struct {
	val         int
	left, right *node
}

func (n *node) insert(v int) *node {
	if n == nil {
		return &node{val: v}
	}
	if v < n.val {
		n.left = n.left.insert(v)
	} else {
		n.right = n.right.insert(v)
	}
	return n
}
func (n *node) walk(f func(int)) {
	if n != nil {
		n.left.walk(f)
		f(n.val)
		n.right.walk(f)
	}
}

func main() {
	shapes := []Shape{Sq{&Base{"sq"}, 2}, &Rect{Base{"rect"}, 2, 3}}
	for i, s := range shapes {
		fmt.Println(i, s.Name(), s.Area())
		if r, ok := s.(interface{ Rename(string) }); ok {
			r.Rename("new" + s.Name())
		}
		fmt.Println(s.Name())
	}
	fmt.Println(div(1, 0))
	fmt.Println(div(7, 2))
	t := T{1, "b", [3]int{1, 2, 3}}
	u := modify(t)
	fmt.Printf("%v %+v %#v %T\n", t, u, u, t)
	t, u = u, t
	fmt.Println(t == u, t.c, u.c, t != T{2, "b", [3]int{1, 9, 3}})
	fmt.Println(nested())
	fmt.Println(variadic("a"), variadic("b", 1, 2), variadic("c", []int{4, 5}...))
	fmt.Println(multi())
	for _, x := range []interface{}{nil, 1, int64(2), "s", MyErr{3}, Celsius(21.55), []int{1, 2}, func() int { return 7 }, 2.5, struct{}{}} {
		fmt.Println(sw(x))
	}
	var root *node
	for _, v := range []int{5, 2, 8, 1, 9, 3} {
		root = root.insert(v)
	}
	var out []int
	root.walk(func(v int) { out = append(out, v) })
	fmt.Println(out)
	fs := []func() int{}
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i *= 2; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	f := shapes[0].Area
	g := (*Rect).Area
	h := Sq.Area
	fmt.Println(f(), g(&Rect{w: 4, h: 5}), h(Sq{nil, 3}))
	var e error = MyErr{4}
	var me MyErr
	fmt.Println(errors.As(e, &me), me.code, errors.Is(fmt.Errorf("w: %w", e), e))
outer:
	for i := 0; i < 3; i++ {
		for j := 0; j < 3; j++ {
			switch {
			case j == 1:
				continue outer
			case i == 2:
				break outer
			case i == 1:
				fmt.Println("fall")
				fallthrough
			default:
				fmt.Println(i, j)
			}
		}
	}
	for i, r := range "héλ\xff世" {
		fmt.Print(i, ":", string(r), " ", r, "; ")
	}
	fmt.Println()
	var arr [4]int
	for i, v := range arr {
		arr[3] = 10
		if i == 3 {
			fmt.Println("copy", v)
		}
	}
	p := &arr
	for i := range p {
		p[i] += i
	}
	fmt.Println(arr, len(p), p[1:3])
	var x uint8 = 200
	x += 100
	var y int8 = -128
	z := -y
	fmt.Println(x, y, z, y/-1, 7&^5, -7/2, -7%3, 1<<x>>1, uint32(1)<<31)
	a, b := 1, 2
	a, b = b, a+b
	fmt.Println(a, b, strings.Repeat("ab", 3), strings.Fields(" a b  c "))
	c := complex(1, 2)
	fmt.Println(c*c, real(c), imag(c), c == complex(1, 2))
	m := [][]string{{"a"}, {"b", "c"}}
	m[0] = append(m[0], "z")
	fmt.Println(m, len(m[1]))
	s3 := [3]int([]int{1, 2, 3})
	s3p := (*[2]int)([]int{4, 5, 6})
	fmt.Println(s3, *s3p)
	func() {
		defer fmt.Println("deferred", a)
		a = 100
		for i := 0; i < 3; i++ {
			defer func(n int) { fmt.Print(n, " ") }(i)
		}
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var sh Shape
		sh.Area()
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var i interface{} = "str"
		_ = i.(int)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var i interface{} = []int{1}
		fmt.Println(i == i)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var i interface{} = 3
		_ = i.(Shape)
	}()
	for i := range 3 {
		fmt.Print(i)
	}
	fmt.Println(min(3, 1, 2), max(2.5, 1), min("b", "a"))
	seq := func(yield func(int) bool) {
		for i := 0; i < 5; i++ {
			if !yield(i) {
				return
			}
		}
	}
	for v := range seq {
		if v == 3 {
			break
		}
		fmt.Print(v, ",")
	}
	fmt.Println()
	defer func() {
		r := recover()
		fmt.Println("recovered", r)
		defer os.Stdout.WriteString("end\n")
	}()
	var np *T
	fmt.Println(np.b)
}
