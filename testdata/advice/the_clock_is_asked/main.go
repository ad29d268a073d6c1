// A program that asks the time is not run again.
package main

import (
	"fmt"
	"time"
)

func main() {
	begun := time.Now()
	out := []int{}
	for i := 0; i < 5; i++ {
		out = append(out, i)
	}
	fmt.Println(out, time.Since(begun) < time.Hour)
}
