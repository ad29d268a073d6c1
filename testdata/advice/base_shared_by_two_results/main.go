// base goes on to be used: with room, both results would be the same array.
package main

import "fmt"

func main() {
	base := []string{"a", "b"}
	x := append(base, "x")
	y := append(base, "y")
	fmt.Println(x, y)
}
