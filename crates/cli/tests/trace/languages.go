package main

import "fmt"

type 点 struct{ x, y int }

func main() {
	名前 := []string{"a"}
	名前 = append(名前, "世界")
	点々 := make([]点, 0, 1)
	点々 = append(点々, 点{1, 2}, 点{3, 4})
	ascii := []rune("世界")
	fmt.Println(名前, 点々, len(ascii))
}
