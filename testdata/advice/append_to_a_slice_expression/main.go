// The append overwrites an element of s that is read later.
package main

import "fmt"

func main() {
	s := []int{1, 2, 3, 4}
	t := append(s[:2], 9)
	fmt.Println(s, t)
}
