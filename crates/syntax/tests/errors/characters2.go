package p

var @ = 1
var a\b = 2
var 変数 = 3
var x٣ = 4
var ª = 5
func f() { $ }
