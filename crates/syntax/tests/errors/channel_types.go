package p

type A <-chan
type B <-chan<- int
type C chan<- <-chan int

var _ = <-chan<- (int)(nil)
var _ = <-<-chan int(nil)
var _ = <-chan<- chan int(nil)
