// Both appends overwrite log: one edit alone would not keep its values.
package main

import "fmt"

func main() {
	log := []string{"a", "b", "c", "d"}
	x := append(log[:2], "x")
	y := append(log[:1], "y")
	fmt.Println(log, x, y)
}
