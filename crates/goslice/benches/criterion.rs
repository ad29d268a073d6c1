//! The same workloads under Criterion, for one type after another: `cargo bench -p goslice --bench criterion`.

#[path = "table/workloads.rs"]
mod workloads;

use criterion::{Criterion, criterion_group, criterion_main};

const NAMES: &[&str] = &[
    "i64/10",
    "i64/100",
    "i64/1e3",
    "i64/1e4",
    "i64/1e6",
    "bytes/1e2",
    "bytes/1e4",
    "records/1e5",
    "strings/1e5",
    "bulk/5",
    "bulk/64",
    "bulk/4096",
    "room/1e4",
    "filter/1e6",
    "sum/1e4",
    "clone/100",
    "reslice/100",
];

fn all(criterion: &mut Criterion) {
    for name in NAMES {
        let mut group = criterion.benchmark_group(*name);
        for of in ["Slice", "Vec", "EcoVec", "BytesMut", "Bytes"] {
            if !workloads::workload_exists(name, of) {
                continue;
            }
            if let Some(mut run) = workloads::workload(name, of) {
                group.bench_function(of, |bencher| bencher.iter(&mut run));
            }
        }
        group.finish();
    }
}

criterion_group!(benches, all);
criterion_main!(benches);
