package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
)

type node struct {
	val  int
	next *node
	big  [1000]int
}

type iface interface{ M() int }
type impl struct{ v int }

func (i *impl) M() int { return i.v }

type val struct{ v int }

func (v val) M() int { return v.v }

type other interface {
	M() int
	Other()
}

var zero = 0
var five = 5

func show(e any) string {
	if re, ok := e.(runtime.Error); ok {
		return fmt.Sprintf("runtime error %T: %s", re, re.Error())
	}
	return fmt.Sprintf("%T: %v", e, e)
}

func named(step int) (n int, s string, err error, arr [2]int) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("recovered %s", show(e))
			n++
		}
	}()
	n, s, arr = 10, "before", [2]int{1, 2}
	var p *node
	var x any = "str"
	var i iface
	var f func() int
	sl := []int{1, 2, 3}
	n = 20
	switch step {
	case 0:
		n = p.val
	case 1:
		n, s = sl[five], "after"
	case 2:
		n = 1 / zero
	case 3:
		n = x.(int)
	case 4:
		n = i.M()
	case 5:
		n = f()
	case 6:
		sl = sl[five:]
		n = len(sl)
	case 7:
		sl = sl[:five]
	case 8:
		sl = sl[2 : 1+zero]
	case 9:
		sl = sl[0:2:five]
	case 10:
		s = s[five+5:]
	case 11:
		n = int(s[five+5])
	case 12:
		p.val = 5
	case 13:
		n = p.next.next.val
	case 14:
		n = p.big[five]
	case 15:
		p.big[999] = 1
	case 16:
		i = (*impl)(nil)
		n = i.M()
	case 17:
		i = (*val)(nil)
		n = i.M()
	case 18:
		_ = i.(other)
	case 19:
		i = val{}
		_ = i.(other)
	case 20:
		_ = x.(iface)
	case 21:
		x = nil
		n = x.(int)
	case 22:
		arr[five%7] = 3
	case 23:
		sl = make([]int, zero-1)
	case 24:
		sl = make([]int, 1, zero)
	case 25:
		_ = [3]int(sl[:2])
	case 26:
		_ = (*[4]int)(sl)
	case 27:
		var pa *[5]int
		n = len(pa)
		for i := range pa {
			n += i
		}
		n = pa[1]
	case 28:
		var pa *[5]int
		for _, v := range pa {
			n += v
		}
	case 29:
		var pa *[5]int
		sl = pa[:]
	case 30:
		x = []int{1}
		_ = x == x
	case 31:
		panic(errors.New("own"))
	case 32:
		panic(fmt.Sprint("text ", n))
	case 33:
		arr = func() [2]int { panic("in call") }()
	case 34:
		return 1, "ret", nil, [2]int{n, sl[five]}
	case 35:
		return func() int { panic("returning") }(), "x", nil, arr
	case 36:
		n, s, arr[1] = 99, "z", sl[five]
	case 37:
		x = impl{}
		n = x.(iface).M()
	case 38:
		var pp **int
		**pp = 1
	case 39:
		n = int(sl[uint8(five)+250])
	case 40:
		n = sl[uint64(1<<63)+uint64(zero)]
	case 41:
		n = sl[int8(-1)-int8(zero)]
	case 42:
		n %= zero
	case 43:
		sl = sl[zero-1:]
	case 44:
		sl = sl[:uint64(1<<63)+uint64(zero)]
	case 45:
		sl = sl[four():five:3]
	case 46:
		sl = sl[four():3:3]
	case 47:
		s = s[four()+1 : four()]
	case 48:
		s = s[:four()+100]
	case 49:
		_ = arr[four():]
	case 50:
		_ = arr[:four()]
	case 51:
		var e error
		s = e.Error()
	case 52:
		var np *node
		q := *np
		n = q.val
	case 53:
		_ = *p
	case 54:
		_ = p.val
	case 55:
		_ = &p.big
	case 56:
		_ = sl[five]
	case 57:
		g := i.M
		_ = g
	case 58:
		g := (*val).M
		n = g(nil)
	case 59:
		n = len(p.big) + cap(p.big)
	}
	n, s = 30, "end"
	return n, s, err, arr
}

func four() int { return 4 }

func reg() (a int, b float64, c string, d []int, e any, f complex128) {
	defer func() { recover() }()
	a, b, c, d, e, f = 1, 2.5, "c", []int{4}, 5, 6i
	if zero == 0 {
		var p *int
		*p = 1
	}
	return 7, 8, "nine", nil, nil, 0
}

func unnamed() (int, string) {
	defer func() { recover() }()
	panic("lost")
}

func nested() (n int) {
	defer func() {
		recover()
		n *= 2
	}()
	defer func() {
		n += 3
		var p *int
		*p = n
	}()
	n = 1
	return five
}

func loop() (res []int) {
	defer func() {
		if e := recover(); e != nil {
			res = append(res, -1)
			fmt.Println("loop:", e)
		}
	}()
	for i := 0; ; i++ {
		res = append(res, 10/(3-i))
	}
}

func paramChanged(a int, s []int) (r int) {
	defer func() {
		recover()
		r = a + len(s)
	}()
	a = 100
	s = append(s, 1, 2, 3)
	_ = s[a]
	return 0
}

func deepFault(n int) int {
	if n == 0 {
		var p *node
		return p.val
	}
	return deepFault(n-1) + 1
}

func deep() (err error) {
	defer func() {
		if e, ok := recover().(error); ok {
			err = e
		}
	}()
	deepFault(1000)
	return nil
}

func main() {
	for i := 0; i < 60; i++ {
		fmt.Print(i, ": ")
		fmt.Println(named(i))
	}
	fmt.Println(reg())
	fmt.Println(unnamed())
	fmt.Println(nested())
	fmt.Println(loop())
	fmt.Println(paramChanged(1, nil))
	fmt.Println(deep())
	defer os.Exit(3)
	var p *node
	defer func() { fmt.Println("deferred", p == nil) }()
	p.next.val = 4
}
