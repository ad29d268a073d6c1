//! Where the parameters of functions go that are written in Rust.

use super::Leaks;

/// The leaks of the parameters of the intrinsic `name`; of those that are not listed, everything may go to the heap.
pub(crate) fn leaks_of_intrinsic(name: &str, n_params: usize) -> Vec<Leaks> {
    let contents = || Leaks { heap: Some(1), ..Leaks::default() };
    let mut leaks = match name {
        // The arguments are looked at through interfaces; their methods may keep what they point to.
        "fmt.Println" | "fmt.Print" | "fmt.Sprintln" | "fmt.Sprint" => vec![contents()],
        "fmt.Printf" | "fmt.Sprintf" | "fmt.errorf" => vec![Leaks::default(), contents()],
        // Bytes that are written or read are kept by nobody.
        "os.write" => vec![Leaks::default(); n_params],
        "sort.sliceLen" | "strconv.parseFloat" => vec![Leaks::default(); n_params],
        "os.read" => vec![Leaks { mutator: Some(0), ..Leaks::default() }; n_params],
        _ if name.starts_with("strings.") || name.starts_with("unicode/utf8.") || name.starts_with("bytes.") => {
            vec![Leaks::default(); n_params]
        }
        _ => vec![Leaks::unknown(); n_params],
    };
    leaks.resize(n_params, Leaks::unknown());
    leaks
}
