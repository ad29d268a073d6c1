package main

import "fmt"

func try(name string, f func() []int) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println(name, "panics:", e)
		}
	}()
	s := f()
	fmt.Println(name, len(s), cap(s))
}

func tryB(name string, f func() []byte) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println(name, "panics:", e)
		}
	}()
	s := f()
	fmt.Println(name, len(s), cap(s))
}

var keep []int
var keepB []byte

func main() {
	for _, n := range []uint64{0, 1, 5, 1 << 59, 1<<63 - 1, 1 << 63, 1<<64 - 1} {
		fmt.Println(n)
		t := make([]int, 1)
		tb := make([]byte, 1)
		if n < 1<<45 || n > 1<<46 {
			try("int", func() []int { return append(t, make([]int, int(n))...) })
			try("uint64", func() []int { return append(t, make([]int, n)...) })
			try("kept", func() []int { keep = append(keep, make([]int, int(n))...); return keep })
			try("self", func() []int { t = append(t, make([]int, n)...); return t })
			try("blank", func() []int { _ = append(t, make([]int, n)...); return nil })
			try("cap", func() []int { return append(t, make([]int, 0, n)...) })
			tryB("byte", func() []byte { return append(tb, make([]byte, n)...) })
			tryB("byte blank", func() []byte { _ = append(tb, make([]byte, n)...); return nil })
			tryB("nil", func() []byte { return append([]byte(nil), make([]byte, n)...) })
		}
		try("int8", func() []int { return append(t, make([]int, int8(n))...) })
		try("uint8", func() []int { return append(t, make([]int, uint8(n))...) })
		try("make int8", func() []int { return make([]int, int8(n)) })
		try("make cap", func() []int { return make([]int, 3, int8(n)) })
	}
}
