// Counters that look as if they stay within a length, and do not.
package main

import "fmt"

const (
	maxInt = int(^uint(0) >> 1)
	minInt = -maxInt - 1
)

func try(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println(name, e)
		}
	}()
	f()
	fmt.Println(name, "ends")
}

var sum int

func main() {
	s := []int{1, 2, 3, 4, 5}
	zero, one, top := 0, 1, maxInt
	try("up from minus one", func() {
		for i := zero - 1; i < len(s); i++ {
			sum += s[i]
		}
	})
	try("over the top", func() {
		for i := top - 1; i > 0; i++ {
			sum += i
		}
		for i := top; i != 3; i++ {
			sum += s[i&7]
		}
	})
	try("by a step that wraps", func() {
		step := top/2 + 2
		for i := 0; i < len(s); i += step {
			sum += s[i]
		}
	})
	try("down too far", func() {
		for i := len(s) - 1; i >= -1; i-- {
			sum += s[i]
		}
	})
	try("down below the least", func() {
		for i := minInt; i < len(s); i-- {
			sum += s[i]
		}
	})
	try("down from len", func() {
		for i := len(s); i > 0; i-- {
			sum += s[i]
		}
	})
	try("empty down", func() {
		e := s[:0]
		for i := len(e) - 1; i >= 0; i-- {
			sum += e[i]
		}
	})
	try("meet in a shorter slice", func() {
		t := s[:3]
		for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
			sum += t[j]
		}
	})
	try("meet from below", func() {
		for i, j := zero-2, len(s)-1; i < j; i, j = i+1, j-1 {
			sum += s[j] + s[i]
		}
	})
	try("cross", func() {
		for i, j := 0, len(s)-1; i < len(s); i, j = i+1, j-1 {
			sum += s[i] + s[j]
		}
		for i, j := 0, len(s)-1; i < len(s)+one; i, j = i+1, j-1 {
			sum += s[j]
		}
	})
	try("the length changes", func() {
		t := s
		for i := 0; i < len(t); i++ {
			t = t[:len(t)-1]
			sum += t[i]
		}
	})
	try("another slice's length", func() {
		t := s[:4]
		for i := 0; i < len(s); i++ {
			sum += t[i]
		}
	})
	try("tested before it changes", func() {
		i := one
		if i >= 0 && i < len(s) {
			i += 4
			sum += s[i]
		}
	})
	try("tested the other way", func() {
		i := zero - 1
		if i >= len(s) || i < zero-3 {
			return
		}
		sum += s[i]
	})
	try("a hint for another", func() {
		t := s[:2]
		_ = s[3]
		sum += t[one+1]
	})
	try("hint", func() {
		t := s[:2]
		_ = t[3]
		sum += t[0]
	})
	try("either way", func() {
		i := 7
		if sum != 12345 {
			i = one
		}
		if i < len(s) || one == 1 {
			sum += s[i+4]
		}
	})
	try("goto", func() {
		i := 0
	again:
		sum += s[i]
		i++
		if i <= len(s) {
			goto again
		}
	})
	fmt.Println(sum)
}
