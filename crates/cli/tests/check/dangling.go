package main

import (
	"os"
	"unsafe"
)

type box struct{ p *int }

var (
	global *int
	heap   = new(box)
)

//go:noinline
func hide(u uintptr) *int { return *(**int)(unsafe.Pointer(&u)) }

//go:noinline
func intoGlobal() {
	x := 1
	p := &x
	u := uintptr(unsafe.Pointer(p))
	global = hide(u)
}

//go:noinline
func intoHeap(b *box) {
	s := []int{1, 2, 3}
	u := uintptr(unsafe.Pointer(&s[1]))
	b.p = hide(u)
}

//go:noinline
func intoResult() *int {
	s := make([]int, 3)
	u := uintptr(unsafe.Pointer(&s[1]))
	return hide(u)
}

func main() {
	switch os.Args[1] {
	case "global":
		intoGlobal()
	case "heap":
		intoHeap(heap)
	case "older":
		var b box
		intoHeap(&b)
		println(*b.p)
	case "result":
		println(*intoResult())
	}
}
