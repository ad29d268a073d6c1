// The program looks at capacities: any other make changes what it says.
package main

import "fmt"

func main() {
	s := []int{}
	for i := 0; i < 6; i++ {
		s = append(s, i)
		if len(s) == cap(s) {
			fmt.Print("full ")
		}
	}
	fmt.Println(len(s))
}
