package p

var a = 'a
