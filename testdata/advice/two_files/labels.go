package main

import "fmt"

func labels(xs []int) []string {
	out := []string{}
	for _, x := range xs {
		out = append(out, fmt.Sprint("#", x))
	}
	return out
}
