// Who writes length and capacity means both.
package main

import "fmt"

func main() {
	s := make([]int, 2, 2)
	s = append(s, 1, 2, 3)
	fmt.Println(s)
}
