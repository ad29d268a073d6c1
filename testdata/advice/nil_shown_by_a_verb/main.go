// %#v shows nil and empty differently, and no empty case was executed.
package main

import "fmt"

func main() {
	xs := []int{3, 1, 2, 5, 4}
	var out []int
	for _, x := range xs {
		out = append(out, x)
	}
	fmt.Printf("%#v\n", out)
}
