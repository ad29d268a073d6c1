package p

type A[P] struct{}
type B[P any, Q] struct{}
type C[] struct{}
type D[P *T] struct{}
type E[P *T,] struct{}
type F[P any](x int)
func g[]() {}
func h[P]() {}
func i[P any, int]() {}
var _ = func[P any]() {}
