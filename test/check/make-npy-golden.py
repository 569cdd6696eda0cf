"""Small .npy files as numpy writes them, in base64, for npy.test.ts: python3 test/check/make-npy-golden.py."""

import base64
import io
import json
from pathlib import Path

import numpy as np

VALUES = [0.0, 1.0, -2.5, 0.333251953125, 65504.0, 5.960464477539063e-08, 6.103515625e-05]
files = []
for dtype in ("<f8", ">f8", "<f4", ">f4", "<f2", ">f2"):
    for version in ((1, 0), (2, 0), (3, 0)):
        for shape in ((7,), (7, 1), (1, 7)):
            file = io.BytesIO()
            array = np.array(VALUES, dtype=dtype).reshape(shape)
            np.lib.format.write_array(file, np.asfortranarray(array) if shape == (7, 1) else array, version)
            name = f"{dtype} {version[0]}.0 {shape}"
            values = array.astype("f8").ravel().tolist()
            files.append({"name": name, "values": values, "base64": base64.b64encode(file.getvalue()).decode()})
Path(__file__).with_name("npy-golden.json").write_text(json.dumps(files, indent=1) + "\n")
