"""Proves `gradvar check` on files that others wrote: npm run check:samples [-- --python PATH]… [--rows N] [--keep DIR].

Fifty correct and fifty wrong numpy files, more wrong ones of heavy tails, some too short, right and wrong ones of every other
estimator, the errors of real programs with five seeds (or those of --seeds), 500 right files at alpha 0.05, malformed files, the
examples, PyTorch and JAX autodiff where a given Python has them, and N rows (100 million by default, 0 for none) streamed as .npy
and CSV with the peak memory told. Every command that a cause suggests must accept its file. Exit 1 if anything fails.
"""

import argparse
import json
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from correct import correct_cases, too_few_cases
import program_errors
from malformed import malformed_files
from other_estimators import right_cases, swapped_cases
from wrong import heavy_cases, wrong_cases

ROOT = Path(__file__).resolve().parents[2]
EXITS = {"accepted": 0, "rejected": 20, "inconclusive": 21}


def gradvar(arguments):
    command = ["node", str(ROOT / "dist/src/cli.js"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def judge(name, arguments, expect, cause):
    """Whether gradvar says what it must; prints what it says otherwise."""
    ended = gradvar(arguments)
    if ended.returncode != EXITS[expect]:
        print(f"FAILED {name}: exit {ended.returncode}, expected {EXITS[expect]}\n{ended.stdout}{ended.stderr}")
        return False
    said = json.loads(ended.stdout)
    named = [each["name"] for each in said["causes"]]
    first = f", first of {len(named)}: {named[0]}" if named else ""
    print(f"{said['verdict']:12} {name}{first}")
    if not commands_accept(name, said["causes"]):
        return False
    if cause is None or cause in named:
        return True
    print(f"FAILED {name}: named {named}, expected {cause}")
    return False


def commands_accept(name, causes):
    """No cause suggests a command that does not accept the file."""
    commands = [each["command"] for each in causes if each["command"] is not None]
    rejecting = [command for command in commands if gradvar(shlex.split(command)[1:]).returncode != 0]
    for command in rejecting:
        print(f"FAILED {name}: this suggested command does not accept the file: {command}")
    return not rejecting


def check_errors(folder, seed):
    """Right files accepted, and of wrong ones nine in ten with the true cause first; no command that rejects its file."""
    right = wrong = first = 0
    failed = []
    for case in program_errors.error_cases(seed):
        path = folder / f"{case.name}.npy"
        np.save(path, case.rows)
        ended = gradvar(case.arguments(path))
        said = json.loads(ended.stdout)
        named = [f"{each['name']} {each['detail']}" for each in said["causes"]]
        is_right = ended.returncode == EXITS[case.expect] and commands_accept(case.name, said["causes"])
        right += is_right and case.cause is None
        if case.cause is not None:
            wrong += 1
            is_first = is_right and bool(named) and re.match(case.cause, named[0]) is not None
            first += is_first
        if not is_right:
            failed.append(case.name)
        if not is_right or (case.cause is not None and not is_first):
            print(f"NOT FIRST {case.name}: {said['verdict']}, named {named}, expected {case.cause}")
        path.unlink()
    print(f"seed {seed}: {right} right files accepted, {first} of {wrong} wrong ones with the true cause first")
    return not failed and right == 8 and first >= 0.9 * wrong


def check_level(folder, count, alpha):
    """Right files are rejected at most as often as alpha says."""
    rejected = 0
    for case in program_errors.right_cases(count):
        path = folder / f"{case.name}.npy"
        np.save(path, case.rows)
        rejected += gradvar([*case.arguments(path), "--alpha", str(alpha)]).returncode == EXITS["rejected"]
        path.unlink()
    print(f"level: of {count} right files {rejected} are rejected at alpha {alpha}")
    return rejected <= alpha * count


def check_cases(folder, cases):
    passed = 0
    for case in cases:
        path = folder / f"{case.name}.{case.kind}"
        if case.kind == "csv":
            np.savetxt(path, case.rows, header="gradient", comments="")
        else:
            np.save(path, case.rows)
        passed += judge(case.name, case.arguments(path), case.expect, case.cause)
    return passed


def check_malformed(folder):
    claim = ["--formula", "z^2", "--mu", "0", "--sigma", "1", "--estimator", "score"]
    failed = count = 0
    for path, message, options in malformed_files(folder):
        ended = gradvar(["check", str(path), *claim, *options])
        count += 1
        wrong = ended.returncode != 2 or message not in ended.stderr or ended.stdout or "    at " in ended.stderr
        if wrong:
            failed += 1
            print(f"FAILED {path.name}: exit {ended.returncode}, expected {message!r}\n{ended.stdout}{ended.stderr}")
    return count - failed, count


def check_autodiff(folder, pythons):
    passed = total = 0
    for library, script in (("torch", "torch_gradients.py"), ("jax", "jax_gradients.py")):
        python = next((each for each in pythons if has(each, library)), None)
        if python is None:
            print(f"missing: no given Python has {library} (--python PATH); its files were not checked")
            continue
        into = folder / library
        into.mkdir()
        subprocess.run([python, str(Path(__file__).with_name(script)), str(into)], check=True)
        for line in (into / "cases.jsonl").read_text().splitlines():
            case = json.loads(line)
            total += 1
            passed += judge(case["name"], case["arguments"], case["expect"], case["cause"])
    return passed, total


def check_examples(folder, pythons):
    """The examples of examples/check print the command that must accept what they wrote."""
    passed = total = 0
    for library, name in (("numpy", "numpy_style"), ("torch", "pytorch_style"), ("jax", "jax_style")):
        python = next((each for each in pythons if has(each, library)), None)
        if python is None:
            print(f"missing: no given Python has {library} (--python PATH); {name}.py was not run")
            continue
        total += 1
        script = str(ROOT / "examples/check" / f"{name}.py")
        printed = subprocess.run([python, script], cwd=folder, capture_output=True, text=True, check=True).stdout
        command = shlex.split(printed)[1:]
        command[1] = str(folder / command[1])
        passed += judge(f"example {name}", [*command, "--json"], "accepted", None)
    return passed, total


def has(python, library):
    return subprocess.run([python, "-c", f"import {library}"], capture_output=True, check=False).returncode == 0


def check_stream(folder, rows):
    """Time and peak memory of one long file in each format."""
    claim = ["--formula", "z^2", "--mu", "2", "--sigma", "0.5", "--estimator", "pathwise", "--json"]
    passed = 0
    for kind in ("npy", "csv"):
        path = folder / f"long.{kind}"
        write_long(path, rows, kind)
        start = time.monotonic()
        command = [sys.executable, "-c", MEASURE, "node", str(ROOT / "dist/src/cli.js"), "check", str(path), *claim]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        seconds = time.monotonic() - start
        peak = int(ended.stderr.splitlines()[-1]) / 1024
        size = path.stat().st_size / 1e9
        path.unlink()
        said = json.loads(ended.stdout)
        print(f"stream: {said['sample']['rows']} rows, {size:.2f} GB of {kind}: {seconds:.1f} s, peak {peak:.0f} MB")
        passed += said["verdict"] == "accepted" and peak < 200
    return passed


MEASURE = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


def write_long(path, rows, kind):
    rng = np.random.default_rng(7)
    size = 1_000_000
    with open(path, "wb") as file:
        if kind == "npy":
            np.lib.format.write_array_header_1_0(
                file, {"descr": "<f8", "fortran_order": False, "shape": (rows,)}
            )
        for start in range(0, rows, size):
            values = 2 * (2 + 0.5 * rng.standard_normal(min(size, rows - start)))
            if kind == "npy":
                values.tofile(file)
            else:
                file.write(("\n".join(map(repr, values.tolist())) + "\n").encode())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", action="append", default=[], help="a Python with torch or jax")
    parser.add_argument("--rows", type=float, default=1e8)
    parser.add_argument("--seeds", default="2026,2027,2028,2029,2030", help="of the errors of programs")
    parser.add_argument("--right", type=int, default=500, help="right files at alpha 0.05")
    parser.add_argument("--only", default="", help="only the parts whose name has this in it")
    parser.add_argument("--keep", help="write the files here and keep them")
    options = parser.parse_args()
    folder = Path(options.keep or tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    pythons = [sys.executable, *options.python]
    parts = {
        "correct": lambda: (check_cases(folder, correct_cases()), 50),
        "wrong": lambda: (check_cases(folder, wrong_cases()), 50),
        "wrong with heavy tails": lambda: (check_cases(folder, heavy_cases()), 12),
        "too few rows": lambda: (check_cases(folder, too_few_cases()), 6),
        "other estimators": lambda: (check_cases(folder, right_cases()), 44),
        "other estimators under another name": lambda: (check_cases(folder, swapped_cases()), 11),
        "malformed": lambda: check_malformed(folder),
        "examples": lambda: check_examples(folder, pythons),
        "autodiff": lambda: check_autodiff(folder, pythons),
        "level": lambda: (check_level(folder, options.right, 0.05), 1),
    }
    for seed in options.seeds.split(","):
        parts[f"errors of programs, seed {seed}"] = lambda seed=int(seed): (check_errors(folder, seed), 1)
    if options.rows > 0:
        parts["stream"] = lambda: (check_stream(folder, int(options.rows)), 2)
    results = {name: check() for name, check in parts.items() if options.only in name}
    if not options.keep:
        shutil.rmtree(folder)
    for name, (passed, total) in results.items():
        print(f"{name}: {passed} of {total} as they must be")
    sys.exit(any(passed != total for passed, total in results.values()))


if __name__ == "__main__":
    main()
