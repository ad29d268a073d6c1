// What the collector finds dropped: variables that are not read again, in frames of all kinds.
package main

import (
	"fmt"
	"runtime"
)

const size = 4 << 20

var sink interface{}

//go:noinline
func live(where string) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	println(where, m.HeapAlloc>>20)
}

//go:noinline
func big() []byte { return make([]byte, size) }

//go:noinline
func use(b []byte) int { return len(b) }

//go:noinline
func keep(p interface{}) {}

type holder struct {
	name string
	b    []byte
}

//go:noinline
func makeHolder() holder { return holder{"h", big()} }

//go:noinline
func (h holder) byValue() { live("method before"); use(h.b); live("method after") }

//go:noinline
func (h *holder) byPointer() { live("pointer method before"); use(h.b); live("pointer method after") }

func cloned() {
	b := big()
	live("cloned before")
	b = append([]byte(nil), b[:10]...)
	live("cloned after")
	runtime.KeepAlive(b)
}

func resliced() {
	b := big()
	b = b[:1]
	live("resliced: an element keeps all of it")
	runtime.KeepAlive(b)
	live("resliced after")
}

func parameter(b []byte) {
	live("parameter before")
	use(b)
	live("parameter after")
}

func structVariable() {
	h := makeHolder()
	live("struct before")
	use(h.b)
	live("struct after")
	h = makeHolder()
	live("struct again")
	use(h.b)
	live("struct at the end")
}

func structEmptied() {
	h := makeHolder()
	live("field before")
	h.b = nil
	live("field after")
	keep(h.name)
}

func addressTaken() {
	var h holder
	p := &h
	p.b = big()
	live("address before")
	use(p.b)
	live("address after")
}

func closures() {
	b := big()
	f := func() int { return use(b) }
	live("closure before")
	f()
	live("closure after")
}

func closureAssigns() {
	var b []byte
	set := func() { b = big() }
	set()
	live("captured before")
	n := use(b)
	live("captured after")
	_ = n
}

func inLoop() {
	for i := 0; i < 3; i++ {
		b := big()
		live("loop with")
		use(b)
		live("loop without")
	}
}

func builtInLoop() {
	var h holder
	for i := 0; i < 3; i++ {
		h = makeHolder()
		use(h.b)
		live("loop of structs")
	}
}

func branches(n int) {
	var b []byte
	if n > 0 {
		b = big()
	}
	live("branch before")
	if n > 1 {
		use(b)
	}
	live("branch after")
}

func interfaces() {
	var x interface{} = makeHolder()
	live("interface before")
	h := x.(holder)
	x = nil
	live("interface and struct")
	use(h.b)
	live("interface after")
}

func results() (b []byte, err error) {
	b = big()
	live("result before")
	return b, nil
}

func arrays() {
	var a [3][]byte
	a[0], a[1] = big(), big()
	live("array before")
	use(a[1])
	use(a[0])
	live("array after")
}

func maps() {
	list := []holder{makeHolder(), makeHolder()}
	live("list before")
	for _, h := range list {
		use(h.b)
	}
	live("list after")
}

func printed() {
	b := big()
	s := fmt.Sprint(len(b))
	live("printed after")
	keep(s)
}

func text() {
	s := string(big())
	t := s[10:20]
	live("text before")
	keep(t)
	s = ""
	live("text after")
	keep(s)
}

func deferred() {
	b := big()
	defer func() { live("deferred call") }()
	live("deferred before")
	use(b)
	live("deferred after")
}

func deferredKeeps() {
	b := big()
	defer func() { use(b); live("deferred call has it"); use(b) }()
	live("deferred keeps")
}

func deferredParameter(b []byte) {
	defer live("argument of a deferred call")
	live("parameter of a function that defers")
	use(b)
	live("parameter of a function that defers, after")
}

func recovers(b []byte) (n int) {
	defer func() {
		live("recovering")
		recover()
		live("recovered")
	}()
	n = use(b)
	var p *holder
	n += len(p.b)
	return n
}

func panics(b []byte) {
	defer func() {
		live("panicking")
		recover()
	}()
	use(b)
	panic(fmt.Sprint("n", len(b)))
}

func deep(n int, b []byte) {
	if n == 0 {
		live("deep before")
		use(b)
		live("deep after")
		return
	}
	deep(n-1, b)
}

func node() {
	type node struct {
		next *node
		b    []byte
	}
	var head *node
	for i := 0; i < 3; i++ {
		head = &node{head, big()}
	}
	live("nodes before")
	head = head.next
	live("nodes but one")
	use(head.b)
	head = nil
	live("nodes after")
}

func main() {
	live("begin")
	cloned()
	resliced()
	parameter(big())
	structVariable()
	structEmptied()
	addressTaken()
	closures()
	closureAssigns()
	inLoop()
	builtInLoop()
	branches(1)
	branches(2)
	interfaces()
	results()
	live("result dropped")
	b, _ := results()
	live("result kept")
	use(b)
	live("result used")
	arrays()
	maps()
	printed()
	text()
	deferred()
	deferredKeeps()
	deferredParameter(big())
	println(recovers(big()))
	panics(big())
	deep(50, big())
	node()
	h := makeHolder()
	h.byValue()
	live("after byValue")
	h.byPointer()
	live("after byPointer")
	live("end")
}
