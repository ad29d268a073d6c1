// Without the zeros an index would be out of range: the repair ends otherwise, and is not shown.
package main

import "fmt"

func main() {
	s := make([]int, 3)
	s = append(s, 1)
	i := 3
	fmt.Println(s[i])
}
