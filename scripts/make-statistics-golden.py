#!/usr/bin/env python3
"""Quantiles and probabilities for test/statistics, with mpmath at 40 digits.

usage: /usr/bin/python3 scripts/make-statistics-golden.py > test/golden/statistics.json
"""
import json
from mpmath import betainc, findroot, gammainc, mp, mpf

mp.dps = 40


def student_quantile(df):
    """t with P(|T| <= t) = 0.95: 1 - I_{df/(df+t^2)}(df/2, 1/2) by the incomplete beta function."""
    tail = lambda t: betainc(mpf(df) / 2, mpf(1) / 2, 0, df / (df + t * t), regularized=True) - mpf("0.05")
    start = {1: 12.7, 2: 4.3}.get(df, 1.96 + 2.4 / df + 3 / df**2)
    return findroot(tail, mpf(start))


def chi2_survival(x, df):
    return gammainc(mpf(df) / 2, mpf(x) / 2, regularized=True)


def chi2_cases():
    for df in (1, 2, 3, 4, 7, 19, 20, 21, 50, 331, 1000, 4096):
        spread = (2 * df) ** 0.5
        for x in (0.001 * df, 0.3 * df, 0.9 * df, df - 1.0, float(df), df + 1.9, df + 2.0, df + spread, df + 6 * spread, 3.0 * df):
            if x > 0:
                yield round(x, 6), df
    for x in (99000.0, 100000.0, 101500.0):
        yield x, 100000


student = [[df, float(student_quantile(df))] for df in range(1, 601)]
chi2 = [[x, df, float(chi2_survival(x, df))] for x, df in chi2_cases()]
rows = lambda table: "[\n" + ",\n".join("    " + json.dumps(row) for row in table) + "\n  ]"
print('{\n  "student95": %s,\n  "chi2Survival": %s\n}' % (rows(student), rows(chi2)))
