package p

var a = 1 /* abc

func f() {
