// make with length 0 gets the rounds of the loop.
package main

import "fmt"

func main() {
	primes := make([]int, 0)
	for i := 1; i <= 12; i++ {
		primes = append(primes, 2*i+1)
	}
	sum := 0
	for _, p := range primes {
		sum += p
	}
	fmt.Println(sum)
}
