"""Writes gradients-golden.json: files of several parameters as numpy saves them. usage: python3 make-gradients-golden.py"""
import base64, gzip, io, json, pathlib
import numpy as np

values = np.array([[1.5, -2.0], [0.25, 4.0], [-8.0, 0.5]])
records = np.zeros(3, dtype=[("step", "<i8"), ("mu", "<f8"), ("sigma", ">f4"), ("tag", "<U3")])
records["mu"], records["sigma"] = values[:, 0], values[:, 1]
nested = np.zeros(3, dtype=[("g", "<f8", (2,))])
nested["g"] = values


def saved(array):
    out = io.BytesIO()
    np.save(out, array)
    return out.getvalue()


def archive(save, **arrays):
    out = io.BytesIO()
    save(out, **arrays)
    return out.getvalue()


def text(**options):
    out = io.BytesIO()
    np.savetxt(out, values, **options)
    return out.getvalue()


CASES = [
    ("(T, p) in C order", saved(values), ["1", "2"], None),
    ("(T, p) in Fortran order", saved(np.asfortranarray(values)), ["1", "2"], None),
    ("(T, 1, p)", saved(values.reshape(3, 1, 2)), ["1", "2"], None),
    ("(T, 1, p) in Fortran order", saved(np.asfortranarray(values.reshape(3, 1, 2))), ["1", "2"], None),
    ("(T, p, 1)", saved(values.reshape(3, 2, 1)), ["1", "2"], None),
    ("float32, big-endian", saved(values.astype(">f4")), ["1", "2"], None),
    ("float16", saved(values.astype("<f2")), ["1", "2"], None),
    ("records", saved(records), ["mu", "sigma"], None),
    ("a record of an array", saved(nested), ["g[0]", "g[1]"], None),
    ("savez, one array", archive(np.savez, a=values), ["1", "2"], None),
    ("savez, two arrays", archive(np.savez, a=values, other=np.zeros(5)), ["1", "2"], "a"),
    ("savez in Fortran order", archive(np.savez, a=np.asfortranarray(values)), ["1", "2"], "a"),
    ("savez_compressed", archive(np.savez_compressed, a=values, other=np.zeros(5)), ["1", "2"], "a"),
    (".npy by gzip", gzip.compress(saved(values), mtime=0), ["1", "2"], None),
    ("two members of gzip", gzip.compress(saved(values)[:140], mtime=0) + gzip.compress(saved(values)[140:], mtime=0), ["1", "2"], None),
    (".npz by gzip is refused elsewhere; text by gzip", gzip.compress(text(delimiter=","), mtime=0), ["1", "2"], None),
    ("savetxt", text(), ["1", "2"], None),
    ("savetxt with names", text(header="mu sigma"), ["mu", "sigma"], None),
    ("savetxt with names and no comment", text(header="mu sigma", comments=""), ["mu", "sigma"], None),
    ("savetxt with tabs", text(delimiter="\t", header="mu\tsigma"), ["mu", "sigma"], None),
    ("savetxt with commas", text(delimiter=",", header="mu,sigma"), ["mu", "sigma"], None),
    ("savetxt with semicolons", text(delimiter=";"), ["1", "2"], None),
    ("savetxt with a remark", text(header="written by a test, twice"), ["1", "2"], None),
]
golden = [
    {"name": name, "base64": base64.b64encode(data).decode(), "columns": columns, "key": key}
    for name, data, columns, key in CASES
]
path = pathlib.Path(__file__).with_name("gradients-golden.json")
path.write_text(json.dumps(golden, indent=2) + "\n")
