#!/usr/bin/env python3
"""Keys of cells, computed apart from the program: SHA-256, then RC4 with its first 256 bytes dropped.

usage: python3 scripts/make-cell-key-golden.py > test/golden/cell-keys.json

seedrandom's default generator, seeded with a text of at most 256 low characters, is exactly that RC4, and its
int32() reads four bytes, the first one highest.
"""
import hashlib
import json


def rc4(key, count):
    s, j = list(range(256)), 0
    for i in range(256):
        j = (j + s[i] + key[i % len(key)]) & 255
        s[i], s[j] = s[j], s[i]
    out, i, j = [], 0, 0
    for _ in range(count):
        i = (i + 1) & 255
        j = (j + s[i]) & 255
        s[i], s[j] = s[j], s[i]
        out.append(s[(s[i] + s[j]) & 255])
    return out


def key(seed, content):
    text = json.dumps(["gradvar-2", seed, content], ensure_ascii=False, separators=(",", ":"))
    stream = rc4(hashlib.sha256(text.encode("utf-8")).hexdigest().encode("ascii"), 256 + 16)[256:]
    return [int.from_bytes(bytes(stream[4 * i:4 * i + 4]), "big") for i in range(4)]


PAIRS = [("", ""), ("2026", '["z^2",{},0,1,1]'), ("2026", '["z^2",{},0,1,10]'), ("2027", '["z^2",{},0,1,1]'),
         ("a", "bc"), ("ab", "c"), ('a","b', "c"), ("a", 'b","c'), ("š", "z"), ("a", "z"), ("\U0001f3b2", "\n\t\\\x1f\x7f"),
         ("x" * 200, "y" * 5000)]
print(json.dumps([{"seed": s, "content": c, "key": key(s, c)} for s, c in PAIRS], indent=1))
