package p

type A interface { m[P any](P) }
type B interface { m[]() }
type C interface { m[] }
type D interface { ~int | }
type E interface { m[P, Q] | int }
type F interface { ~int | ~string; error | fmt.Stringer }
type G interface { | int }
type H interface { m() int | string }
