// What package runtime says of collections.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

var sink = make([][]byte, 16)

func fill() {
	for i := range sink {
		sink[i] = make([]byte, 1<<20)
	}
}

// Each array is dropped on its own: words that were left on the stack then keep one or two of them, not all.
func drop() {
	for i := range sink {
		sink[i] = nil
	}
}

func stats() runtime.MemStats {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m
}

func main() {
	fmt.Println(debug.SetGCPercent(-1), debug.SetGCPercent(50), debug.SetGCPercent(100))
	before := stats()
	fill()
	grown := stats()
	fmt.Println(grown.Mallocs-before.Mallocs >= 16, grown.TotalAlloc-before.TotalAlloc >= 16<<20)
	full := grown.NumGC
	drop()
	runtime.GC()
	after := stats()
	fmt.Println(full > before.NumGC, after.NumGC-full, after.NumForcedGC-before.NumForcedGC)
	fmt.Println(after.HeapAlloc+8<<20 <= grown.HeapAlloc, after.Frees > grown.Frees, after.TotalAlloc >= grown.TotalAlloc)
	fmt.Println(after.HeapObjects == after.Mallocs-after.Frees)
	debug.FreeOSMemory()
	fmt.Println(stats().HeapReleased >= 8<<20)
	fmt.Println(debug.SetMemoryLimit(8<<20) > 1<<40, debug.SetMemoryLimit(-1) == 8<<20)
}
