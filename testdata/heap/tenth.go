// Keeps about a tenth of what it allocates: lists of slices and texts, in slots that are overwritten at random.
package main

import (
	"fmt"
	"os"
	"runtime"
)

type node struct {
	next *node
	data []int
	name string
}

func main() {
	const slots = 20000
	live := make([]*node, slots)
	var x uint32 = 1
	for i := 0; i < 10*slots; i++ {
		x = x*1664525 + 1013904223
		at := int(x>>8) % slots
		n := &node{data: make([]int, 100+i%100), name: fmt.Sprint(i)}
		n.data[7] = i
		n.next = live[at]
		if n.next != nil {
			n.next.next = nil
		}
		live[at] = n
	}
	for _, n := range live {
		for ; n != nil; n = n.next {
			if n.name != fmt.Sprint(n.data[7]) {
				panic("lost " + n.name)
			}
		}
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Println(m.HeapAlloc)
	runtime.KeepAlive(live)
	done()
}

// The test reads how much memory the process had at most, and then ends the input.
func done() {
	fmt.Println("done")
	os.Stdin.Read(make([]byte, 1))
}
