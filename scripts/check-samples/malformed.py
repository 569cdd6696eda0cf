"""Files that are no samples, most written by numpy itself: path and what the message must hold."""

import struct

import numpy as np


def malformed_files(folder):
    def text(name, content, message, options=()):
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path, message, list(options)

    def array(name, values, message, **save):
        path = folder / name
        with open(path, "wb") as file:
            np.save(file, values, **save)
        return path, message, []

    good = folder / "good.npy"
    np.save(good, np.arange(1000.0))
    whole = good.read_bytes()
    yield text("empty.csv", "", "empty")
    yield text("empty.npy", "", "empty")
    yield text("header-only.csv", "grad\n", "no row")
    yield text("one-row.csv", "0.5\n", "one row")
    yield text("ragged.csv", "a,b\n1,2\n3\n", "line 3: found 1 cells, expected 2", ["--column", "a"])
    yield text("text.csv", "1.5\nabc\n", 'line 2: found "abc"')
    yield text("nan.csv", "1.5\n2\nnan\n", 'line 3: found "nan"')
    yield text("nan-first.csv", "nan\n2\n", 'line 1: found "nan"')
    yield text("inf.csv", "1.5\n-inf\n", 'line 2: found "-inf"')
    yield text("overflow.csv", "1.5\n1e999\n", 'line 2: found "1e999"')
    yield text("hexadecimal.csv", "1.5\n0x10\n", 'line 2: found "0x10"')
    yield text("blank-line.csv", "1.5\n\n2\n", "line 2: it is empty")
    yield text("decimal-comma.csv", "1.5\n2,5\n", "line 2: found 2 cells")
    yield text("two-columns.csv", "a,b\n1,2\n", "2 columns (a, b)")
    yield text("no-such-column.csv", "mu,sigma\n1,2\n", "no column is called 'sigm'", ["--column", "sigm"])
    yield text("utf-16.csv", "1.5\n".encode("utf-16"), "UTF-16")
    yield text("gzip.csv", b"\x1f\x8b\x08\x00" + bytes(20), "damaged or cut off")
    yield text("no-line-end.csv", "1" * 3_000_000, "longer than")
    yield text("not-npy.npy", b"hello world, no array", "neither")
    yield text("pickle.npy", b"\x80\x04\x95" + bytes(20), "pickle")
    yield text("truncated-magic.npy", whole[:8], "ends early")
    yield text("truncated-header.npy", whole[:60], "ends early")
    yield text("truncated.npy", whole[:-3], "expected 8128: the header says 1000 rows")
    yield text("too-long.npy", whole + b"\0", "found 8129 bytes")
    yield text("version-9.npy", whole[:6] + b"\x09" + whole[7:], "version 9")
    lie = b"\x93NUMPY\x02\x00" + struct.pack("<I", 2**31 - 1) + whole[10:]
    yield text("2-gb-header.npy", lie, "2147483647 bytes long")
    rows = whole.replace(b"(1000,)", b"(10**9,)").replace(b"10**9", b"99999")
    yield text("lying-shape.npy", rows, "the header says 99999 rows")
    yield text("no-dictionary.npy", whole[:10] + b"x" * 118 + whole[128:], "expected a dictionary")
    yield array("objects.npy", np.array([1.0, "a"], dtype=object), "pickled", allow_pickle=True)
    yield array("int64.npy", np.arange(10), "whole numbers")
    yield array("uint8.npy", np.arange(10, dtype="u1"), "whole numbers")
    yield array("bool.npy", np.ones(10, dtype=bool), "truth values")
    yield array("complex.npy", np.ones(10, dtype=complex), "complex")
    yield array("text.npy", np.array(["a", "b"]), "text")
    yield array("longdouble.npy", np.ones(10, dtype=np.longdouble), "another size")
    yield array("records.npy", np.zeros(10, dtype=[("a", "f8"), ("b", "f8")]), "found 2 columns")
    yield array("matrix.npy", np.zeros((10, 2)), "found 2 columns")
    yield array("fortran.npy", np.asfortranarray(np.zeros((10, 2))), "found 2 columns")
    yield array("scalar.npy", np.float64(1), "expected one gradient a row")
    yield array("nan.npy", np.array([1.0, 2.0, np.nan]), "row 3: found NaN")
    yield array("inf.npy", np.array([1.0, np.inf], dtype="<f4"), "row 2: found Infinity")
    yield array("no-rows.npy", np.zeros(0), "no row")
    archive = folder / "archive.npz"
    np.savez(archive, a=np.ones(3), b=np.ones(3))
    yield archive, "found 2 arrays (a, b)", []
