// Since 1.22 a []byte of a string that is only read is the string's own bytes, and has no spare slots.
//
//diff:1.21,1.22 read-only bytes
package main

import "fmt"

func sum(s string) (sum int) {
	b := []byte(s)
	for _, c := range b {
		sum += int(c)
	}
	return sum*1000 + cap(b)
}

func main() {
	fmt.Println(sum("hello"))
}
