//go:build go1.22

package main

import (
	"fmt"
	"slices"
)

func init() {
	since22 = append(since22, func(w any, kind int) {
		switch w := w.(type) {
		case *world[int64]:
			concat(w, kind)
		case *world[string]:
			concat(w, kind)
		}
	})
}

func concat[E any](w *world[E], kind int) {
	for other := 0; other < kinds; other++ {
		w.run(fmt.Sprint("Concat ", kind, other), kind, func(s []E) []E { return slices.Concat(s, w.slice(other)) })
	}
	w.run(fmt.Sprint("Concat ", kind), kind, func(s []E) []E { return slices.Concat(s) })
}
