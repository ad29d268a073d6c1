// How large a variable may be that is in the frame: 10 MiB up to Go 1.23, 128 KiB since.
package main

import (
	"runtime"
	"runtime/debug"
)

//go:noinline
func fill(p []byte) { p[0] = 1 }

func measure(name string, f func()) {
	least := ^uint64(0)
	for i := 0; i < 5; i++ {
		var a, b runtime.MemStats
		runtime.ReadMemStats(&a)
		f()
		runtime.ReadMemStats(&b)
		if n := b.Mallocs - a.Mallocs; n < least {
			least = n
		}
	}
	println(name, least)
}

func main() {
	debug.SetGCPercent(-1)
	measure("128 KiB", func() { var x [128 << 10]byte; fill(x[:]) })
	measure("128 KiB + 1", func() { var x [128<<10 + 1]byte; fill(x[:]) })
	measure("1 MiB", func() { var x [1 << 20]byte; fill(x[:]) })
	measure("10 MiB", func() { var x [10 << 20]byte; fill(x[:]) })
	measure("10 MiB + 1", func() { var x [10<<20 + 1]byte; fill(x[:]) })
	measure("new, 64 KiB", func() { x := new([64 << 10]byte); fill(x[:]) })
	measure("new, 64 KiB + 1", func() { x := new([64<<10 + 1]byte); fill(x[:]) })
	measure("literal, 64 KiB + 1", func() { x := []byte{64 << 10: 1}; fill(x) })
	measure("literal, 128 KiB + 1", func() { x := []byte{128 << 10: 1}; fill(x) })
	measure("literal, 1 MiB", func() { x := []byte{1<<20 - 1: 1}; fill(x) })
	measure("literal of variables", func() { n := len("abc"); x := []int{0: n, 9000: n}; x[n]++ })
	measure("array behind pointer", func() { x := &[64<<10 + 1]byte{}; fill(x[:]) })
	measure("make, 64 KiB", func() { x := make([]byte, 64<<10); fill(x) })
	measure("make, 64 KiB + 1", func() { x := make([]byte, 64<<10+1); fill(x) })
}
