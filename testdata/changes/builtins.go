// 1.21 brought clear, min and max.
//
//diff:1.20,1.21 builtins
package main

import "fmt"

func main() {
	s := []int{1, 2, 3}
	clear(s[1:])
	fmt.Println(s, min(1, 2), max(1, 2))
}
