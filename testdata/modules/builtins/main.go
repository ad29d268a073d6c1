// Features of Go 1.17, 1.18, 1.20 and 1.21.
package main

import "unsafe"

func main() {
	s := []int{1, 2, 3, 4}
	println((*[4]int)(s)[1])
	p := unsafe.Pointer(&s[0])
	_ = unsafe.Add(p, 8)
	println(len(unsafe.Slice(&s[0], 2)))
	var x any = 1
	_ = x
	println([2]int(s)[1])
	_ = unsafe.SliceData(s)
	println(min(1, 2), max(1, 2))
	clear(s)
	println(s[0])
}
