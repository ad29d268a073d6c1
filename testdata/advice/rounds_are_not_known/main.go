// How often the loop goes round is what the run showed, not what the source says.
package main

import "fmt"

func digits(n int) []int {
	out := []int{}
	for n > 0 {
		out = append(out, n%10)
		n /= 10
	}
	return out
}

func main() {
	fmt.Println(digits(1234567))
}
