// A slice that is too short for an array pointer: since 1.20 the panic speaks of arrays too.
//
//diff:1.19,1.20 conversion text
package main

import "fmt"

func main() {
	defer func() { fmt.Println(recover()) }()
	s := make([]int, 3, 8)
	p := (*[4]int)(s)
	fmt.Println(*p)
}
