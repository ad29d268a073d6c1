// Sizes of make that are constants behind variables: on the stack since Go 1.25, counted in allocations.
package main

import "runtime"

type num int

const ten = 10

var global = 10

func size() int           { return 100 }
func named() (n int)      { n = 100; return }
func namedValue() (n int) { return 100 }
func either(b bool) int {
	if b {
		return 100
	}
	return 100
}
func early(b bool) int {
	if b {
		println("no")
	}
	return 100
}
func id(n int) int              { return n }
func double(n int) int          { return 2 * n }
func two() (int, int)           { return 100, 200 }
func mk(n int) int              { return len(make([]int, n)) }
func mkCap(n, c int) int        { return len(make([]int, n, c)) }
func mkChanged(n int) int       { n++; return len(make([]int, n)) }
func mkKept(n int) []int        { return make([]int, n) }
func outer(n int) int           { return mk(n) }
func variadic(xs ...int) int    { return len(make([]int, 20+0*len(xs))) }
func variadicLen(xs ...int) int { return len(make([][5]int, len(xs))) }
func lenOf(xs []int) int        { return len(make([][5]int, len(xs))) }
func (n num) mk() int           { return len(make([]int, n)) }
func generic(f func() int) int  { return len(make([]int, f())) }

//go:noinline
func noinline(n int) int { return len(make([]int, n)) }

//go:noinline
func param(n int) int { m := n; return len(make([]int, m)) }

var sink interface{}
var total int

func measure(name string, f func()) {
	f()
	var a, b runtime.MemStats
	runtime.ReadMemStats(&a)
	f()
	runtime.ReadMemStats(&b)
	println(name, b.Mallocs-a.Mallocs)
}

func main() {
	measure("plain", func() { n := 100; total += len(make([]int, n)) })
	measure("var", func() { var n = 100; total += len(make([]int, n)) })
	measure("var typed", func() { var n int = 100; total += len(make([]int, n)) })
	measure("zero", func() { var n int; total += len(make([]int, n, 100)) })
	measure("zero cap", func() { var n int; total += cap(make([]int, 0, n)) })
	measure("declared, assigned", func() { var n int; n = 100; total += len(make([]int, n)) })
	measure("const", func() { n := ten * ten; total += len(make([]int, n)) })
	measure("chain", func() { n := 100; m := n; k := m; total += len(make([]int, k)) })
	measure("pair", func() { n, m := 100, 200; total += len(make([]int, n, m)) })
	measure("len variable, cap constant", func() { n := total % 7; total += len(make([]int, n, 100)) })
	measure("len variable, cap behind variable", func() { n := total % 7; c := 100; total += len(make([]int, n, c)) })
	measure("cap variable", func() { n, c := 10, 100+total%7; total += len(make([]int, n, c)) })
	measure("arithmetic", func() { n := 50; total += len(make([]int, n*2)) })
	measure("plus", func() { n := 99; total += len(make([]int, n+1)) })
	measure("plus zero", func() { n := 100; m := n + 0; total += len(make([]int, m)) })
	measure("named type", func() { n := num(100); total += len(make([]int, n)) })
	measure("to named type", func() { n := 100; total += len(make([]int, num(n))) })
	measure("int64", func() { n := int64(100); total += len(make([]int, n)) })
	measure("int to int64", func() { n := 100; total += len(make([]int, int64(n))) })
	measure("int to uint", func() { n := 100; total += len(make([]int, uint(n))) })
	measure("uint", func() { n := uint(100); total += len(make([]int, n)) })
	measure("uint8", func() { n := uint8(100); total += len(make([]int, n)) })
	measure("uint8 to int", func() { n := uint8(100); total += len(make([]int, int(n))) })
	measure("uintptr to uint64", func() { n := uintptr(100); total += len(make([]int, uint64(n))) })
	measure("global", func() { total += len(make([]int, global*10)) })
	measure("global read", func() { n := global; total += len(make([]int, n)) })
	measure("reassigned", func() { n := 100; n = 100; total += len(make([]int, n)) })
	measure("reassigned after", func() { n := 100; total += len(make([]int, n)); n = 3; total += n })
	measure("incremented after", func() { n := 100; total += len(make([]int, n)); n++; total += n })
	measure("reassigned in a closure", func() {
		n := 100
		f := func() { n = 3 }
		total += len(make([]int, n))
		f()
	})
	measure("address taken", func() { n := 100; p := &n; total += len(make([]int, n)); total += *p })
	measure("captured", func() {
		n := 100
		f := func() int { return len(make([]int, n)) }
		total += f()
	})
	measure("captured twice", func() {
		n := 100
		f := func() int { g := func() int { return len(make([]int, n)) }; return g() + n }
		total += f()
	})
	measure("captured, not inlined", func() {
		n := 100
		var f func(int) int
		f = func(k int) int {
			if k > 0 {
				return f(k - 1)
			}
			return len(make([]int, n))
		}
		total += f(3)
	})
	measure("captured and reassigned", func() {
		n := 100
		f := func() int { return len(make([]int, n)) }
		total += f()
		n = 3
	})
	measure("declared in a closure", func() {
		f := func(b bool) int { n := 100; return len(make([]int, n)) }
		total += f(true)
	})
	measure("parameter of a closure", func() { f := func(n int) int { return len(make([]int, n)) }; total += f(100) })
	measure("called literal", func() { total += func(n int) int { return len(make([]int, n)) }(100) })
	measure("size()", func() { total += len(make([]int, size())) })
	measure("n := size()", func() { n := size(); total += len(make([]int, n)) })
	measure("named()", func() { total += len(make([]int, named())) })
	measure("namedValue()", func() { total += len(make([]int, namedValue())) })
	measure("either()", func() { total += len(make([]int, either(true))) })
	measure("early()", func() { total += len(make([]int, early(false))) })
	measure("id(100)", func() { total += len(make([]int, id(100))) })
	measure("id(n)", func() { n := 100; total += len(make([]int, id(n))) })
	measure("id(id(100))", func() { total += len(make([]int, id(id(100)))) })
	measure("double(50)", func() { total += len(make([]int, double(50))) })
	measure("two()", func() { n, c := two(); total += len(make([]int, n, c)) })
	measure("mk(100)", func() { total += mk(100) })
	measure("mk(n)", func() { n := 100; total += mk(n) })
	measure("mk(size())", func() { total += mk(size()) })
	measure("mkCap(1, 100)", func() { total += mkCap(1, 100) })
	measure("mkChanged(99)", func() { total += mkChanged(99) })
	measure("mkKept(100)", func() { total += len(mkKept(100)) })
	measure("outer(100)", func() { total += outer(100) })
	measure("method", func() { total += num(100).mk() })
	measure("function value", func() { total += generic(size) })
	measure("literal value", func() { total += generic(func() int { return 100 }) })
	measure("noinline", func() { total += noinline(100) })
	measure("param", func() { total += param(100) })
	measure("variadic", func() { total += variadic(1, 2, 3) })
	measure("variadic len", func() { total += variadicLen(1, 2, 3) })
	measure("variadic len of none", func() { total += variadicLen() })
	measure("len of literal", func() { x := []int{1, 2, 3}; total += len(make([][5]int, len(x))) })
	measure("len behind variable", func() { x := []int{1, 2, 3}; n := len(x); total += len(make([][5]int, n)) })
	measure("cap of literal", func() { x := []int{1, 2, 3}; total += len(make([][5]int, cap(x))) })
	measure("len of indexed literal", func() { x := []int{9: 1}; total += len(make([][5]int, len(x))) })
	measure("len of copy", func() { x := []int{1, 2, 3}; y := x; total += len(make([][5]int, len(y))) })
	measure("len of appended", func() { x := []int{1, 2, 3}; x = append(x, 1); total += len(make([][5]int, len(x))) })
	measure("len of cut", func() { x := []int{1, 2, 3}[:2]; total += len(make([][5]int, len(x))) })
	measure("len of make", func() { x := make([]int, 3); total += len(make([][5]int, len(x))) })
	measure("len of array", func() { var x [3]int; total += len(make([][5]int, len(x))) + x[0] })
	measure("len of string", func() { x := "abc"; total += len(make([][5]int, len(x))) })
	measure("len of bytes", func() { x := []byte("abc"); total += len(make([][5]int, len(x))) })
	measure("len of passed literal", func() { total += lenOf([]int{1, 2, 3}) })
	measure("direct literal", func() { total += len(make([][5]int, len([]int{1, 2, 3}))) })
	measure("written literal", func() { x := []int{1, 2, 3}; x[0] = total; total += len(make([][5]int, len(x))) })
	measure("loop", func() {
		for n := 100; n < 101; n++ {
			total += len(make([]int, n))
		}
	})
	measure("loop constant", func() {
		for n, i := 100, 0; i < 2; i++ {
			total += len(make([]int, n))
		}
	})
	measure("in a loop", func() {
		for i := 0; i < 3; i++ {
			n := 100
			total += len(make([]int, n))
		}
	})
	measure("before a loop", func() {
		n := 100
		for i := 0; i < 3; i++ {
			total += len(make([]int, n))
		}
	})
	measure("if init", func() {
		if n := 100; total > 0 {
			total += len(make([]int, n))
		}
	})
	measure("switch init", func() {
		switch n := 100; {
		case total > 0:
			total += len(make([]int, n))
		}
	})
	measure("range key", func() {
		for n := range [1]int{} {
			total += len(make([]int, n+100))
		}
	})
	measure("64 KiB", func() { n := 64 << 10; total += len(make([]byte, n)) })
	measure("64 KiB + 1", func() { n := 64<<10 + 1; total += len(make([]byte, n)) })
	measure("small", func() { n := 3; total += len(make([]int, n)) })
	measure("small, too large", func() { n := 1; total += len(make([][65537]byte, n)) })
	measure("no elements", func() { n := 0; total += len(make([]int, n)) })
	measure("no size", func() { n := 10; total += len(make([]struct{}, n)) })
	measure("pointers", func() { n := 10; x := make([]*int, n); x[0] = &total; total += *x[0] })
	measure("strings", func() { n := 10; x := make([]string, n); x[0] = "a"; total += len(x) })
	measure("kept elsewhere", func() { n := 100; x := make([]int, n); sink = &x[0] })
	measure("boxed", func() { n := 100000; sink = n })
	measure("boxed size()", func() { sink = id(100000) })
	measure("boxed named()", func() { sink = named() + 100000 })
	measure("boxed captured", func() { n := 100000; func() { defer func() { sink = n }() }() })
	measure("boxed int64", func() { n := 100000; sink = int64(n) })
	measure("boxed uint", func() { n := 100000; sink = uint(n) })
	measure("boxed named type", func() { n := 100000; sink = num(n) })
	measure("boxed arithmetic", func() { n := 100000; sink = n + 1 })
	measure("boxed string", func() { s := "abc"; sink = s })
	measure("boxed two", func() { n, _ := two(); sink = n * 1000 })
	measure("boxed two, first", func() { n, _ := big2(); sink = n })
	println(len(make([]int8, loud(true))), cap(make([]int8, 1, loud(true))))
	sink = loud(true)
	println(sink.(int))
	sink = num(loud(true))
	println(sink.(num))
	caught(func() { n := -1; total += len(make([]int, n)) })
	caught(func() { n := 5; total += len(make([]int, 10, n)) })
	caught(func() { n := 5; total += len(make([]int, total, n)) })
	caught(func() { n := 1 << 62; total += len(make([]int, n)) })
	caught(func() { total += len(make([]int, negative())) })
	println(total > 0)
}

func big2() (int, int) { return 100000, 2 }

func loud(b bool) int {
	if b {
		println("loud")
	}
	return 100000
}

func negative() int { return -1 }

func caught(f func()) {
	defer func() { println(recover().(error).Error()) }()
	f()
}
