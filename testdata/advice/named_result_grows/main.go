// A named result has no declaration that a statement could replace.
package main

import "fmt"

func list(n int) (out []int) {
	for i := 0; i < n; i++ {
		out = append(out, i)
	}
	return out
}

func main() {
	fmt.Println(list(5))
}
