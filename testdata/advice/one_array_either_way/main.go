// One append makes the one array that make would: nothing to save.
package main

import "fmt"

func main() {
	var s []int
	s = append(s, 1, 2, 3, 4, 5)
	fmt.Println(s)
}
