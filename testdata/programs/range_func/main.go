package main

import (
	"errors"
	"fmt"
	"runtime"
)

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				fmt.Print("stop", i, " ")
				return
			}
		}
		fmt.Print("end ")
	}
}

func pairs(n int) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for i := range n {
			if !yield(i, fmt.Sprint("s", i)) {
				return
			}
		}
	}
}

func times(n int) func(func() bool) {
	return func(yield func() bool) {
		for ; n > 0 && yield(); n-- {
		}
	}
}

// Iterators that break the rules.
func deaf(yield func(int) bool) {
	for i := 0; i < 3; i++ {
		yield(i)
	}
}

var saved func(int) bool

func leak(yield func(int) bool) {
	saved = yield
	yield(1)
}

func swallow(yield func(int) bool) {
	defer func() { fmt.Print("swallowed ", recover(), " ") }()
	yield(1)
}

func swallowAndGoOn(yield func(int) bool) {
	func() {
		defer func() { fmt.Print("swallowed ", recover(), " ") }()
		yield(1)
	}()
	yield(2)
}

func rethrow(yield func(int) bool) {
	defer func() {
		if e := recover(); e != nil {
			panic(fmt.Sprint("re-", e))
		}
	}()
	yield(1)
}

func cleanup(yield func(int) bool) {
	defer fmt.Print("cleanup ")
	_ = yield(1) && yield(2) && yield(3)
}

func panics(yield func(int) bool) {
	yield(7)
	panic("iterator panics")
}

func try(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			_, isRuntime := e.(runtime.Error)
			fmt.Println(name, "panics:", e, isRuntime)
		} else {
			fmt.Println(name, "fine")
		}
	}()
	f()
}

func find(want int) (int, bool) {
	for x := range count(10) {
		if x == want {
			return x * 10, true
		}
	}
	return -1, false
}

func named(want int) (res int, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("recovered %v with %d", e, res)
		}
	}()
	for x := range count(5) {
		res = x
		if x == want {
			return x * 10, errors.New("found")
		}
		if x == 4 {
			panic("four")
		}
		if x == 3 && want == 100 {
			return
		}
	}
	return
}

func namedPanicAfter() (res int, err error) {
	defer func() {
		e := recover()
		fmt.Print("recovered ", e, " res ", res, " err ", err, " ")
	}()
	for x := range panics {
		return x, errors.New("returned")
	}
	return -1, nil
}

func defers() (s string) {
	defer func() { s += "last" }()
	for i := range count(3) {
		defer func() { s += fmt.Sprint("d", i, " ") }()
		s += fmt.Sprint("b", i, " ")
	}
	s += "after "
	for i, t := range pairs(2) {
		for range times(2) {
			defer func(x string) { s += x + t + " " }(fmt.Sprint(i, "/"))
		}
	}
	return s + "ret "
}

func deferInLoop() {
	for i := range cleanup {
		defer fmt.Print("deferred", i, " ")
		if i == 2 {
			break
		}
	}
	fmt.Print("loop done ")
}

func deferPanics() (err error) {
	defer func() { err = fmt.Errorf("got %v", recover()) }()
	for i := range count(5) {
		defer func() {
			if i == 1 {
				panic(fmt.Sprint("deferred panics after ", recover()))
			}
			fmt.Print("deferred", i, " ")
		}()
		if i == 2 {
			panic("body")
		}
	}
	return nil
}

func recoverInBody() (s string) {
	defer func() {
		for i := range count(3) {
			s += fmt.Sprint(i, recover(), " ")
		}
	}()
	panic("P")
}

func recoverInNested() (s string) {
	defer func() {
		for range count(2) {
			for range times(2) {
				if e := recover(); e != nil {
					s += fmt.Sprint(e, " ")
				} else {
					s += "nil "
				}
			}
		}
	}()
	panic("P")
}

func recoverNotDirect() (s string) {
	defer func() {
		s += fmt.Sprint("outer ", recover())
	}()
	defer func() {
		for range count(1) {
			func() { s += fmt.Sprint("inner ", recover(), " ") }()
		}
	}()
	panic("P")
}

func deferredInBodyRecovers() (s string) {
	for i := range count(2) {
		defer func() { s += fmt.Sprint(i, recover(), " ") }()
	}
	panic("P")
}

func labels() {
outer:
	for i := range count(4) {
	inner:
		for j, s := range pairs(4) {
			for k := 0; k < 3; k++ {
				switch {
				case i == 0 && j == 1:
					continue outer
				case i == 1 && k == 1:
					continue inner
				case i == 2 && j == 2:
					break inner
				case i == 3:
					break outer
				case k == 2:
					break
				}
				fmt.Print(i, j, k, s, " ")
			}
		}
		fmt.Print("after inner ")
	}
	fmt.Println()
	for i := range count(3) {
		for j := range count(3) {
			if j == 1 {
				goto next
			}
			if i == 1 {
				goto done
			}
		}
	next:
		fmt.Print("next", i, " ")
	}
done:
	fmt.Println("done")
}

func deepReturn() (int, string) {
	for i := range count(3) {
		for j := range count(3) {
			for range times(1) {
				if i*j == 2 {
					return i, fmt.Sprint("j", j)
				}
			}
		}
	}
	return 0, ""
}

func captured() {
	var fs []func() int
	for i := range count(3) {
		fs = append(fs, func() int { i++; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	var x struct{ a, b int }
	var m string
	for x.a = range count(2) {
		x.b += x.a + 1
	}
	for x.b, m = range pairs(3) {
	}
	for _, m = range pairs(5) {
	}
	for range pairs(1) {
	}
	fmt.Println(x, m)
}

type tree struct {
	left, right *tree
	v           int
}

func (t *tree) all(yield func(int) bool) bool {
	return t == nil || t.left.all(yield) && yield(t.v) && t.right.all(yield)
}

func (t *tree) walk(yield func(int) bool) { t.all(yield) }

func main() {
	fmt.Println(find(3))
	fmt.Println(find(30))
	fmt.Println(named(2))
	fmt.Println(named(50))
	fmt.Println(named(100))
	fmt.Println(namedPanicAfter())
	fmt.Println(defers())
	deferInLoop()
	fmt.Println()
	fmt.Println(deferPanics())
	try("recoverInBody", func() { fmt.Println(recoverInBody()) })
	try("recoverInNested", func() { fmt.Println(recoverInNested()) })
	try("recoverNotDirect", func() { fmt.Println(recoverNotDirect()) })
	try("deferred in body", func() { fmt.Println(deferredInBodyRecovers()) })
	labels()
	fmt.Println(deepReturn())
	captured()
	try("deaf", func() {
		for x := range deaf {
			fmt.Print(x, " ")
			break
		}
	})
	try("deaf return", func() {
		for x := range deaf {
			fmt.Print(x, " ")
			return
		}
	})
	try("deaf continue", func() {
		for x := range deaf {
			fmt.Print(x, " ")
			continue
		}
	})
	try("leak", func() {
		for x := range leak {
			fmt.Print(x, " ")
		}
		saved(2)
	})
	try("leak after break", func() {
		for x := range leak {
			fmt.Print(x, " ")
			break
		}
		saved(2)
	})
	try("swallow", func() {
		for x := range swallow {
			panic(x)
		}
	})
	try("swallow and go on", func() {
		for x := range swallowAndGoOn {
			panic(x)
		}
	})
	try("rethrow", func() {
		for x := range rethrow {
			panic(x)
		}
	})
	try("iterator panics", func() {
		for range panics {
			fmt.Print("body ")
		}
	})
	try("body panics", func() {
		for i := range cleanup {
			if i == 2 {
				panic("in body")
			}
		}
	})
	try("nil function", func() {
		var f func(func() bool)
		for range f {
		}
	})
	try("inner iterator of outer loop", func() {
		for x := range count(2) {
			for y := range deaf {
				fmt.Print(x, y, " ")
				if y == 0 {
					break
				}
			}
		}
	})
	try("nested use", func() {
		var inner func(int) bool
		for x := range func(yield func(int) bool) { inner = yield; yield(0) } {
			if x == 0 {
				inner(1)
			}
			fmt.Print("x", x, " ")
		}
	})
	t := &tree{&tree{nil, nil, 1}, &tree{&tree{nil, nil, 3}, nil, 4}, 2}
	for v := range t.walk {
		fmt.Print(v, " ")
	}
	for v := range t.walk {
		if v == 3 {
			break
		}
		fmt.Print(v, " ")
	}
	fmt.Println()
	func() {
		for i := range count(3) {
			defer func() {
				fmt.Print("closing", i, " ")
			}()
			if i == 1 {
				return
			}
		}
	}()
	fmt.Println()
}
