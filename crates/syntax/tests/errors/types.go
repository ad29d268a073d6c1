package p

type A [...
type B []
type C map[string]
type D map string
type E chan
type F struct { a, b }
type G struct { (T); *(U); 1 }
type H interface { 1 }
type I func(a, b int, ...)
type J <-<-chan int
