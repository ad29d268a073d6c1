// The empty case is executed where the verb shows it: the output differs.
package main

import "fmt"

func show(xs []int) {
	var out []int
	for _, x := range xs {
		out = append(out, x)
	}
	fmt.Printf("%#v\n", out)
}

func main() {
	show([]int{3, 1, 2, 5, 4})
	show(nil)
}
