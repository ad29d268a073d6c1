package p

import fmt
import 12
import (
	"a" "b"
	x 'y'
	. "c"
	_ "d"
)
import "e" func f() {}
