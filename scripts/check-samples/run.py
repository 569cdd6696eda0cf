"""Proves `gradvar check` on files that others wrote: npm run check:samples [-- --python PATH]… [--rows N] [--keep DIR].

Fifty correct and fifty wrong numpy files, more wrong ones of heavy tails, some too short, right and wrong ones of every other
estimator, malformed files, the examples, PyTorch and JAX autodiff where a given Python has them, and N rows (100 million by
default, 0 for none) streamed as .npy and CSV with the peak memory told. Exit 1 if anything fails.
"""

import argparse
import json
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from correct import correct_cases, too_few_cases
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
    if cause is None or cause in named:
        return True
    print(f"FAILED {name}: named {named}, expected {cause}")
    return False


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
    parser.add_argument("--keep", help="write the files here and keep them")
    options = parser.parse_args()
    folder = Path(options.keep or tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    results = {
        "correct": (check_cases(folder, correct_cases()), 50),
        "wrong": (check_cases(folder, wrong_cases()), 50),
        "wrong with heavy tails": (check_cases(folder, heavy_cases()), 12),
        "too few rows": (check_cases(folder, too_few_cases()), 6),
        "other estimators": (check_cases(folder, right_cases()), 44),
        "other estimators under another name": (check_cases(folder, swapped_cases()), 11),
        "malformed": check_malformed(folder),
        "examples": check_examples(folder, [sys.executable, *options.python]),
        "autodiff": check_autodiff(folder, [sys.executable, *options.python]),
    }
    if options.rows > 0:
        results["stream"] = (check_stream(folder, int(options.rows)), 2)
    if not options.keep:
        shutil.rmtree(folder)
    for name, (passed, total) in results.items():
        print(f"{name}: {passed} of {total} as they must be")
    sys.exit(any(passed != total for passed, total in results.values()))


if __name__ == "__main__":
    main()
