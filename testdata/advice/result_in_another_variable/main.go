// The result goes to another variable, and both are used.
package main

import "fmt"

func main() {
	s := []int{1, 2, 3}
	t := append(s, 4)
	t[0] = 9
	fmt.Println(s, t)
}
