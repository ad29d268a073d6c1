package p

var a = )
var b = )
var c = )
var d = )
var e = )
var f = )
var g = )
var h = )
var i = )
var j = )
var k = )
var l = )
