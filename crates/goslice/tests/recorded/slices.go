// Random operations of package slices, with what Go makes of them: go run slices.go > slices.txt (Go 1.27, amd64).
package main

import (
	"fmt"
	"slices"
)

var seed = uint64(1)

func below(n int) int {
	seed = seed*6364136223846793005 + 1442695040888963407
	return int(seed>>33) % n
}

// All slices are kept here, and so on the heap.
var s [4][]int64
var next int64

func fresh(n int) []int64 {
	values := make([]int64, n)
	for i := range values {
		next++
		values[i] = next % 7
	}
	return values
}

func step(op, at, other, i, j, n int) (text string) {
	defer func() {
		if err := recover(); err != nil {
			text = fmt.Sprint(err)
		}
	}()
	switch op {
	case 0:
		s[at] = slices.Insert(s[at], i, fresh(n)...)
	case 1:
		s[at] = slices.Insert(s[at], i, s[other]...)
	case 2:
		s[at] = slices.Delete(s[at], i, j)
	case 3:
		s[at] = slices.Replace(s[at], i, j, fresh(n)...)
	case 4:
		s[at] = slices.Replace(s[at], i, j, s[other]...)
	case 5:
		s[at] = slices.Grow(s[at], n-1)
	case 6:
		s[at] = slices.Clip(s[at])
	case 7:
		s[at] = slices.Clone(s[other])
	case 8:
		s[at] = slices.Concat(s[at], s[other])
	case 9:
		s[at] = slices.Repeat(s[at], n-1)
	case 10:
		s[at] = slices.Compact(s[at])
	case 11:
		s[at] = slices.Collect(slices.Values(s[other]))
	case 12:
		s[at] = append(s[at], fresh(n)...)
	case 13:
		s[at] = append(s[at], make([]int64, n)...)
	case 14:
		s[at] = s[other][i:j]
	case 15:
		s[at] = s[other][i:j:j+n]
	case 16:
		s[at] = nil
	case 17:
		slices.Reverse(s[at])
	case 18:
		n := copy(s[at], s[other])
		return fmt.Sprint("copied ", n)
	case 19:
		slices.Sort(s[at])
	case 20:
		where, found := slices.BinarySearch(s[at], int64(n))
		return fmt.Sprint("found ", where, found)
	case 21:
		return fmt.Sprint(slices.Min(s[at]), slices.Max(s[at]), slices.Index(s[at], int64(n)))
	case 22:
		chunks := slices.Collect(slices.Chunk(s[other], n))
		s[at] = chunks[len(chunks)-1]
	case 23:
		s[at] = slices.DeleteFunc(s[at], func(v int64) bool { return v%3 == 1 })
	}
	return "ok"
}

func main() {
	for line := 0; line < 3000; line++ {
		op, at, other, i, j, n := below(24), below(4), below(4), below(9), below(12), below(7)
		if len(s[at]) > 40 {
			op = 16
		}
		text := step(op, at, other, i, j, n)
		fmt.Println(op, at, other, i, j, n, text)
		for _, s := range s {
			fmt.Println("", len(s), cap(s), s == nil, s)
		}
	}
}
