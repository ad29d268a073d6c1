package main

var ended int

func end() {
	var undo func()
	defer undo()
	ended++
}

func main() {
	end()
}
