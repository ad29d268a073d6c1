package p

var a = `abc

func f() {
