//! Each measurement is a process of its own, started in turn with those it is compared with: CPU time of one round, and
//! the peak of memory. The medians are divided.

use std::process::Command;

#[path = "workloads.rs"]
mod workloads;

/// Workload, the target against Go and against `Vec` (for the last two: against `Bytes`).
const ROWS: &[(&str, Option<f64>, Option<f64>)] = &[
    ("i64/10", Some(0.80), Some(1.2)),
    ("i64/100", Some(0.50), Some(1.0)),
    ("i64/1e3", Some(0.40), Some(1.0)),
    ("i64/1e4", Some(0.25), Some(0.8)),
    ("i64/1e6", Some(0.16), Some(0.75)),
    ("i64/1e8", Some(0.10), Some(0.45)),
    ("bytes/1e2", Some(0.75), Some(1.1)),
    ("bytes/1e4", Some(0.35), Some(1.1)),
    ("bytes/1e6", Some(0.35), Some(1.1)),
    ("records/1e5", Some(0.30), Some(1.5)),
    ("strings/1e5", Some(0.30), Some(1.5)),
    ("owned/1e5", None, Some(1.5)),
    ("bulk/5", Some(0.25), Some(1.3)),
    ("bulk/64", Some(0.12), Some(1.3)),
    ("bulk/4096", Some(0.12), Some(1.3)),
    ("room/1e4", Some(1.8), Some(1.0)),
    ("appended", Some(0.50), Some(1.5)),
    ("exact", Some(0.55), Some(1.5)),
    ("churned", Some(0.40), Some(1.5)),
    ("filter/1e6", Some(0.90), Some(1.1)),
    ("sum/1e4", Some(0.60), Some(1.1)),
    ("sort/1e6", Some(0.25), Some(1.1)),
    ("clone/100", None, Some(0.5)),
    ("reslice/100", None, Some(0.5)),
];

const OURS: &[&str] = &["Slice", "Vec", "EcoVec", "BytesMut", "Bytes"];

/// CPU time of one round in nanoseconds, and the peak of memory in KiB.
#[derive(Clone, Copy)]
struct Measured {
    ns: f64,
    peak_kib: f64,
}

/// Prints the table. Arguments: `--rounds N` (7), `--ms N` of CPU time each (60), and words that a workload's name must
/// contain one of.
pub(crate) fn main(allocator: &str) {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if let [mode, name, of, ms] = &args[..]
        && mode == "--one"
    {
        return one(name, of, ms.parse().expect("milliseconds"));
    }
    let (mut rounds, mut ms, mut words) = (7, 60, vec![]);
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        let mut number = || rest.next().and_then(|text| text.parse().ok()).expect("a number");
        match &**arg {
            "--rounds" => rounds = number(),
            "--ms" => ms = number(),
            word => words.push(word.to_owned()),
        }
    }
    let go = go_program();
    println!("allocator: {allocator}; os-memory: {}; {rounds} rounds", cfg!(feature = "os-memory"));
    println!(
        "| workload | Slice, ns | to Go (target) | memory | to Vec (target) | memory | to EcoVec | to BytesMut, Bytes |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for (name, to_go, to_vec) in ROWS {
        if words.is_empty() || words.iter().any(|word| name.contains(&**word)) {
            row(name, *to_go, *to_vec, rounds, ms, go.as_deref());
        }
    }
    if let Some(program) = go {
        // It is in the way of nobody if it stays.
        let _ = std::fs::remove_file(program);
    }
}

fn row(name: &str, to_go: Option<f64>, to_vec: Option<f64>, rounds: usize, ms: usize, go: Option<&str>) {
    let this = std::env::current_exe().expect("this program has a path");
    let ms = ms.to_string();
    let mut measured: Vec<(&str, Vec<Measured>)> = vec![];
    for _ in 0..rounds {
        for of in OURS.iter().filter(|of| workloads::workload_exists(name, of)) {
            let one = measure(Command::new(&this).args(["--one", name, of, &ms]));
            add(&mut measured, of, one);
        }
        if let (Some(go), Some(_)) = (go, to_go) {
            for (of, threads) in [("Go, 1 thread", "1"), ("Go, 2 threads", "2")] {
                let one = measure(Command::new(go).args([name, &ms]).env("GOMAXPROCS", threads));
                add(&mut measured, of, one);
            }
        }
    }
    let median = |of: &str| {
        let (_, all) = measured.iter().find(|(it, _)| *it == of)?;
        let middle = |mut numbers: Vec<f64>| {
            numbers.sort_by(f64::total_cmp);
            numbers[numbers.len() / 2]
        };
        let ns = middle(all.iter().map(|it| it.ns).collect());
        Some(Measured { ns, peak_kib: middle(all.iter().map(|it| it.peak_kib).collect()) })
    };
    let slice = median("Slice").expect("every workload has a Slice");
    let faster = match (median("Go, 1 thread"), median("Go, 2 threads")) {
        (Some(one), Some(two)) => Some(if one.ns < two.ns { one } else { two }),
        _ => None,
    };
    let ratio = |to: Option<Measured>, target: Option<f64>| match (to, target) {
        (Some(to), Some(target)) => {
            let ratio = slice.ns / to.ns;
            let missed = if ratio > target { "!" } else { "" };
            format!("{ratio:.2}{missed} ({target})")
        }
        (Some(to), None) => format!("{:.2}", slice.ns / to.ns),
        (None, _) => "-".to_owned(),
    };
    let memory = |to: Option<Measured>| to.map_or("-".to_owned(), |to| format!("{:.2}", slice.peak_kib / to.peak_kib));
    let (vec, bytes) = (median("Vec"), median("BytesMut"));
    println!(
        "| {name} | {:.1} | {} | {} | {} | {} | {} | {} |",
        slice.ns,
        ratio(faster, to_go),
        memory(faster),
        ratio(vec, to_vec.filter(|_| vec.is_some())),
        memory(vec),
        ratio(median("EcoVec"), None),
        if bytes.is_some() { ratio(bytes, None) } else { ratio(median("Bytes"), to_vec) },
    );
}

fn add(measured: &mut Vec<(&'static str, Vec<Measured>)>, of: &'static str, one: Measured) {
    match measured.iter_mut().find(|(it, _)| *it == of) {
        Some((_, all)) => all.push(one),
        None => measured.push((of, vec![one])),
    }
}

fn measure(command: &mut Command) -> Measured {
    let output = command.output().expect("the program starts");
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let [ns, peak_kib] = numbers[..] else { panic!("{command:?}: {text}{}", String::from_utf8_lossy(&output.stderr)) };
    Measured { ns, peak_kib }
}

/// One measurement: rounds for so many milliseconds of CPU time, after those that it takes to find out how many.
fn one(name: &str, of: &str, ms: u64) {
    let mut run = workloads::workload(name, of).expect("a workload");
    let budget = ms * 1_000_000;
    let mut rounds = 1;
    run();
    loop {
        let start = cpu_ns();
        for _ in 0..rounds {
            run();
        }
        let spent = cpu_ns() - start;
        if spent >= budget {
            println!("{} {}", spent as f64 / rounds as f64, peak_kib());
            return;
        }
        rounds = if spent < budget / 100 { rounds * 50 } else { rounds * budget / spent * 11 / 10 + 1 };
    }
}

/// CPU time of the process.
fn cpu_ns() -> u64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the time is written to.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut time) };
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.split_whitespace().next()).and_then(|kib| kib.parse().ok()).unwrap_or(0)
}

/// The Go workloads, compiled, if there is a Go: `$GOSLICE_GO`, or `go` of the path.
fn go_program() -> Option<String> {
    let go = std::env::var("GOSLICE_GO").unwrap_or("go".to_owned());
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/go/main.go");
    let program = std::env::temp_dir().join(format!("goslice-table-{}", std::process::id()));
    let mut build = Command::new(&go);
    build.args(["build", "-o"]).arg(&program).arg(source);
    build.env("GO111MODULE", "off").env("GOTOOLCHAIN", "local").env("GOPROXY", "off").env("GOFLAGS", "");
    let built = build.status().is_ok_and(|status| status.success());
    if !built {
        println!("no Go: set GOSLICE_GO to a go command");
        return None;
    }
    let version = Command::new(&go).arg("version").output().expect("it was there just now");
    println!("{}", String::from_utf8_lossy(&version.stdout).trim());
    program.to_str().map(str::to_owned)
}
