// Keeps a heap of so many MiB alive, of linked nodes, trees and slices with and without pointers, and goes on allocating:
// every structure is replaced by and by.
package main

import (
	"fmt"
	"os"
	"strconv"
)

type node struct {
	next  *node
	value [2]int
}

type tree struct {
	left, right *tree
	name        string
}

type structure struct {
	list  *node
	tree  *tree
	table []*node
	bytes []byte
}

func grow(depth int) *tree {
	if depth == 0 {
		return nil
	}
	return &tree{grow(depth - 1), grow(depth - 1), "a tree"}
}

// About 256 KiB.
func build(number int) *structure {
	s := &structure{tree: grow(10), table: make([]*node, 2048), bytes: make([]byte, 32<<10)}
	for i := 0; i < 4096; i++ {
		s.list = &node{s.list, [2]int{number, i}}
		s.table[i%2048] = s.list
	}
	s.bytes[number%len(s.bytes)] = 1
	return s
}

func (s *structure) sum() int {
	total := 0
	for n := s.list; n != nil; n = n.next {
		total += n.value[0]
	}
	return total
}

func main() {
	mib, rounds := 16, 2
	if len(os.Args) > 2 {
		mib, _ = strconv.Atoi(os.Args[1])
		rounds, _ = strconv.Atoi(os.Args[2])
	}
	all := make([]*structure, mib*4)
	for round := 0; round < rounds; round++ {
		for i := range all {
			all[(i*7919)%len(all)] = build(round)
		}
	}
	total := 0
	for _, s := range all {
		total += s.sum()
	}
	fmt.Println(total == (rounds-1)*4096*len(all))
}
