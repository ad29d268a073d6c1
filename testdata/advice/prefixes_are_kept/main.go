// Each round keeps the slice as it is by then: with room, they would share it.
package main

import "fmt"

func main() {
	all := [][]int{}
	path := []int{}
	for i := 0; i < 4; i++ {
		path = append(path, i)
		all = append(all, path)
	}
	all[0] = append(all[0], 100)
	fmt.Println(all[0], all[3])
}
