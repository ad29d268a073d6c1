// Functions that are called with what was dropped.
package main

import (
	"fmt"
	"runtime"
	"time"
)

type node struct {
	name string
	next *node
	data [40]int
}

func (n *node) Name() string { return n.name }

type namer interface{ Name() string }

var again *node

var dropped struct{ plain, any, namer, wide, many, kept, removed int }

//go:noinline
func build() *node {
	keep := &node{name: "kept"}
	runtime.SetFinalizer(keep, func(*node) { dropped.kept++ })
	for i := 0; i < 100; i++ {
		first := &node{name: "plain", next: &node{name: "behind"}}
		runtime.SetFinalizer(first, func(n *node) {
			if n.name+n.next.name == "plainbehind" {
				dropped.plain++
			}
		})
		second := &node{name: "any"}
		runtime.SetFinalizer(second, func(x interface{}) {
			if x.(*node).name == "any" {
				dropped.any++
			}
		})
		third := &node{name: "namer"}
		runtime.SetFinalizer(third, func(n namer) int {
			if n.Name() == "namer" {
				dropped.namer++
				again = n.(*node)
			}
			return 1
		})
		fourth := &node{name: "removed"}
		runtime.SetFinalizer(fourth, func(*node) { dropped.removed++ })
		runtime.SetFinalizer(fourth, nil)
		fifth := &node{name: "wide"}
		runtime.SetFinalizer(fifth, func(n *node) (wide [20]int, name string, next struct{ at *node }) {
			if n.name == "wide" {
				dropped.wide++
			}
			return [20]int{1, 2, 3}, n.name, struct{ at *node }{n}
		})
		sixth := &node{name: "many"}
		runtime.SetFinalizer(sixth, func(x interface{}) (a, b, c, d, e string) {
			if x.(*node).name == "many" {
				dropped.many++
			}
			return "a", "b", "c", "d", "e"
		})
	}
	return keep
}

// What a word on the stack still points to may stay for a while.
func most(n int) bool { return n >= 90 && n <= 100 }

func main() {
	kept := build()
	for i := 0; i < 10 && !(most(dropped.plain) && most(dropped.any) && most(dropped.namer) &&
		most(dropped.wide) && most(dropped.many)); i++ {
		runtime.GC()
		time.Sleep(10 * time.Millisecond)
	}
	fmt.Println(most(dropped.plain), most(dropped.any), most(dropped.namer), again.name)
	fmt.Println(most(dropped.wide), most(dropped.many))
	fmt.Println(dropped.kept, dropped.removed, kept.name)
	runtime.KeepAlive(kept)
	fmt.Println(again.data == [40]int{})
	runtime.SetFinalizer(kept, func(string) {})
}
