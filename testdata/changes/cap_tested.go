// Until 1.15 the threshold of 1024 was compared with the length, since 1.16 with the capacity.
//
//diff:1.15,1.16 cap tested
package main

import "fmt"

func main() {
	s := make([]int, 600, 1024)
	s = append(s, make([]int, 425)...)
	fmt.Println(len(s), cap(s))
}
