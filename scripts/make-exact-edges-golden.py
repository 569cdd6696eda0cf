"""Exact values of formulas at the edges of growth, clips, sums of exponentials and equal parts, by mpmath and
composite Gauss quadrature: test/golden/exact-edges.csv. Needs mpmath and numpy.

Each formula is given twice, as gradvar writes it and in mpmath, with the places where it is not smooth.
"""

import csv
import sys
from pathlib import Path

import mpmath as mp
from numpy.polynomial.legendre import leggauss

mp.mp.dps = 25
normpdf = lambda x: mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)
lognormpdf = lambda x: -x * x / 2 - mp.log(2 * mp.pi) / 2
softplus = lambda x: x + mp.log1p(mp.exp(-x)) if x > 0 else mp.log1p(mp.exp(x))
sigmoid = lambda x: 1 / (1 + mp.exp(-x))
logaddexp = lambda a, b: max(a, b) + mp.log1p(mp.exp(-abs(a - b)))
logit = lambda p: mp.log(p / (1 - p))


def of_log(value, slope):
    """r = e^value, r' = slope·r, kept apart because r overflows far out."""
    return ("log", value, slope)


def plain(value, slope):
    return ("plain", value, slope)


def mixture(z):
    a = mp.log("0.6") + lognormpdf(2 * (z + 2))
    b = mp.log("0.7") + lognormpdf(z - 1)
    share = sigmoid(a - b)
    return logaddexp(a, b), -share * 4 * (z + 2) - (1 - share) * (z - 1)


def lognormcdf(z):
    value = mp.log(mp.erfc(-z / mp.sqrt(2)) / 2)
    return value, mp.exp(lognormpdf(z) - value)


def log_sech2(z):
    return 2 * mp.log(2) - 2 * logaddexp(z, -z), -2 * mp.tanh(z)


def equal_parts(z):
    u = mp.exp(z - 1)
    clipped = min(max(u, mp.mpf("0.8")), mp.mpf("1.2"))
    if u <= clipped:
        return 2 * u, 2 * u
    return 2 * clipped, 0 if clipped != u else 2 * u


def clipped_tanh(z):
    t = mp.tanh(z)
    return (mp.sign(t) / 2, 0) if abs(t) > mp.mpf("0.5") else (t, 1 - t * t)


def log_clip(z):
    s = sigmoid(z)
    low, high = mp.mpf("0.001"), mp.mpf("0.999")
    return (-mp.log(s), -(1 - s)) if low < s < high else (-mp.log(low if s < low else high), 0)


def apart(f):
    return plain(lambda z: f(z)[0], lambda z: f(z)[1])


# formula, mu, sigma, function, places
CASES = [
    ("exp(z^2/4-abs(z))", 0, 1, of_log(lambda z: z * z / 4 - abs(z), lambda z: z / 2 - mp.sign(z)), [0]),
    ("exp(z^2/4)/(1+z^2)^2", 0, 1, of_log(lambda z: z * z / 4 - 2 * mp.log(1 + z * z), lambda z: z / 2 - 4 * z / (1 + z * z)), [0]),
    ("exp(z^2/4)/cosh(z)", 0, 1, of_log(lambda z: z * z / 4 - logaddexp(z, -z) + mp.log(2), lambda z: z / 2 - mp.tanh(z)), [0]),
    ("exp((z-1)^2/4)*exp(-2*abs(z))", 0, 1, of_log(lambda z: (z - 1) ** 2 / 4 - 2 * abs(z), lambda z: (z - 1) / 2 - 2 * mp.sign(z)), [0]),
    ("exp(25*z^2-5*abs(z))", 0, "0.1", of_log(lambda z: 25 * z * z - 5 * abs(z), lambda z: 50 * z - 5 * mp.sign(z)), [0]),
    ("exp(0.1249*z^2)", 0, 1, of_log(lambda z: mp.mpf("0.1249") * z * z, lambda z: mp.mpf("0.2498") * z), [0]),
    ("exp(0.3*z^2)/exp(0.2*z^2)", 0, 1, of_log(lambda z: z * z / 10, lambda z: z / 5), [0]),
    ("exp(max(z,0)^2/9)", "0.3", "0.9", plain(lambda z: mp.exp(max(z, 0) ** 2 / 9), lambda z: 2 * max(z, 0) / 9 * mp.exp(max(z, 0) ** 2 / 9)), [0]),
    ("clip(tanh(z),-0.5,0.5)", "0.3", "0.9", apart(clipped_tanh), [mp.atanh("-0.5"), mp.atanh("0.5")]),
    ("-log(clip(sigmoid(z),0.001,0.999))", "0.3", "0.9", apart(log_clip), [logit(mp.mpf("0.001")), logit(mp.mpf("0.999"))]),
    ("log(0.3*normpdf((z+2)/0.5)/0.5+0.7*normpdf(z-1))", 0, 1, apart(mixture), []),
    ("log(normcdf(z))", "0.3", "0.9", apart(lognormcdf), []),
    ("log(1-tanh(z)^2)", "0.3", "0.9", apart(log_sech2), []),
    ("1/(1+exp(-20*z))", "0.3", "0.9", plain(lambda z: sigmoid(20 * z), lambda z: 20 * sigmoid(20 * z) * sigmoid(-20 * z)), [0]),
    ("1/(1+exp(-400*z))", "0.3", "0.9", plain(lambda z: sigmoid(400 * z), lambda z: 400 * sigmoid(400 * z) * sigmoid(-400 * z)), [0]),
    ("log(1+exp(20*z))/20", "0.3", "0.9", plain(lambda z: softplus(20 * z) / 20, lambda z: sigmoid(20 * z)), [0]),
    ("(exp(9*z)-exp(-9*z))/(exp(9*z)+exp(-9*z))", "0.3", "0.9", plain(lambda z: mp.tanh(9 * z), lambda z: 9 / mp.cosh(9 * z) ** 2), [0]),
    ("min(2*exp(z-1),clip(exp(z-1),0.8,1.2)*2)", "0.3", "0.9", apart(equal_parts), [1 + mp.log("0.8"), 1 + mp.log("1.2")]),
    ("exp(-1/z^2)", "0.3", "0.9", plain(lambda z: mp.exp(-1 / z**2) if z else mp.mpf(0), lambda z: 2 / z**3 * mp.exp(-1 / z**2) if z else mp.mpf(0)), [0]),
    ("normpdf(z-1)/normpdf(z)", "0.3", "0.9", of_log(lambda z: z - mp.mpf("0.5"), lambda z: mp.mpf(1)), []),
]


NODES, WEIGHTS = leggauss(24)


def panels(mu, sigma, kind, places):
    """Ends of panels, graded towards the places where r is not smooth or changes fast."""
    centers = [(mp.mpf(p) - mu) / sigma for p in places]
    graded = [c + side / mp.mpf(2) ** k for c in centers for k in range(0, 14) for side in (-1, 1)]
    plain = [mp.mpf(x) / 2 for x in range(-60, 61)]
    far = [30 * mp.mpf(2) ** (mp.mpf(k) / 4) for k in range(0, 74)] if kind == "log" else []
    return sorted({*centers, *graded, *plain, *far, *[-x for x in far]})


def moments(kind, value, slope, mu, sigma, places):
    mu, sigma = mp.mpf(mu), mp.mpf(sigma)
    half_log = mp.log(2 * mp.pi) / 2
    first = [mp.mpf(0)] * 4
    second = [mp.mpf(0)] * 4
    ends = panels(mu, sigma, kind, places)
    for low, high in zip(ends, ends[1:]):
        for node, weight in zip(NODES, WEIGHTS):
            eps = (low + high) / 2 + (high - low) / 2 * mp.mpf(float(node))
            z = mu + sigma * eps
            v, d = value(z), slope(z)
            # Where r = e^v, the exponents are added before they are taken.
            r = mp.mpf(1) if kind == "log" else v
            power = v if kind == "log" else 0
            of = [r * eps / sigma, r * (eps * eps - 1) / sigma, d, d * eps]
            share = mp.mpf(float(weight)) * (high - low) / 2
            one = share * mp.exp(power - eps * eps / 2 - half_log)
            two = share * mp.exp(2 * power - eps * eps / 2 - half_log)
            for i, x in enumerate(of):
                first[i] += one * x
                second[i] += two * x * x
    variance = [b - a * a for a, b in zip(first, second)]
    return [("mu", first[0], variance[0], variance[2]), ("sigma", first[1], variance[1], variance[3])]


def main():
    out = Path(__file__).parent.parent / "test/golden/exact-edges.csv"
    with out.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["formula", "mu", "sigma", "component", "gradient", "variance_1", "variance_2"])
        for formula, mu, sigma, (kind, value, slope), places in CASES:
            for component, *numbers in moments(kind, value, slope, mu, sigma, places):
                writer.writerow([formula, mu, sigma, component, *(mp.nstr(mp.chop(x, 1e-13), 13) for x in numbers)])
            print(formula, file=sys.stderr)


main()
