//go:build go1.18

package main

func older() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
	for i := range []int{0, 1, 2} {
		fs = append(fs, func() int { return i })
	}
	call("older", fs)
}
