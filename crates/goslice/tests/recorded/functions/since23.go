//go:build go1.23

package main

import (
	"fmt"
	"slices"
)

func init() {
	since22 = append(since22, func(w any, kind int) {
		switch w := w.(type) {
		case *world[int64]:
			sequences(w, kind)
		case *world[string]:
			sequences(w, kind)
		}
	})
}

func sequences[E any](w *world[E], kind int) {
	for _, n := range []int{-1, 0, 1, 2, 3, 1 << 62, 1<<63 - 1} {
		w.run(fmt.Sprint("Repeat ", kind, " ", n), kind, func(s []E) []E { return slices.Repeat(s, n) })
	}
	for n := -1; n < 5; n++ {
		w.tell(fmt.Sprint("Chunk ", kind, " ", n), kind, func(s []E) string {
			text := ""
			for chunk := range slices.Chunk(s, n) {
				text += fmt.Sprint(len(chunk), cap(chunk), " ")
			}
			return text
		})
	}
	w.run(fmt.Sprint("Collect ", kind), kind, func(s []E) []E { return slices.Collect(slices.Values(s)) })
	w.run(fmt.Sprint("AppendSeq ", kind), kind, func(s []E) []E { return slices.AppendSeq(s, slices.Values(w.base[2:])) })
}
