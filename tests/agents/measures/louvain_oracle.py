"""Compares comity's modularity and Louvain method with igraph's Louvain and Leiden methods.

usage: louvain_oracle.py PROBE GRAPH.csv...

The graphs are those shipped with the tests, random ones, and agreement graphs of recorded votes where these tables are there (COMITY_DATA, else
../shared/data beside the checkout). Exit code 77, which the test runner shows as skipped, where igraph is missing.
"""
import csv
import gzip
import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import igraph
except ImportError:
    print("skipped: python3-igraph is not installed")
    sys.exit(77)

SEEDS = 20
SINGLE = 2e-6  # comity holds weights in single precision
KNOWN = {"two_cliques": 0.5, "two_cliques_joined": 0.452381, "karate_club": 0.419790}  # best modularity there is
YEARS = (1991, 2005, 2018)
BEST, MEAN = 2e-4, 3e-3  # by how much comity may fall behind
BEST_BY_LUCK = 3e-3      # where there are no communities the best of 20 divisions is luck: Louvain and Leiden differ by as much
failures = 0


def check(holds, message):
    global failures
    if not holds:
        print("FAILED: " + message)
        failures += 1


def seeded(seed):
    chance = random.Random(seed)
    igraph.set_random_number_generator(chance)
    return chance


def read_edges(path):
    with open(path, newline="") as file:
        return [(int(r["from"]), int(r["to"]), float(r["weight"])) for r in csv.DictReader(file)]


def camps(seed, nodes, count, inside, outside):
    """Everyone tied to everyone, more within camps."""
    chance = random.Random(seed)
    camp = [chance.randrange(count) for _ in range(nodes)]
    return [(i, j, chance.random() * (inside if camp[i] == camp[j] else outside)) for i in range(nodes) for j in range(i)]


def sparse(seed, nodes, ties):
    """Ties at random: no communities but by chance."""
    chance = random.Random(seed)
    pairs = {tuple(sorted(chance.sample(range(nodes), 2))) for _ in range(ties)}
    return [(i, j, 0.5 + chance.random()) for i, j in sorted(pairs)]


def recorded(folder, year):
    """max(0, S_ij - median S) over the roll calls of a year that are not unanimous."""
    with open(folder / "unga_rollcalls.csv", newline="") as file:
        rolls = {r["rid"]: k for k, r in enumerate(r for r in csv.DictReader(file) if int(r["year"]) == year)}
    value = {"N": -1, "A": 0, "Y": 1}
    votes = {}
    with gzip.open(folder / "unga_votes.csv.gz", "rt", newline="") as file:
        for r in csv.DictReader(file):
            if r["rid"] in rolls and r["vote"] in value:
                votes.setdefault(r["iso3"], {})[rolls[r["rid"]]] = value[r["vote"]]
    rows = [votes[code] for code in sorted(votes)]
    agreement = {}
    for i, a in enumerate(rows):
        for j in range(i):
            common = a.keys() & rows[j].keys()
            if common:
                agreement[i, j] = 1 - sum(abs(a[v] - rows[j][v]) for v in common) / (2 * len(common))
    median = statistics.median(agreement.values())
    return [(i, j, s - median) for (i, j), s in agreement.items() if s > median]


def graphs(paths, folder):
    for path in paths:
        yield Path(path).stem, read_edges(path)
    for seed in range(3):
        yield f"camps_{seed}", camps(seed, 60 + 60 * seed, 2 + seed, 1, 0.3 + 0.2 * seed)
        yield f"sparse_{seed}", sparse(seed, 193, 400 + 600 * seed)
    if not (folder / "unga_votes.csv.gz").exists():
        print(f"skipped: recorded agreement graphs: no recorded tables in {folder}")
        return
    for year in YEARS:
        yield f"recorded_{year}", recorded(folder, year)


class Probe:
    def __init__(self, program, place):
        self.program, self.graph, self.partitions = program, place / "graph.csv", place / "partitions.txt"

    def take(self, edges):
        with open(self.graph, "w", newline="") as file:
            csv.writer(file).writerows([("from", "to", "weight")] + edges)

    def lines(self, task, argument):
        done = subprocess.run([self.program, task, self.graph, str(argument)], check=True, capture_output=True, text=True)
        return [line.split() for line in done.stdout.splitlines()]

    def modularity(self, partitions):
        self.partitions.write_text("".join(" ".join(map(str, p)) + "\n" for p in partitions))
        return [float(line[0]) for line in self.lines("modularity", self.partitions)]

    def divide(self):
        return [(float(q), [int(c) for c in community]) for q, *community in self.lines("divide", SEEDS)]


def compare(name, edges, probe):
    graph = igraph.Graph([edge[:2] for edge in edges])
    weights = [edge[2] for edge in edges]
    probe.take(edges)

    chance = random.Random(1)
    given = [[chance.randrange(k) for _ in range(graph.vcount())] for k in (1, 2, 3, 10, graph.vcount())]
    for ours, partition in zip(probe.modularity(given), given):
        theirs = graph.modularity(partition, weights=weights)
        check(abs(ours - theirs) < SINGLE, f"{name}: Q of a given partition is {ours:.9f}, by igraph {theirs:.9f}")

    ours, louvain, leiden = [], [], []
    for seed, (modularity, community) in enumerate(probe.divide()):
        theirs = graph.modularity(community, weights=weights)
        check(abs(modularity - theirs) < SINGLE, f"{name}: Q of what seed {seed} finds is {modularity:.9f}, by igraph {theirs:.9f}")
        ours.append(modularity)
        seeded(seed)
        louvain.append(graph.community_multilevel(weights=weights).modularity)
        leiden.append(graph.community_leiden(objective_function="modularity", weights=weights, n_iterations=-1).modularity)
    best, mean = max(ours), statistics.mean(ours)
    print(f"{name}: best {best:.6f} (Louvain {max(louvain):.6f}, Leiden {max(leiden):.6f}), mean {mean:.6f} "
          f"(Louvain {statistics.mean(louvain):.6f}, Leiden {statistics.mean(leiden):.6f})")
    least = max(louvain + leiden) - (BEST_BY_LUCK if name.startswith("sparse") else BEST)
    check(best > least, f"{name}: the best division falls behind igraph's")
    check(mean > statistics.mean(louvain) - MEAN, f"{name}: the mean over seeds falls behind igraph's")
    if name in KNOWN:
        check(abs(best - KNOWN[name]) < SINGLE, f"{name}: the best modularity is {KNOWN[name]}, comity finds {best:.9f}")
        check(abs(max(louvain + leiden) - KNOWN[name]) < SINGLE, f"{name}: igraph's best is {max(louvain + leiden):.9f}, not {KNOWN[name]}")


def main():
    program, paths = sys.argv[1], sys.argv[2:]
    beside = Path(__file__).resolve().parents[4] / "shared" / "data"
    with tempfile.TemporaryDirectory() as place:
        probe = Probe(program, Path(place))
        for name, edges in graphs(paths, Path(os.environ.get("COMITY_DATA") or beside)):
            compare(name, edges, probe)
    sys.exit(1 if failures else 0)


main()
