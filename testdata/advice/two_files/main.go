// The slice is made in the other file of the package.
package main

import "fmt"

func main() {
	fmt.Println(labels([]int{1, 2, 3, 4, 5}))
}
