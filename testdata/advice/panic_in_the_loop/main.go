// A panic ends the loop long before n, which may be anything: memory for n elements might not exist.
package main

import "fmt"

func upto(n int) (got []int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	out := []int{}
	for i := 0; i < n; i++ {
		if i == 7 {
			panic("seven")
		}
		out = append(out, i)
	}
	return out, nil
}

func main() {
	fmt.Println(upto(5))
	fmt.Println(upto(9))
}
