// With ten rounds on every execution the slice is never empty: nil cannot be noticed.
package main

import "fmt"

func table() []int {
	var out []int
	for i := 0; i < 10; i++ {
		out = append(out, i*i)
	}
	return out
}

func main() {
	fmt.Println(table())
}
