#!/usr/bin/env python3
"""Words of numpy's SFC64 from given states: the outside oracle for workers/kernel/reference/sfc64.ts.

usage: python3 scripts/make-sfc64-golden.py > test/golden/sfc64.json      needs numpy

All 64-bit numbers are hexadecimal. `streams` are seeded as the kernel seeds a lane (18 words thrown away),
`states` are raw states. `words` are the first ones, `later` follow after SKIP more have been thrown away.
"""
import json
import numpy as np

WARM_UP, WORDS, SKIP, LATER, LANES = 18, 16, 100_000, 4, 8
MASK = (1 << 64) - 1


def generator(a, b, c, counter):
    bits = np.random.SFC64(0)
    bits.state = {"bit_generator": "SFC64", "state": {"state": np.array([a, b, c, counter], dtype=np.uint64)},
                  "has_uint32": 0, "uinteger": 0}
    return bits


def written(bits):
    words = [f"{int(w):016x}" for w in bits.random_raw(WORDS)]
    bits.random_raw(SKIP)
    return {"words": words, "later": [f"{int(w):016x}" for w in bits.random_raw(LATER)]}


def stream(key, block, lane):
    bits = generator(key[0] << 32 | key[1], key[2] << 32 | key[3], block * LANES + lane, 1)
    bits.random_raw(WARM_UP)
    return {"key": key, "block": block, "lane": lane, **written(bits)}


def state(*words):
    return {"state": [f"{w:016x}" for w in words], **written(generator(*words))}


KEYS = [[0, 0, 0, 0], [0xFFFFFFFF] * 4, [0x01234567, 0x89ABCDEF, 0xFEDCBA98, 0x76543210]]
PLACES = [(0, 0), (0, 7), (1, 0), (536870911, 7), (536870912, 0), (2**50 - 1, 7)]
STATES = [(0, 0, 0, 0), (MASK, MASK, MASK, MASK), (1, 2, 3, 2**32 - 8), (MASK, 1, 2**63, MASK - 3)]
print(json.dumps({"skip": SKIP, "streams": [stream(k, b, l) for k in KEYS for b, l in PLACES],
                  "states": [state(*s) for s in STATES]}, indent=1))
