// The zeros stay in front of what two returned appends add: a repair, though the last appends do not go back to res.
package main

import "fmt"

func merge(a, b []int) []int {
	res := make([]int, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0] < b[0] {
			res = append(res, a[0])
			a = a[1:]
		} else {
			res = append(res, b[0])
			b = b[1:]
		}
	}
	if len(a) > 0 {
		return append(res, a...)
	}
	return append(res, b...)
}

func main() {
	fmt.Println(merge([]int{1, 4, 9}, []int{2, 3, 5}))
}
