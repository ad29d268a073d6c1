package main

func grown() int {
	var s []int32
	s = append(s, 1)
	return cap(s)
}
