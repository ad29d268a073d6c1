// The first bytes are filled in by a callee when the rest is there.
package main

import "fmt"

func put(b []byte, n int) {
	b[0], b[1] = byte(n>>8), byte(n)
}

func main() {
	msg := make([]byte, 2)
	msg = append(msg, "hello"...)
	put(msg, len(msg)-2)
	fmt.Println(msg)
}
