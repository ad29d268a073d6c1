// Package io is the part of package io that fmt needs, without variables to initialise when a program starts.
package io

type Writer interface {
	Write(p []byte) (n int, err error)
}
