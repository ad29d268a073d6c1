// base grows in a loop and is then the base of two results.
package main

import "fmt"

func main() {
	base := []string{}
	for i := 0; i < 5; i++ {
		base = append(base, fmt.Sprint(i))
	}
	x := append(base, "x")
	y := append(base, "y")
	fmt.Println(x, y)
}
