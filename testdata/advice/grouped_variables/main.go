// A variable of a group cannot become a short declaration by itself.
package main

import "fmt"

func main() {
	var (
		n   = 5
		out []int
	)
	for i := 0; i < n; i++ {
		out = append(out, i)
	}
	fmt.Println(out)
}
