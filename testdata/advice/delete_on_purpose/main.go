// The deletion writes into the array of the variable itself, which is assigned: no victim.
package main

import "fmt"

func main() {
	s := []int{1, 2, 3, 4}
	s = append(s[:1], s[2:]...)
	fmt.Println(s)
}
