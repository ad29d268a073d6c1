package main

import "unsafe"

type z struct{}

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			println(name, "panics", r.(error).Error())
		}
	}()
	f()
}

func main() {
	var p *struct{}
	var q *int
	var a *[0]int
	n := 5
	m := -1
	zero := 0
	big := int64(1) << 62
	huge := uint64(1) << 63
	x := 3
	var u z
	try("unit", func() { println(len(unsafe.Slice(p, n)), unsafe.Slice(p, n) == nil) })
	try("array", func() { println(len(unsafe.Slice(a, n))) })
	try("int", func() { println(len(unsafe.Slice(q, n))) })
	try("int0", func() { println(len(unsafe.Slice(q, zero)), unsafe.Slice(q, zero) == nil) })
	try("unit0", func() { println(len(unsafe.Slice(p, zero)), unsafe.Slice(p, zero) == nil) })
	try("neg", func() { println(len(unsafe.Slice(&x, m))) })
	try("negnil", func() { println(len(unsafe.Slice(q, m))) })
	try("negunit", func() { println(len(unsafe.Slice(p, m))) })
	try("negunit2", func() { println(len(unsafe.Slice(&u, m))) })
	try("big", func() { println(len(unsafe.Slice(&x, big))) })
	try("bignil", func() { println(len(unsafe.Slice(q, big))) })
	try("bigunit", func() { println(len(unsafe.Slice(&u, big))) })
	try("hugeunit", func() { println(len(unsafe.Slice(&u, huge))) })
	try("hugenil", func() { println(len(unsafe.Slice(p, huge))) })
	try("huge", func() { println(len(unsafe.Slice(&x, huge))) })
}
