// Every function keeps objects by one pointer each, and moves these pointers about while it allocates: each from a place
// that the collector may not have looked at yet to one that it may be done with. What is lost is overwritten or used again,
// and no longer as it was.
package main

import (
	"errors"
	"fmt"
	"sort"
	"strconv"
)

type node struct {
	number int
	text   string
	next   *node
	twice  int
}

// Some digits make a text of its own.
func newNode(number int) *node {
	return &node{number: number, text: fmt.Sprint("node ", number), next: &node{number: -number}, twice: 2 * number}
}

func (n *node) sound(number int) bool {
	return n.number == number && n.twice == 2*number && n.text == fmt.Sprint("node ", number) && n.next.number == -number
}

const places = 300

var seed uint32 = 1

func random(n int) int {
	seed = seed*1664525 + 1013904223
	return int(seed>>8) % n
}

var sink []*node

// Makes some garbage, and so lets the collector do a step.
func allocate() {
	sink = make([]*node, 1+random(8))
	sink[0] = new(node)
}

func verdict(name string, lost int) {
	if lost == 0 {
		fmt.Println(name, "ok")
	} else {
		fmt.Println(name, "lost", lost)
	}
}

func count(nodes []*node) int {
	lost, seen := 0, make([]bool, len(nodes))
	for _, n := range nodes {
		if n.number < 0 || n.number >= len(nodes) || !n.sound(n.number) || seen[n.number] {
			lost++
			continue
		}
		seen[n.number] = true
	}
	return lost
}

type cell struct {
	before [3]int
	node   *node
}

// Single pointers, held by nothing but a variable for a while.
func stores() {
	cells := make([]*cell, places)
	for i := range cells {
		cells[i] = &cell{node: newNode(i)}
	}
	for round := 0; round < 20000; round++ {
		a, b := cells[random(places)], cells[random(places)]
		x := a.node
		a.node = nil
		allocate()
		y := b.node
		b.node = x
		allocate()
		if a.node == nil && a != b {
			a.node = y
		}
	}
	nodes := make([]*node, places)
	for i, c := range cells {
		nodes[i] = c.node
	}
	verdict("stores", count(nodes))
}

var table [places]*node

// Package variables.
func globals() {
	for i := range table {
		table[i] = newNode(i)
	}
	for round := 0; round < 20000; round++ {
		i, j := random(places), random(places)
		x := table[i]
		table[i] = nil
		allocate()
		table[i] = table[j]
		table[j] = x
	}
	verdict("globals", count(table[:]))
	table = [places]*node{}
}

const shelves, width = 60, 30

func fill() [][]*node {
	all := make([][]*node, shelves)
	for i := range all {
		all[i] = make([]*node, width)
		for j := range all[i] {
			all[i][j] = newNode(i*width + j)
		}
	}
	return all
}

func emptied(all [][]*node) []*node {
	var nodes []*node
	for _, shelf := range all {
		nodes = append(nodes, shelf...)
	}
	return nodes
}

// Elements that are copied over others.
func copies() {
	all := fill()
	for round := 0; round < 5000; round++ {
		a, b := all[random(shelves)], all[random(shelves)]
		var few [width]*node
		copy(few[:], a)
		copy(a, b)
		allocate()
		copy(b, few[:])
	}
	verdict("copies", count(emptied(all)))
}

// Slices that are cleared, and appended to in place.
func clears() {
	all := fill()
	for round := 0; round < 5000; round++ {
		a, b := all[random(shelves)], all[random(shelves)]
		var few [width]*node
		copy(few[:], a)
		clear(a)
		allocate()
		a = append(a[:0], b...)
		clear(b)
		allocate()
		_ = append(b[:0], few[:]...)
	}
	verdict("clears", count(emptied(all)))
}

type record struct {
	name string
	node *node
	rest [20]int
	list []*node
}

// Whole values: small and large ones, their strings, slices and interfaces.
func values() {
	records := make([]*record, places)
	for i := range records {
		n := newNode(i)
		records[i] = &record{name: fmt.Sprint("record ", i), node: n, list: []*node{newNode(i), newNode(i)}}
	}
	for round := 0; round < 10000; round++ {
		a, b := records[random(places)], records[random(places)]
		x := *a
		*a = record{}
		allocate()
		*a = *b
		*b = x
	}
	lost := 0
	nodes := make([]*node, places)
	for i, r := range records {
		nodes[i] = r.node
		if r.name != fmt.Sprint("record ", r.node.number) || len(r.list) != 2 || !r.list[0].sound(r.node.number) || !r.list[1].sound(r.node.number) {
			lost++
		}
	}
	verdict("values", lost+count(nodes))
}

// Strings, slices and interfaces by themselves.
func headers() {
	type headers struct {
		text  string
		slice []string
		any   any
	}
	all := make([]*headers, places)
	for i := range all {
		text := fmt.Sprint("text ", i)
		all[i] = &headers{text, []string{fmt.Sprint("element ", i)}, [2]string{fmt.Sprint("boxed ", i), text}}
	}
	for round := 0; round < 10000; round++ {
		a, b := all[random(places)], all[random(places)]
		text, slice, box := a.text, a.slice, a.any
		a.text, a.slice, a.any = "", nil, nil
		allocate()
		a.text, a.slice, a.any = b.text, b.slice, b.any
		b.text, b.slice, b.any = text, slice, box
	}
	lost, seen := 0, make([]bool, places)
	for _, h := range all {
		i, err := strconv.Atoi(h.text[5:])
		box := h.any.([2]string)
		if err != nil || seen[i] || h.slice[0] != fmt.Sprint("element ", i) || box[0] != fmt.Sprint("boxed ", i) || box[1] != h.text {
			lost++
		}
		seen[i] = true
	}
	verdict("headers", lost)
}

// A list whose nodes are taken out at one end and put in at the other.
func lists() {
	var first, last *node
	for i := 0; i < places; i++ {
		n := newNode(i)
		n.next = nil
		if last == nil {
			first = n
		} else {
			last.next = n
		}
		last = n
	}
	for round := 0; round < 20000; round++ {
		n := first
		first = n.next
		n.next = nil
		allocate()
		if random(2) == 0 {
			last.next, last = n, n
		} else {
			n.next, first.next = first.next, n
		}
	}
	lost, length, seen := 0, 0, make([]bool, places)
	for n := first; n != nil && length <= places; n = n.next {
		if n.twice != 2*n.number || n.text != fmt.Sprint("node ", n.number) || seen[n.number] {
			lost++
			break
		}
		seen[n.number] = true
		length++
	}
	verdict("lists", lost+places-length)
}

// What package sort swaps, in an array that is looked at in pieces.
func sorts() {
	nodes := make([]*node, 4000)
	for i := range nodes {
		nodes[i] = newNode(i)
	}
	for round := 0; round < 6; round++ {
		factor := 1 + random(1000)
		sort.Slice(nodes, func(i, j int) bool {
			if random(8) == 0 {
				allocate()
			}
			return nodes[i].number*factor%3989 < nodes[j].number*factor%3989
		})
	}
	verdict("sorts", count(nodes))
}

// Variables that closures share.
func closures() {
	swap := make([]func(*node) *node, places)
	for i := range swap {
		kept := newNode(i)
		swap[i] = func(n *node) *node {
			old := kept
			kept = n
			return old
		}
	}
	for round := 0; round < 20000; round++ {
		i, j := random(places), random(places)
		x := swap[i](nil)
		allocate()
		swap[i](swap[j](x))
		if i == j {
			swap[i](x)
		}
	}
	nodes := make([]*node, places)
	for i := range nodes {
		nodes[i] = swap[i](nil)
	}
	verdict("closures", count(nodes))
}

type failure struct{ node *node }

func (f *failure) Error() string { return f.node.text }

// What errors.As stores.
func targets() {
	type target struct{ err *failure }
	all := make([]*target, places)
	for i := range all {
		all[i] = &target{&failure{newNode(i)}}
	}
	for round := 0; round < 10000; round++ {
		a, b := all[random(places)], all[random(places)]
		x, y := a.err, error(b.err)
		errors.As(y, &a.err)
		allocate()
		errors.As(error(x), &b.err)
	}
	nodes := make([]*node, places)
	for i, t := range all {
		nodes[i] = t.err.node
	}
	verdict("targets", count(nodes))
}

func main() {
	stores()
	globals()
	copies()
	clears()
	values()
	headers()
	lists()
	sorts()
	closures()
	targets()
}
