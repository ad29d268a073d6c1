// Only the first error is told.
func main() {
	if
}
