// What the collector keeps and drops in frames that panics, deferred calls and callbacks go through.
package main

import (
	"errors"
	"fmt"
	"runtime"
	"sort"
	"strings"
)

type object [8]int64

func (o *object) fill() *object {
	for i := range o {
		o[i] = 0x123456789abcdef0
	}
	return o
}

func (o *object) check(where string) {
	for _, v := range o {
		if v != 0x123456789abcdef0 {
			println(where, "overwritten")
		}
	}
}

var gone string

func tracked(name string) *object {
	o := new(object).fill()
	runtime.SetFinalizer(o, func(*object) { gone += " " + name })
	return o
}

// phase collects and says which objects were dropped since the last time.
func phase(where string) {
	for i := 0; i < 3; i++ {
		runtime.GC()
		runtime.Gosched()
	}
	s := strings.Fields(gone)
	sort.Strings(s)
	gone = ""
	println(where+":", strings.Join(s, " "))
}

type pair struct{ a, b *object }

//go:noinline
func pairOf(a, b string) pair { return pair{tracked(a), tracked(b)} }

//go:noinline
func first(p pair) *object { return p.a }

func fields() {
	p := pairOf("field-a", "field-b")
	phase("both fields")
	a := first(p)
	phase("one was returned")
	a.check("fields")
	phase("none")
}

func pointers() {
	p := pairOf("p-a", "p-b")
	q := &p
	phase("by pointer")
	q.a = nil
	phase("one cleared")
	q.b.check("pointers")
	phase("pointer done")
}

type list struct {
	next *list
	o    *object
}

func (l *list) walk(n int) {
	if l == nil {
		phase(fmt.Sprint("end of the list ", n))
		return
	}
	l.next.walk(n + 1)
	if l.o != nil {
		l.o.check("walk")
	}
}

func lists() {
	var l *list
	for i := 0; i < 3; i++ {
		l = &list{l, tracked(fmt.Sprint("list", i))}
	}
	l.walk(0)
	phase("list dropped")
}

type stringer struct{ o *object }

func (s stringer) String() string {
	phase("in String")
	s.o.check("String")
	return "s"
}

func (s *stringer) Error() string {
	phase("in Error")
	s.o.check("Error")
	return "e"
}

func printing() {
	s := stringer{tracked("printed")}
	text := fmt.Sprintln(s, "and", s)
	phase("printed")
	fmt.Print(text)
	var err error = &stringer{tracked("error")}
	err = fmt.Errorf("wrapped: %w", err)
	phase("wrapped")
	var target *stringer
	println(errors.As(err, &target))
	err = nil
	phase("target has it")
	target.o.check("target")
	target = nil
	phase("target dropped")
}

func sorting() {
	s := []*object{tracked("s0"), tracked("s1"), tracked("s2")}
	s[1][0]++
	n := 0
	sort.Slice(s, func(i, j int) bool {
		if n++; n == 1 {
			phase("comparing")
		}
		return s[i][0] < s[j][0]
	})
	phase("sorted")
	s = s[2:]
	s[0][0]--
	s[0].check("sorted")
	phase("sorted done")
}

func loopOfDefers() {
	defer func() {
		phase("first deferred, called last")
		recover()
		phase("recovered")
	}()
	for i := 0; i < 3; i++ {
		o := tracked(fmt.Sprint("deferred", i))
		defer func() {
			phase("deferred in a loop")
			o.check("deferred")
		}()
	}
	phase("all are deferred")
	panic(errors.New("stop"))
}

func named() (o *object, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("%v", e)
			phase("result is named")
		}
	}()
	o = tracked("named")
	other := tracked("other")
	phase("before the panic")
	other.check("named")
	var m []int
	m[3] = 1
	return nil, nil
}

type visitor func(*object) bool

func each(n int, visit visitor) {
	for i := 0; i < n; i++ {
		if !visit(tracked(fmt.Sprint("visited", i))) {
			return
		}
	}
}

func visiting() {
	var last *object
	each(3, func(o *object) bool {
		last = o
		phase("visit")
		return true
	})
	phase("visited")
	last.check("last")
	last = nil
	phase("visiting done")
}

func methodValue() {
	o := tracked("bound")
	f := o.check
	phase("bound")
	f("bound")
	phase("bound done")
}

func stackSlices() {
	var room [4]*object
	s := room[:0]
	for i := 0; i < 3; i++ {
		s = append(s, tracked(fmt.Sprint("room", i)))
	}
	phase("on the stack")
	s[0].check("room")
	s = append(s[:0], s[2])
	s[0].check("moved")
	t := append([]*object(nil), s...)
	phase("copied")
	t[0].check("copied")
	phase("stack slices done")
}

func spareKeeps() {
	s := []*object{tracked("k0"), tracked("k1"), tracked("k2")}
	s = s[:1]
	phase("spare elements stay")
	runtime.KeepAlive(s)
	phase("spare done")
}

func gotos() {
	i := 0
	var o *object
again:
	if o != nil {
		o.check("goto")
	}
	o = tracked(fmt.Sprint("goto", i))
	phase("goto")
	if i++; i < 3 {
		goto again
	}
	phase("goto done")
}

func switches(x interface{}) {
	switch x := x.(type) {
	case *object:
		phase("switch")
		x.check("switch")
	case pair:
		phase("pair")
		x.a.check("pair")
		phase("pair read")
	}
	phase("switch done")
}

func shadow() {
	a := tracked("shadow-a")
	{
		a := tracked("shadow-b")
		phase("shadow inside")
		a.check("inside")
	}
	phase("shadow outside")
	a.check("outside")
	phase("shadow done")
}

func many() (a, b, c, d, e, f, g, h, i, j *object) {
	return tracked("r0"), tracked("r1"), nil, nil, nil, nil, nil, nil, tracked("r8"), tracked("r9")
}

func manyResults() {
	a, _, _, _, _, _, _, _, i, _ := many()
	phase("two of many")
	a.check("a")
	i.check("i")
	phase("many done")
}

func main() {
	fields()
	pointers()
	lists()
	printing()
	sorting()
	loopOfDefers()
	phase("after loopOfDefers")
	o, err := named()
	phase("named returned")
	println(o != nil, err.Error())
	if o != nil {
		o.check("main")
	}
	phase("named dropped")
	visiting()
	methodValue()
	stackSlices()
	spareKeeps()
	gotos()
	switches(tracked("x"))
	switches(pairOf("xa", "xb"))
	shadow()
	manyResults()
	phase("end")
}
