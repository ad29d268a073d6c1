// What package runtime says of collections.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

var sink [][]byte

func fill() {
	for i := 0; i < 16; i++ {
		sink = append(sink, make([]byte, 1<<20))
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
	sink = nil
	runtime.GC()
	after := stats()
	fmt.Println(after.NumGC-before.NumGC, after.NumForcedGC-before.NumForcedGC)
	fmt.Println(after.HeapAlloc+8<<20 <= grown.HeapAlloc, after.Frees > grown.Frees, after.TotalAlloc >= grown.TotalAlloc)
	fmt.Println(after.HeapObjects == after.Mallocs-after.Frees)
	debug.FreeOSMemory()
	fmt.Println(stats().HeapReleased >= 8<<20)
	fmt.Println(debug.SetMemoryLimit(8<<20) > 1<<40, debug.SetMemoryLimit(-1) == 8<<20)
}
