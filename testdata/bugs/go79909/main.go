// A range reads elements that appends in its body put there, though they are behind what it goes over.
package main

var out []int64

// The slice moves to the start of its buffer, over elements that the range has not come to.
//
//go:noinline
func cutAndAppend() (n int64) {
	var s []int64
	for i := int64(1); i <= 4; i++ {
		s = append(s, i)
	}
	for at, v := range s { // go#79909
		n = n*10 + v
		if at == 0 {
			s = s[3:3]
			s = append(s, 9, 9)
		}
	}
	out = s
	return n
}

// The array that append makes is the same buffer again, and so is what is written to it.
//
//go:noinline
func growAndWrite() (n int64) {
	var s []int64
	s = append(s, 1)
	s = append(s, 2)
	_ = cap(s)
	for at, v := range s { // go#79909
		n = n*10 + v
		if at == 0 {
			s = append(s, 3)
			s[1] = 7
		}
	}
	out = s
	return n
}

// A slice that begins again begins in the buffer.
//
//go:noinline
func beginAgain() (n int64) {
	var s []int64
	for i := int64(1); i <= 3; i++ {
		s = append(s, i)
	}
	_ = cap(s)
	for _, v := range s { // go#79909
		n = n*10 + v
		s = nil
		s = append(s, 8, 8)
	}
	out = s
	return n
}

// Nothing is overwritten: the slice only loses elements, only the length counts, or no value is read.
//
//go:noinline
func harmless() (n int64) {
	var s []int64
	for i := int64(1); i <= 3; i++ {
		s = append(s, i)
	}
	for _, v := range s {
		n = n*10 + v
		s = s[:len(s)-1]
	}
	for i := range s {
		s = append(s, int64(i))
	}
	out = s
	return n
}

func main() {
	println(cutAndAppend())
	println(growAndWrite())
	println(beginAgain())
	println(harmless())
}
