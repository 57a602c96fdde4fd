"""Runs the rows of the benchmark in JAX and PyTorch, for paired runs beside Leibniz.

Without arguments it serves requests from standard input, with rows it prints a table, from the start it tells what a first user waits for;
README.md describes all.
"""

import argparse
import gc
import importlib
import json
import math
import os
import platform
import resource
import statistics
import sys
import time

THREADS = 2
os.environ.update(
    JAX_PLATFORMS="cpu",
    CUDA_VISIBLE_DEVICES="",
    OMP_NUM_THREADS=str(THREADS),
    MKL_NUM_THREADS=str(THREADS),
    TORCHINDUCTOR_FORCE_DISABLE_CACHES="1",  # a first call compiles, whatever an earlier run left on the disk
)
# XLA takes a thread for every processor it may use, and no option of its own says otherwise.
os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:THREADS])

import numpy as np  # noqa: E402 - it reads the variables set above

import inputs  # noqa: E402

MODULES = {"jax": "jax_rows", "torch": "torch_rows", "compile": "torch_rows"}
CHECKED_STEPS = 4
COUNTED_CALLS = (1, 10, 100, 1000)
WARM_UP_SECONDS = 0.3
TABLE_SECONDS = 0.5
MARK_PERIOD = 97


class Row:
    """One row of one peer, compiled and warm: `first_ms` its first call, `result` the numbers that tell what it computed."""

    def __init__(self, peer, name):
        module = importlib.import_module(MODULES[peer])
        options = {"compiled": True} if peer == "compile" else {}
        self.call = module.prepare(name, inputs.inputs(name), **options)
        begin = time.perf_counter_ns()
        outputs = self.call()
        self.first_ms = (time.perf_counter_ns() - begin) / 1e6
        losses = []
        if name in inputs.STEP_ROWS:
            losses.append(module.array(outputs[0]).item())
            while len(losses) < CHECKED_STEPS:  # each step goes on from the one before
                outputs = self.call()
                losses.append(module.array(outputs[0]).item())
            outputs = outputs[1:]
        self.result = losses + checksum(module.array(o) for o in outputs)
        if not all(map(math.isfinite, self.result)):
            raise ArithmeticError(f"expected finite results, got {self.result}")
        end = time.perf_counter() + WARM_UP_SECONDS
        while time.perf_counter() < end:
            self.call()

    def run(self, calls):
        """The times of so many calls, in microseconds, after a few that do not count: others had the caches since the last run."""
        call, clock = self.call, time.perf_counter_ns
        for _ in range(1 + calls // 10):
            call()
        times = []
        gc.disable()  # as timeit does
        try:
            for _ in range(calls):
                begin = clock()
                call()
                times.append(clock() - begin)
        finally:
            gc.enable()
        return [t / 1e3 for t in times]


def from_start(peer, name, patience):
    """The seconds from where the inputs are there to the end of call 1, 10, 100 and 1,000, NaN for those that would take longer than so many."""
    options = {"compiled": True} if peer == "compile" else {}
    call = importlib.import_module(MODULES[peer]).prepare(name, inputs.inputs(name), **options)
    seconds, one, passed = [], 0.0, 0.0
    begin = time.perf_counter()
    for made, calls in zip((0, *COUNTED_CALLS), COUNTED_CALLS):
        before = passed
        left = calls - made
        while left > 0 and passed + one * left <= patience:
            call()
            passed = time.perf_counter() - begin
            left -= 1
        if left > 0:
            break
        seconds.append(passed)
        one = (passed - before) / (calls - made) if made > 0 else 0.0  # the first call says nothing of the others
    return {"peer": peer, "row": name, "seconds": seconds + [math.nan] * (len(COUNTED_CALLS) - len(seconds))}


def checksum(tensors):
    """The value of every tensor of one element; of every other one its first element and its mark.

    The mark is the sum over k of (1 + (k mod 97) / 97) (1.5 |t[k]| + 0.5 t[k]), in float64: it sees places and signs, and nothing
    cancels in it.
    """
    numbers = []
    for tensor in tensors:
        t = tensor.astype(np.float64).ravel()
        numbers.append(t[0].item())
        if t.size > 1:
            weights = 1 + np.arange(t.size) % MARK_PERIOD / MARK_PERIOD
            numbers.append(np.dot(weights, 1.5 * np.abs(t) + 0.5 * t).item())
    return numbers


def preemptions():
    """How often so far another process took a processor from a thread of this one."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_nivcsw


class Peers:
    """The rows that were asked for so far, each kept compiled and warm."""

    def __init__(self):
        self.rows = {}

    def row(self, peer, name):
        if peer not in MODULES:
            raise ValueError(f"expected a peer ({', '.join(MODULES)}), got {peer!r}")
        if name not in inputs.ROWS:
            raise ValueError(f"expected a row ({', '.join(inputs.ROWS)}), got {name!r}")
        if (peer, name) not in self.rows:
            self.rows[peer, name] = Row(peer, name)
        return self.rows[peer, name]

    def answer(self, request):
        """The answer to `PEER ROW CALLS` or `versions`."""
        words = request.split()
        if words == ["versions"]:
            found = {"python": platform.python_version(), "processors": sorted(os.sched_getaffinity(0))}
            for module in sorted(set(MODULES.values())):
                found |= importlib.import_module(module).versions()
            return found
        if len(words) != 3 or not words[2].isdecimal() or int(words[2]) < 1:
            raise ValueError(f"expected 'PEER ROW CALLS' with at least one call, or 'versions', got {request.strip()!r}")
        peer, name, calls = words[0], words[1], int(words[2])
        row = self.row(peer, name)
        before = preemptions()
        times = row.run(calls)
        return {
            "peer": peer,
            "row": name,
            "median_us": statistics.median(times),
            "min_us": min(times),
            "preempted": preemptions() - before,
            "first_ms": row.first_ms,
            "result": row.result,
        }


def serve():
    # Whatever a library prints goes to standard error: standard output carries the protocol alone.
    replies = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    peers = Peers()
    print("ready", file=replies)
    for request in sys.stdin:
        try:
            reply = peers.answer(request)
        except Exception as failure:  # a row that fails must not end the others
            reply = {"error": f"{type(failure).__name__}: {failure}"}
        print(json.dumps(reply), file=replies)


def table(names, peer_names):
    peers = Peers()
    print(f"{'row':14} {'peer':8} {'median us':>12} {'min us':>12} {'first ms':>10}  result")
    for name in names:
        for peer in peer_names:
            try:
                row = peers.row(peer, name)
                times = row.run(max(5, int(TABLE_SECONDS * 1e6 / max(row.run(3)))))
            except Exception as failure:  # as in serve
                print(f"{name:14} {peer:8} {type(failure).__name__}: {failure}")
                continue
            start = " ".join(f"{number:.6g}" for number in row.result[:5])
            more = " ..." if len(row.result) > 5 else ""
            print(f"{name:14} {peer:8} {statistics.median(times):12.2f} {min(times):12.2f} {row.first_ms:10.1f}  {start}{more}", flush=True)


def main():
    parser = argparse.ArgumentParser(description="Runs the rows of the benchmark in JAX and PyTorch; without rows, serves requests.")
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"all, or some of {', '.join(inputs.ROWS)}")
    parser.add_argument("--heavy", action="store_true", help="with all: cnn, gpt and the matrix products too")
    parser.add_argument("--compile", action="store_true", help="torch.compile as a third peer")
    parser.add_argument("--from-start", nargs=3, metavar=("PEER", "ROW", "SECONDS"), help="one row in a fresh process, call by call")
    options = parser.parse_args()
    if options.from_start:
        peer, name, patience = options.from_start
        print(json.dumps(from_start(peer, name, float(patience))))
        return
    if not options.rows:
        serve()
        return
    names = options.rows
    if names == ["all"]:
        names = [name for name in inputs.ROWS if options.heavy or name not in inputs.HEAVY_ROWS]
    table(names, list(MODULES) if options.compile else ["jax", "torch"])


if __name__ == "__main__":
    main()
