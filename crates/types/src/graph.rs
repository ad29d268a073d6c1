//! Strongly connected components of a graph: Tarjan's algorithm, without recursion. For whoever would otherwise walk all that
//! is reachable from each node.

/// The number of the component of each node; nodes of one reach each other. `edges` are the successors of each node, and those in
/// other components have smaller numbers.
pub fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    const NONE: usize = usize::MAX;
    let mut component = vec![NONE; edges.len()];
    let mut found = 0;
    // The number of a node in the order of visits, and the smallest one that its successors lead back to.
    let mut number = vec![NONE; edges.len()];
    let mut low = vec![NONE; edges.len()];
    let mut visits = 0;
    let mut open: Vec<usize> = Vec::new();
    // A node, and how many of its edges have been followed.
    let mut work: Vec<(usize, usize)> = Vec::new();
    for root in 0..edges.len() {
        if number[root] == NONE {
            work.push((root, 0));
        }
        while let Some((node, followed)) = work.last_mut() {
            let node = *node;
            if *followed == 0 {
                number[node] = visits;
                low[node] = visits;
                visits += 1;
                open.push(node);
            }
            if let Some(&next) = edges[node].get(*followed) {
                *followed += 1;
                if number[next] == NONE {
                    work.push((next, 0));
                } else if component[next] == NONE {
                    low[node] = low[node].min(number[next]);
                }
                continue;
            }
            work.pop();
            if let Some((parent, _)) = work.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
            if low[node] == number[node] {
                while let Some(member) = open.pop() {
                    component[member] = found;
                    if member == node {
                        break;
                    }
                }
                found += 1;
            }
        }
    }
    component
}

#[cfg(test)]
mod tests {
    use super::components;

    #[test]
    fn nodes_that_reach_each_other_are_one_component() {
        // 0 → 1 ⇄ 2 → 3, 3 → 3, 4 → 0; two rings that share node 5.
        let edges =
            vec![vec![1], vec![2], vec![1, 3], vec![3], vec![0], vec![6, 7], vec![5], vec![8], vec![5], vec![5, 9]];
        let of = components(&edges);
        assert_eq!(of[1], of[2]);
        assert!([of[6], of[7], of[8]].iter().all(|it| *it == of[5]));
        let mut all = of.clone();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 6, "{of:?}");
    }

    #[test]
    fn long_chains_and_rings_take_no_stack() {
        let n = 300_000;
        let ring: Vec<Vec<usize>> = (0..n).map(|node| vec![(node + 1) % n]).collect();
        assert!(components(&ring).iter().all(|it| *it == 0));
        let chain: Vec<Vec<usize>> = (0..n).map(|node| if node + 1 < n { vec![node + 1] } else { vec![] }).collect();
        assert_eq!(components(&chain)[0], n - 1, "what is depended on comes first");
    }
}
