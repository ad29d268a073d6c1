// product of 300x300 matrices, [][]float64
// ratio at most 1.2
package main

import (
	"fmt"
	"os"
	"runtime"
)

// The command that measures reads the process's time here, and lets it go on.
func mark(text string) {
	fmt.Println(text)
	os.Stdin.Read(make([]byte, 1))
}

func main() {
	work(1)
	mark("begin")
	work(rounds)
	mark("end")
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Println(m.NumGC)
}

const rounds = 5

var sinkMatrix [][]float64

func matrix(n int) [][]float64 {
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, n)
		for j := range m[i] {
			m[i][j] = float64(i + j)
		}
	}
	return m
}

func work(n int) {
	const size = 300
	a, b := matrix(size), matrix(size)
	for round := 0; round < n; round++ {
		c := matrix(size)
		for i := 0; i < size; i++ {
			for j := 0; j < size; j++ {
				sum := 0.0
				for k := 0; k < size; k++ {
					sum += a[i][k] * b[k][j]
				}
				c[i][j] = sum
			}
		}
		sinkMatrix = c
	}
}
