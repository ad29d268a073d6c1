// Until 1.17 capacities doubled up to 1024 and then grew by a quarter; since 1.18 they double up to 256 and the steps
// get smaller from there.
//
//diff:1.17,1.18 smooth steps
package main

import "fmt"

func main() {
	last := -1
	s := make([]int, 256)
	for len(s) < 3000 {
		s = append(s, len(s))
		if cap(s) != last {
			last = cap(s)
			fmt.Println(len(s), cap(s))
		}
	}
}
