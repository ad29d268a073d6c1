package main

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"sort"
	"strings"
)

type Animal interface {
	Name() string
	Sound() string
}
type Walker interface{ Walk(n int) string }
type AnimalWalker interface {
	Animal
	Walker
}
type empty interface{}

type base struct {
	name string
	n    int
}

func (b base) Name() string              { return "base " + b.name }
func (b *base) SetName(s string)         { b.name = s }
func (b *base) Count() int               { b.n++; return b.n }
func (b base) Walk(n int) string         { return fmt.Sprint(b.name, " walks ", n) }
func (b *base) isNil() bool              { return b == nil }
func (b base) variadic(xs ...any) string { return fmt.Sprint(len(xs), xs) }

type dog struct {
	base
	breed string
}

func (d dog) Sound() string { return "woof" }

type puppy struct {
	*dog
	age int
}

func (p puppy) Sound() string { return "yip " + p.dog.Sound() }

type withIface struct {
	Animal
	extra int
}

type deep struct{ mid }
type mid struct{ *puppy }

type num int

func (n num) Name() string  { return fmt.Sprint("num", int(n)) }
func (n num) Sound() string { return "beep" }
func (n *num) inc() *num    { *n++; return n }
func (n num) add(m num) num { return n + m }

type fnType func(int) int

func (f fnType) apply(x int) int { return f(f(x)) }

type sliceType []int

func (s sliceType) Len() int           { return len(s) }
func (s sliceType) Less(i, j int) bool { return s[i] > s[j] }
func (s sliceType) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }
func (s *sliceType) push(x int)        { *s = append(*s, x) }

type arrType [2]string

func (a arrType) join() string  { return strings.Join(a[:], "+") }
func (a *arrType) set(s string) { a[0] = s }

type A struct{ x int }
type B struct{ x, y int }
type C struct {
	A
	B
	y string
}

func (A) who() string { return "A" }
func (B) own() string { return "B" }

type list struct {
	v    int
	next *list
}

func (l *list) sum() int {
	if l == nil {
		return 0
	}
	return l.v + l.next.sum()
}

func try(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			_, isRT := e.(runtime.Error)
			_, isTA := e.(*runtime.TypeAssertionError)
			fmt.Println(name, "panics:", e, isRT, isTA)
		}
	}()
	f()
}

func describe(x any) string {
	switch v := x.(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprintf("int-like %v %T", v, v)
	case func() int:
		return fmt.Sprint("func ", v())
	case Walker:
		return "walker " + v.Walk(1)
	case error:
		return "error " + v.Error()
	case []int:
		return fmt.Sprint("slice ", len(v))
	case *int:
		return fmt.Sprint("ptr ", *v)
	case struct{ a int }:
		return fmt.Sprint("struct ", v.a)
	case [2]int:
		return fmt.Sprint("array ", v[1])
	case Animal:
		return "animal " + v.Name()
	case interface{ inc() *num }:
		return "inc"
	case fmt.Stringer, io.Reader:
		return fmt.Sprintf("%T", v)
	default:
		return fmt.Sprintf("other %T", v)
	}
}

type myErr struct{}

func (*myErr) Error() string { return "myErr" }

func mayFail(f bool) error {
	var e *myErr
	if f {
		e = &myErr{}
	}
	return e
}

func main() {
	d := dog{base{"rex", 0}, "lab"}
	p := puppy{&d, 1}
	var a Animal = d
	var w Walker = &d
	var aw AnimalWalker = p
	fmt.Println(a.Name(), a.Sound(), w.Walk(3), aw.Name(), aw.Sound(), aw.Walk(2))
	d.SetName("max")
	p.SetName("tiny")
	fmt.Println(a.Name(), w.Walk(3), aw.Name(), d.Count(), p.Count(), p.n, d.base.n)
	dp := deep{mid{&p}}
	dp.SetName("deep")
	fmt.Println(dp.Name(), dp.Sound(), dp.name, dp.mid.puppy.dog.base.name, a.(dog).name)
	var aw2 AnimalWalker = dp
	a = aw2
	fmt.Println(a.Sound(), a.(Walker).Walk(9), a == aw2, a.(deep) == dp)
	wi := withIface{Animal: num(4), extra: 2}
	fmt.Println(wi.Name(), wi.Sound(), Animal(wi).Name(), Animal(&wi).Sound())
	wi.Animal = wi
	fmt.Println(wi.Name())
	try("nil embedded interface", func() { var w withIface; w.Name() })
	try("nil embedded pointer", func() { var p puppy; fmt.Println(p.Name()) })
	try("nil embedded pointer method", func() { var p puppy; p.SetName("x") })
	fmt.Println((*base)(nil).isNil(), (*list)(nil).sum(), (&list{1, &list{2, nil}}).sum())

	f1 := base.Name
	f2 := (*base).SetName
	f3 := (*base).Name
	f4 := Animal.Name
	f5 := dog.Walk
	f6 := (*puppy).Count
	f7 := puppy.Sound
	f8 := base.variadic
	f9 := interface{ Walk(int) string }.Walk
	f2(&d.base, "expr")
	fmt.Println(f1(d.base), f3(&d.base), f4(p), f5(d, 1), f6(&p), f7(p), f8(d.base, 1, "x"), f8(d.base), f9(d, 5))
	fmt.Printf("%T %T %T %T %T %T\n", f1, f2, f4, f6, f8, f9)
	m1 := d.Name
	m2 := d.Count
	m3 := a.Sound
	m4 := p.Walk
	m5 := d.variadic
	d.name = "changed"
	fmt.Println(m1(), m2(), m2(), d.n, m3(), m4(7), m5("a", "b"), m5([]any{1, 2}...))
	n := num(5)
	n.inc().inc()
	inc := n.inc
	inc()
	fmt.Println(n, n.add(2), num.add(n, 3), (*num).add(&n, 1), *n.inc())
	fn := fnType(func(x int) int { return x * 3 })
	fmt.Println(fn.apply(2), fnType.apply(fn, 1), fnType(n.asInt).apply(1))
	s := sliceType{3, 1, 2}
	s.push(5)
	sort.Sort(s)
	fmt.Println(s, s.Len(), sort.IsSorted(s))
	ar := arrType{"a", "b"}
	ar.set("z")
	fmt.Println(ar.join(), arrType.join(ar), (&ar).join())
	c := C{A{1}, B{2, 3}, "y"}
	fmt.Println(c.A.x, c.B.x, c.y, c.B.y, c.who(), c.own(), C.who(c))

	one := 1
	for _, x := range []any{nil, 1, int64(2), int32(3), func() int { return 4 }, d, &d, p, num(1), &n, errors.New("err"), []int{1}, &one, struct{ a int }{5}, [2]int{6, 7}, "s", 1.5, sliceType{}, struct{}{}, strings.NewReader("x"), mayFail(true), (*int)(&one), empty(3), fn} {
		fmt.Print(describe(x), "; ")
	}
	fmt.Println()
	err := mayFail(false)
	fmt.Println(err == nil, err != nil, err.(*myErr) == nil, mayFail(true) == nil)

	var x any = d
	var nilA Animal
	var nilE error
	try("concrete from other", func() { _ = x.(num) })
	try("concrete from nil", func() { var y any; _ = y.(num) })
	try("iface from concrete", func() { _ = x.(error) })
	try("iface from nil", func() { _ = any(nilE).(Animal) })
	try("missing pointer method", func() { _ = x.(interface{ SetName(string) }) })
	try("wrong signature", func() { _ = x.(interface{ Walk() string }) })
	try("unexported method", func() { _ = x.(interface{ hidden() }) })
	try("non-empty to concrete", func() { var a Animal = n; _ = a.(dog) })
	try("non-empty nil to concrete", func() { _ = nilA.(dog) })
	try("non-empty to iface", func() { var a Animal = n; _ = a.(Walker) })
	try("pointer vs value", func() { _ = any(&d).(dog) })
	try("unnamed types", func() { _ = x.([]int) })
	try("to func", func() { _ = x.(func(int, ...string) (bool, error)) })
	try("to struct", func() { _ = x.(struct{ a int }) })
	try("anonymous iface", func() { _ = any(1).(interface{ Foo() }) })
	try("call on nil iface", func() { nilA.Name() })
	try("method value of nil iface", func() { _ = nilA.Name })
	try("error nil call", func() { fmt.Println(nilE.Error()) })
	v, ok := x.(dog)
	v2, ok2 := x.(num)
	v3, ok3 := x.(Walker)
	v4, ok4 := x.(error)
	_, ok5 := x.(interface {
		Animal
		Walker
	})
	fmt.Println(v.name, ok, v2, ok2, v3 != nil, ok3, v4 == nil, ok4, ok5)
	if _, ok := any(p).(interface{ SetName(string) }); ok {
		fmt.Println("puppy has SetName")
	}
	var _ Animal = (*dog)(nil)
	var e1, e2 error = errors.New("a"), errors.New("a")
	fmt.Println(e1 == e2, e1 == e1, errors.Is(fmt.Errorf("x: %w", e1), e1))
	an := []Animal{d, num(1), &n, p, wi}
	for i, a := range an {
		_, isW := a.(Walker)
		fmt.Print(i, a.Name(), isW, " ")
	}
	fmt.Println()
	loc := func() Animal {
		type local struct{ num }
		return local{7}
	}()
	fmt.Printf("%T %v %s\n", loc, loc, loc.Name())
}

func (n *num) asInt(x int) int { return x + int(*n) }
