package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
)

type myErr struct{ code int }

func (e *myErr) Error() string { return fmt.Sprint("myErr ", e.code) }

type str string

func (s str) String() string { return "str:" + string(s) }

type badErr struct{}

func (badErr) Error() string { panic("Error panics") }

func rec(name string) {
	e := recover()
	if e == nil {
		fmt.Println(name, "nothing")
		return
	}
	_, isErr := e.(error)
	_, isRT := e.(runtime.Error)
	fmt.Printf("%s: %T %v %v %v\n", name, e, e, isErr, isRT)
}

func helper() any { return recover() }

func simple(v any) {
	defer rec("simple")
	panic(v)
}

func notDirect() {
	defer rec("outer")
	defer func() {
		fmt.Println("helper", helper())
		func() { fmt.Println("nested", recover()) }()
	}()
	panic("P")
}

func deferRecover() {
	defer rec("after defer recover()")
	defer recover()
	panic("Q")
}

func deferRecoverInFunc() {
	defer func() {
		defer recover()
		fmt.Println("in deferred")
	}()
	panic("nested deferred recover")
}

func deferFuncWithDefer() {
	defer rec("outer")
	defer func() {
		defer func() { fmt.Println("inner deferred", recover()) }()
	}()
	panic("R")
}

func repanic() {
	defer rec("repanic outer")
	defer func() {
		e := recover()
		panic(fmt.Sprint("again ", e))
	}()
	panic("first")
}

func replace() {
	defer rec("replace")
	defer func() { panic("second") }()
	defer func() { panic("middle") }()
	panic("first")
}

func recoverThenMore() (s string) {
	defer func() { s += fmt.Sprint(" third:", recover()) }()
	defer func() { s += fmt.Sprint(" second:", recover()) }()
	defer func() { s += fmt.Sprint("first:", recover()) }()
	panic("X")
}

func recoverTwice() {
	defer func() {
		fmt.Println(recover(), recover())
	}()
	panic("once")
}

func panicInDeferredRecovered() {
	defer rec("outermost")
	defer func() {
		func() {
			defer rec("inner panic")
			panic("inner")
		}()
		fmt.Println("still panicking?")
	}()
	panic("outer value")
}

func loopDefers() {
	for i := 0; i < 3; i++ {
		defer fmt.Print("d", i, " ")
		defer func(n int) { fmt.Print("c", n, i, " ") }(i * 10)
	}
	fmt.Print("body ")
}

type T struct{ n int }

func (t T) show(s string)     { fmt.Print(s, t.n, " ") }
func (t *T) showPtr(s string) { fmt.Print(s, t.n, " ") }
func (t T) rec()              { fmt.Println("method", t.n, recover()) }
func (t *T) recPtr()          { fmt.Println("pointer method", t.n, recover()) }

type shower interface{ show(string) }
type recoverer interface{ rec() }
type embeds struct{ T }
type embedsPtr struct {
	*T
	x int
}

func methodDefers() {
	t := T{1}
	defer fmt.Println()
	defer t.show("value")
	defer t.showPtr("ptr")
	defer (&t).show("addr")
	defer T.show(t, "expr")
	defer (*T).showPtr(&t, "pexpr")
	defer shower(t).show("iface")
	f := t.show
	defer f("mv")
	defer embeds{t}.show("emb")
	defer embedsPtr{T: &t}.showPtr("embp")
	t.n = 2
}

func methodRecovers() {
	for i := 0; i < 8; i++ {
		func() {
			t := T{i}
			defer rec("method did not recover")
			switch i {
			case 0:
				defer t.rec()
			case 1:
				defer t.recPtr()
			case 2:
				defer recoverer(t).rec()
			case 3:
				defer recoverer(&t).rec()
			case 4:
				defer embeds{t}.rec()
			case 5:
				defer recoverer(embeds{t}).rec()
			case 6:
				defer recoverer(embedsPtr{T: &t}).rec()
			case 7:
				f := t.rec
				defer f()
			}
			panic(i)
		}()
	}
	func() {
		defer rec("method expr did not recover")
		defer (*T).rec(&T{9})
		panic("e")
	}()
	func() {
		defer rec("bound did not recover")
		defer func(f func()) { f() }(T{10}.rec)
		panic("b")
	}()
}

func named() (a int, b string, err error) {
	defer func() {
		if e := recover(); e != nil {
			err, _ = e.(error)
			a *= 2
		}
	}()
	a, b = 21, "set"
	panic(&myErr{7})
}

func returnsThenDefer() (n int) {
	defer func() { n++ }()
	defer func() { n *= 10 }()
	return 5
}

func deferChangesLocal() int {
	n := 1
	defer func() { n = 100 }()
	return n
}

func nilPanics() {
	defer rec("nil panic")
	panic(nil)
}

func goThrough(depth int) {
	defer func() {
		if depth == 2 {
			fmt.Println("depth 2 recovers", recover())
		}
	}()
	if depth == 5 {
		var a []int
		_ = a[depth]
	}
	goThrough(depth + 1)
	fmt.Println("returned to", depth)
}

func deferInDefer() {
	defer func() {
		defer func() {
			defer func() {
				fmt.Println("level 3", recover())
			}()
			fmt.Println("level 2", recover())
			panic("from level 2")
		}()
		fmt.Println("level 1", recover())
		panic("from level 1")
	}()
	panic("start")
}

func recursivePanic(n int) {
	defer func() {
		if n < 3 {
			recursivePanic(n + 1)
		}
	}()
	panic(fmt.Sprint("panic ", n))
}

func unwrap() {
	defer func() {
		err := recover().(error)
		var me *myErr
		fmt.Println(errors.As(err, &me), me.code, errors.Unwrap(err) == error(me), err)
	}()
	panic(fmt.Errorf("wrapped: %w", &myErr{3}))
}

func typeSwitch(v any) {
	defer func() {
		switch e := recover().(type) {
		case nil:
			fmt.Println("nil")
		case runtime.Error:
			fmt.Println("runtime", e.Error())
		case error:
			fmt.Println("error", e)
		case fmt.Stringer:
			fmt.Println("stringer", e)
		default:
			fmt.Printf("other %T\n", e)
		}
	}()
	if f, ok := v.(func()); ok {
		f()
	}
	panic(v)
}

func main() {
	for _, v := range []any{1, "s", 2.5, errors.New("e"), &myErr{1}, str("x"), []int{1}, struct{ a int }{1}, 'x', true, 1i, [2]string{"a", "b"}, (*int)(nil), T{3}} {
		simple(v)
	}
	notDirect()
	deferRecover()
	deferRecoverInFunc()
	deferFuncWithDefer()
	repanic()
	replace()
	fmt.Println(recoverThenMore())
	recoverTwice()
	panicInDeferredRecovered()
	loopDefers()
	fmt.Println()
	methodDefers()
	methodRecovers()
	fmt.Println(named())
	fmt.Println(returnsThenDefer(), deferChangesLocal())
	nilPanics()
	goThrough(0)
	deferInDefer()
	func() {
		defer rec("recursive")
		recursivePanic(0)
	}()
	unwrap()
	typeSwitch(1)
	typeSwitch(errors.New("x"))
	typeSwitch(str("y"))
	typeSwitch(func() { panic(error(nil)) })
	typeSwitch(func() { var p *T; p.n = 1 })
	fmt.Println(recover())
	rec("outside")
	defer os.Exit(4)
	defer func() {
		fmt.Println("last", recover())
		panic("swallowed by exit")
	}()
	panic("main")
}
