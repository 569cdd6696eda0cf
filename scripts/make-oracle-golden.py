#!/usr/bin/python3
"""Writes test/golden/oracle.csv: moments of the score and pathwise contributions to 20 digits, for the test of src/oracle.

Independent of the program: r and r' are written by hand, break points, singular points and the scale of features are given by
hand, and composite Gauss-Legendre rules are applied in 32-digit arithmetic, twice with different rules; rows whose two results
differ by more than 1e-15 relative are refused. Infinite moments come from the known conditions of each family.

usage: make-oracle-golden.py [NAME ...]     only these names, printed instead of written
"""
import csv, pathlib, sys
from mpmath import mp, mpf, exp, log, sqrt, sin, cos, tanh, erf, pi, floor, cosh, sinh, e as E

mp.dps = 32
ROOT = pathlib.Path(__file__).resolve().parent.parent


def legendre_rule(n):
    nodes = []
    for i in range(n):
        x = cos(pi * (i + mpf(3) / 4) / (n + mpf(1) / 2))
        for _ in range(10):
            before, now = mpf(0), mpf(1)
            for k in range(n):
                before, now = now, ((2 * k + 1) * x * now - k * before) / (k + 1)
            slope = n * (x * now - before) / (x * x - 1)
            x -= now / slope
        nodes.append((x, 2 / ((1 - x * x) * slope * slope)))
    return nodes


RULES = [legendre_rule(28), legendre_rule(34)]

normcdf = lambda z: mp.ncdf(z)
normpdf = lambda z: exp(-z * z / 2) / sqrt(2 * pi)
sigmoid = lambda z: 1 / (1 + exp(-z))
softplus = lambda z: log(1 + exp(z)) if z < 0 else z + log(1 + exp(-z))
sign = lambda z: mpf(1) if z > 0 else mpf(-1)
step = lambda z: mpf(1) if z >= 0 else mpf(0)
sech2 = lambda z: 1 / cosh(z) ** 2
clip = lambda z, a, b: min(max(z, a), b)
whole = lambda lo, hi: [mpf(k) for k in range(int(floor(lo)), int(floor(hi)) + 2)]


class Case:
    """r and r' with where they are not smooth (breaks), singular points, and the largest panel width by z."""

    def __init__(self, name, formula, r, d, params="", breaks=None, singular=(), width=None, features=(), reach=None, infinite=None):
        self.name, self.formula, self.params, self.r, self.d = name, formula, params, r, d
        self.breaks = breaks or (lambda lo, hi: [])
        self.singular, self.width, self.features = [mpf(s) for s in singular], width, features
        # half the length of the line in sigmas: far enough for kinks 30 sigmas away where there are any
        self.reach = reach or (40 if breaks else 15)
        self.moved = mpf(0)
        # (component, mu, sigma) -> set of infinite ones among v1 v2 k1 k2 c
        self.infinite = infinite or (lambda component, mu, sigma: set())


def constant_breaks(*points):
    return lambda lo, hi: [mpf(p) for p in points]


def expsq(c, name, formula, params):
    def infinite(component, mu, sigma):
        u = mpf(c) * sigma * sigma
        found = set()
        if u >= mpf(1) / 4:
            found |= {"v1", "v2", "e"}
        if u >= mpf(1) / 8:
            found |= {"k1", "k2", "c"}
        # close to 1/2, where the mean ceases to exist, doubles overflow before the integral has converged
        if u >= mpf("0.45"):
            found |= {"m"}
        return found
    return Case(name, formula, lambda z: exp(mpf(c) * z * z), lambda z: 2 * mpf(c) * z * exp(mpf(c) * z * z), params, reach=120, infinite=infinite)


def absolute_power(p, name, formula, params="", at=0):
    p, at = mpf(p), mpf(float(at))

    def infinite(component, mu, sigma):
        found = set()
        order = p - 1 + (1 if component == "sigma" and mu == 0 else 0)
        if 2 * order <= -1:
            found |= {"v2", "k2"}
        if 4 * order <= -1:
            found |= {"k2"}
        order_x = p + (1 if component == "mu" and mu == 0 else 0)
        if 2 * (order_x + order) <= -1:
            found |= {"c"}
        return found

    # worked out about 0, with mu moved by as much: no digits are lost next to the singular point
    case = Case(name, formula, lambda h: abs(h) ** p, lambda h: p * sign(h) * abs(h) ** (p - 1), params, singular=[0], infinite=infinite)
    case.moved = at
    return case


def bump(k, name, formula, params="", at=0):
    k, at = mpf(k), mpf(at)
    return Case(name, formula, lambda z: exp(-k * (z - at) ** 2), lambda z: -2 * k * (z - at) * exp(-k * (z - at) ** 2), params,
                features=[(at, 1 / sqrt(k))], reach=40)


def sine_roots(k):
    def roots(lo, hi):
        return [j * pi / k for j in range(int(floor(lo * k / pi)), int(floor(hi * k / pi)) + 2)]
    return roots


def wobble_roots(lo, hi):
    """sin(3 z) = 0.2."""
    base = mp.asin(mpf("0.2"))
    found = []
    for j in range(int(floor(3 * lo / (2 * pi))) - 1, int(floor(3 * hi / (2 * pi))) + 2):
        found += [(base + 2 * pi * j) / 3, (pi - base + 2 * pi * j) / 3]
    return found


def log_sq_infinite(component, mu, sigma):
    return set() if component == "sigma" and mu == 0 else {"v2", "k2", "c", "b"}


MIX = [(mpf(-2), mpf("0.5")), (mpf(2), mpf("0.5"))]


def mix_parts(z):
    return [-2 * (z - m) ** 2 for m, _ in MIX]


def mix_r(z):
    a, b = mix_parts(z)
    top = max(a, b)
    return log((exp(a - top) + exp(b - top)) / 2) + top - log(mpf("0.5") * sqrt(2 * pi))


def mix_d(z):
    a, b = mix_parts(z)
    top = max(a, b)
    wa, wb = exp(a - top), exp(b - top)
    return (wa * -4 * (z + 2) + wb * -4 * (z - 2)) / (wa + wb)


def ackley_d(z):
    return 4 * sign(z) * exp(-abs(z) / 5) + 2 * pi * sin(2 * pi * z) * exp(cos(2 * pi * z))


def wave(width):
    return lambda z: mpf(width)


def erf_d(z):
    return normcdf(z) + z * normpdf(z)


HALF = mpf(1) / 2
D2 = mpf("0.2")
CASES = [
    Case("const", "1", lambda z: mpf(1), lambda z: mpf(0)),
    Case("linear", "z", lambda z: z, lambda z: mpf(1)),
    Case("square", "z^2", lambda z: z * z, lambda z: 2 * z),
    Case("square_shift", "(z - k)^2", lambda z: (z - 1) ** 2, lambda z: 2 * (z - 1), "k=1"),
    Case("gal_quad", "z + z^2", lambda z: z + z * z, lambda z: 1 + 2 * z),
    Case("cube", "z^3", lambda z: z ** 3, lambda z: 3 * z * z),
    Case("quartic", "z^4", lambda z: z ** 4, lambda z: 4 * z ** 3),
    Case("double_well", "(z^2 - 1)^2", lambda z: (z * z - 1) ** 2, lambda z: 4 * z * (z * z - 1)),
    Case("sin", "sin(z)", sin, cos, width=wave(6)),
    Case("sin10", "sin(10*z)", lambda z: sin(10 * z), lambda z: 10 * cos(10 * z), width=wave("0.6")),
    Case("cosine", "cos(k*z)", lambda z: cos(3 * z), lambda z: -3 * sin(3 * z), "k=3", width=wave(2)),
    Case("zsinz", "z*sin(z)", lambda z: z * sin(z), lambda z: sin(z) + z * cos(z), width=wave(6)),
    Case("chirp", "sin(z^2)", lambda z: sin(z * z), lambda z: 2 * z * cos(z * z), width=lambda z: 3 / (abs(z) + 1)),
    Case("ripple", "z^2 + 0.1*sin(50*z)", lambda z: z * z + sin(50 * z) / 10, lambda z: 2 * z + 5 * cos(50 * z), width=wave("0.12")),
    Case("rastrigin", "z^2 + 10*(1 - cos(2*pi*z))", lambda z: z * z + 10 * (1 - cos(2 * pi * z)), lambda z: 2 * z + 20 * pi * sin(2 * pi * z), width=wave(1)),
    Case("ackley", "20 + e - 20*exp(-0.2*abs(z)) - exp(cos(2*pi*z))", lambda z: 20 + E - 20 * exp(-abs(z) / 5) - exp(cos(2 * pi * z)), ackley_d, breaks=constant_breaks(0), width=wave("0.5"), reach=15),
    bump(1, "bump_k", "exp(-k*z^2)", "k=1"),
    bump(10, "bump10", "exp(-10*z^2)"),
    bump(400, "needle", "exp(-(z/0.05)^2)"),
    Case("lorentz", "1/(1 + z^2)", lambda z: 1 / (1 + z * z), lambda z: -2 * z / (1 + z * z) ** 2, features=[(0, 1)]),
    Case("laplace", "exp(-abs(z))", lambda z: exp(-abs(z)), lambda z: -sign(z) * exp(-abs(z)), breaks=constant_breaks(0), features=[(0, 3)]),
    Case("exp", "exp(z)", exp, exp, reach=75, width=wave(8)),
    Case("cosh", "cosh(z)", cosh, sinh, reach=75, width=wave(8)),
    expsq("0.05", "expsq_c", "exp(c*z^2)", "c=0.05"),
    absolute_power("1.5", "abs_p", "abs(z)^p", "p=1.5"),
    Case("log_sq", "log(z^2)", lambda z: log(z * z), lambda z: 2 / z, singular=[0], infinite=log_sq_infinite),
    Case("log1p_sq", "log1p(z^2)", lambda z: log(1 + z * z), lambda z: 2 * z / (1 + z * z), features=[(0, 1)]),
    Case("student_nll", "2*log1p(z^2/3)", lambda z: 2 * log(1 + z * z / 3), lambda z: 4 * z / (3 + z * z), features=[(0, 1)]),
    Case("abs", "abs(z)", abs, sign, breaks=constant_breaks(0)),
    Case("relu", "max(z, 0)", lambda z: max(z, mpf(0)), step, breaks=constant_breaks(0)),
    Case("huber", "clip(z, -1, 1)*(z - clip(z, -1, 1)/2)", lambda z: clip(z, -1, 1) * (z - mpf(clip(z, -1, 1)) / 2), lambda z: mpf(clip(z, -1, 1)), breaks=constant_breaks(-1, 1)),
    Case("hinge", "max(0, 1 - z)", lambda z: max(1 - z, mpf(0)), lambda z: mpf(-1) if z < 1 else mpf(0), breaks=constant_breaks(1)),
    Case("clip", "clip(z, -1, 1)", lambda z: mpf(clip(z, -1, 1)), lambda z: mpf(1) if abs(z) < 1 else mpf(0), breaks=constant_breaks(-1, 1)),
    Case("triangle", "abs(mod(z, 2) - 1)", lambda z: abs(z - 2 * floor(z / 2) - 1), lambda z: sign(z - 2 * floor(z / 2) - 1), breaks=whole),
    Case("heaviside", "step(z)", step, lambda z: mpf(0), breaks=constant_breaks(0)),
    Case("staircase", "floor(z)", floor, lambda z: mpf(0), breaks=whole),
    Case("square_step", "z^2 + step(z)", lambda z: z * z + step(z), lambda z: 2 * z, breaks=constant_breaks(0)),
    Case("soft_step", "clip(2*z/delta, -1, 1)", lambda z: mpf(clip(10 * z, -1, 1)), lambda z: mpf(10) if abs(10 * z) < 1 else mpf(0), "delta=0.2", breaks=constant_breaks("-0.1", "0.1")),
    Case("tanh10", "tanh(10*z)", lambda z: tanh(10 * z), lambda z: 10 * sech2(10 * z), features=[(0, mpf("0.1"))], reach=40),
    Case("sigmoid", "sigmoid(z)", sigmoid, lambda z: sigmoid(z) * sigmoid(-z), features=[(0, 2)]),
    Case("softplus", "softplus(z)", softplus, sigmoid, features=[(0, 2)]),
    Case("silu", "z*sigmoid(z)", lambda z: z * sigmoid(z), lambda z: sigmoid(z) + z * sigmoid(z) * sigmoid(-z), features=[(0, 2)]),
    Case("gelu", "z*normcdf(z)", lambda z: z * normcdf(z), erf_d, features=[(0, 1)]),
    Case("probit", "normcdf(z)", normcdf, normpdf, features=[(0, 1)]),
    Case("bce", "softplus(-z)", lambda z: softplus(-z), lambda z: -sigmoid(-z), features=[(0, 2)]),
    Case("gauss_logp", "-(z - 1)^2/2", lambda z: -(z - 1) ** 2 / 2, lambda z: 1 - z),
    Case("mix2_logp", "softplus(-16*z) - 2*(z - 2)^2 - log(2*pi)/2", mix_r, mix_d, features=[(0, mpf("0.1"))], reach=40),
    Case("call", "max(exp(z) - 1, 0)", lambda z: max(exp(z) - 1, mpf(0)), lambda z: exp(z) if z > 0 else mpf(0), breaks=constant_breaks(0), reach=75, width=wave(8)),
    Case("digital", "step(exp(z) - 1)", step, lambda z: mpf(0), breaks=constant_breaks(0)),
]
HARD = [
    Case("hard_wave", "cos(200*z)", lambda z: cos(200 * z), lambda z: -200 * sin(200 * z), width=wave("0.03")),
    bump(10 ** 6, "hard_needle", "exp(-(z/0.001)^2)"),
    bump(10 ** 6, "hard_far_needle", "exp(-((z - 6)/0.001)^2)", at=6),
    Case("hard_tanh", "tanh(1000*z)", lambda z: tanh(1000 * z), lambda z: 1000 * sech2(1000 * z), features=[(0, mpf("0.001"))], reach=40),
    Case("hard_comb", "step(sin(20*z))", lambda z: step(sin(20 * z)), lambda z: mpf(0), breaks=sine_roots(20), reach=15),
    absolute_power("1.5", "hard_kink", "abs(z - 0.3)^1.5", at="0.3"),
    absolute_power("0.8", "hard_root", "abs(z - 0.3)^0.8", at="0.3"),
    absolute_power("0.75", "hard_ladder", "abs(z)^0.75"),
    absolute_power("0.5", "hard_root_half", "abs(z)^0.5"),
    absolute_power("0.55", "hard_near_half", "abs(z)^0.55"),
    Case("hard_wobble", "abs(sin(3*z) - 0.2)", lambda z: abs(sin(3 * z) - D2), lambda z: 3 * cos(3 * z) * sign(sin(3 * z) - D2), breaks=wobble_roots, width=wave(2), reach=15),
    Case("hard_ramp", "z*step(z)", lambda z: z * step(z), step, breaks=constant_breaks(0)),
    expsq("0.12", "hard_heavy", "exp(0.12*z^2)", ""),
    expsq("0.15", "hard_heavier", "exp(0.15*z^2)", ""),
    Case("hard_sum", "exp(-1000*z^2) + z^2", lambda z: exp(-1000 * z * z) + z * z, lambda z: -2000 * z * exp(-1000 * z * z) + 2 * z, features=[(0, mpf("0.03"))]),
]
POINTS = ["0 1", "1 1", "-3 0.01", "0.3 0.01", "0 0.1", "3 0.1", "2 0.25", "1 4", "3 10", "-3 10"]
HARD_POINTS = ["0 1", "1 1", "0.3 0.01", "2 0.25", "-1 2"]


def cut_points(case, mu, sigma):
    lo, hi = mu - case.reach * sigma, mu + case.reach * sigma
    cuts = [mu + sigma * mpf(k) * 3 / 2 for k in range(-int(case.reach / 1.5), int(case.reach / 1.5) + 1)]
    lo, hi = cuts[0], cuts[-1]
    cuts += case.breaks(lo, hi)
    for at, scale in case.features:
        cuts.append(mpf(at))
        k = mpf(1)
        step_size = mpf(scale) / 2
        at = mpf(at)
        # even steps across the feature, then growing ones
        distance = step_size
        while distance < hi - lo:
            cuts += [at - distance, at + distance]
            distance = distance + step_size if distance < 12 * scale else distance * mpf("1.4")
    for at in case.singular:
        cuts.append(at)
        distance = min(mpf(1), sigma)
        while distance > mpf(10) ** -250:
            cuts += [at - distance, at + distance]
            distance /= 6
    cuts = sorted({c for c in cuts if lo <= c <= hi})
    result = [cuts[0]]
    for c in cuts[1:]:
        gap = c - result[-1]
        if gap <= mpf(10) ** -35 and c not in case.singular and result[-1] not in case.singular:
            continue
        # nothing fine is needed where the density is below 1e-330
        nearest = min(abs(c - mu), abs(result[-1] - mu)) / sigma
        if case.width is not None and nearest < case.reach - 1:
            limit = min(case.width(c), case.width(result[-1]))
            parts = int(gap / limit) + 1
            if nearest > 20 and case.reach == 40:
                parts = 1
            start = result[-1]
            result += [start + gap * j / parts for j in range(1, parts)]
        result.append(c)
    return result


def moments(case, mu, sigma, rule):
    """Sums of everything over all panels: w-moments of the variables about centers taken at mu."""
    cuts = cut_points(case, mu, sigma)
    probe = mu + sigma / 1000
    c_r, c_d = case.r(probe), case.d(probe)
    norm = 1 / (sigma * sqrt(2 * pi))
    samples = []
    for a, b in zip(cuts, cuts[1:]):
        half, middle = (b - a) / 2, (a + b) / 2
        if half == 0:
            continue
        for x, w in rule:
            z = middle + half * x
            # measured from the nearer singular point, so that 40 digits are enough close to it
            eps = (z - mu) / sigma
            weight = w * half * norm * exp(-eps * eps / 2)
            samples.append((weight, eps, case.r(z), case.d(z)))
    mean = lambda f: mp.fsum(w * f(e, r, d) for w, e, r, d in samples)
    out = {}
    dr = mean(lambda e, r, d: r - c_r)
    out["expectation"] = c_r + dr
    out["expectation_variance"] = mean(lambda e, r, d: (r - c_r - dr) ** 2)
    for component in ("mu", "sigma"):
        if component == "mu":
            x = lambda e, r, d: r * e / sigma
            y, c_y = (lambda e, r, d: d), c_d
        else:
            x = lambda e, r, d: r * (e * e - 1) / sigma
            y, c_y = (lambda e, r, d: d * e), mpf(0)
        mx = mean(x)
        my = mean(lambda e, r, d: y(e, r, d) - c_y)
        rows = [(w, x(e, r, d) - mx, y(e, r, d) - c_y - my) for w, e, r, d in samples]
        v1 = mp.fsum(w * a * a for w, a, b in rows)
        v2 = mp.fsum(w * b * b for w, a, b in rows)
        k1 = mp.fsum(w * a ** 4 for w, a, b in rows)
        k2 = mp.fsum(w * b ** 4 for w, a, b in rows)
        xy = mp.fsum(w * a * b for w, a, b in rows)
        c = mp.fsum(w * a * a * b * b for w, a, b in rows)
        flat = v2 == 0 or (case.name == "log_sq" and mu == 0 and component == "sigma")
        out[component] = dict(gradient=mx, bias2=my + c_y - mx, variance1=v1, variance2=mpf(0) if flat else v2,
                              kurtosis1=k1 / v1 ** 2 if v1 > 0 else None, kurtosis2=None if flat else k2 / v2 ** 2,
                              correlation=None if flat or v1 == 0 else xy / sqrt(v1 * v2),
                              co_kurtosis=None if flat or v1 == 0 else c / (v1 * v2))
    return out


FIELDS = ["gradient", "bias2", "variance1", "variance2", "kurtosis1", "kurtosis2", "correlation", "co_kurtosis"]
HEADER = ["name", "formula", "params", "mu", "sigma", "expectation", "expectation_variance"] + [f"{c}_{f}" for c in ("mu", "sigma") for f in FIELDS]
INFINITE_KEYS = {"variance1": "v1", "variance2": "v2", "kurtosis1": "k1", "kurtosis2": "k2", "co_kurtosis": "c"}


def shown(value):
    if value is None:
        return "none"
    if abs(value) < mpf(10) ** -320:
        return "0"
    return mp.nstr(value, 20)


def row(case, mu_text, sigma_text):
    mu, sigma = mpf(float(mu_text)) - case.moved, mpf(float(sigma_text))
    first, second = (moments(case, mu, sigma, rule) for rule in RULES)
    cells = [case.name, case.formula, case.params, mu_text, sigma_text]
    if "e" in case.infinite("mu", mu, sigma):
        cells += ["none" if "m" in case.infinite("mu", mu, sigma) else shown(first["expectation"]) if close(first["expectation"], second["expectation"], 1) else "unclear", "inf"]
    else:
        for key in ("expectation", "expectation_variance"):
            cells.append(agreed(case, mu_text, sigma_text, key, first[key], second[key], sqrt(abs(first["expectation_variance"]))))
    for component in ("mu", "sigma"):
        infinite = case.infinite(component, mu, sigma)
        for field in FIELDS:
            a, b = first[component][field], second[component][field]
            if "v1" in infinite and INFINITE_KEYS.get(field) not in infinite or (field in ("correlation", "co_kurtosis") and "v2" in infinite) or (field == "bias2" and "b" in infinite):
                cells.append("none")
            elif INFINITE_KEYS.get(field) in infinite:
                cells.append("inf")
            elif a is None:
                cells.append("none")
            else:
                size = sqrt(abs(first[component]["variance1"])) if field in ("gradient", "bias2") else 1 if field == "correlation" else 0
                if field == "bias2" and abs(a) < mpf(10) ** -17 * size:
                    a = b = mpf(0)
                cells.append(agreed(case, mu_text, sigma_text, f"{component} {field}", a, b, size))
    return cells


def close(a, b, size):
    return abs(a - b) <= mpf(10) ** -15 * max(abs(a), abs(b), mpf(10) ** -12 * size) + mpf(10) ** -320


def agreed(case, mu, sigma, what, a, b, size):
    if close(a, b, size):
        return shown(b)
    print(f"{case.name} ({mu}, {sigma}) {what}: {mp.nstr(a, 20)} and {mp.nstr(b, 20)} disagree", file=sys.stderr)
    return "unclear"


wanted = set(sys.argv[1:])
todo = [(case, point) for case in CASES for point in POINTS] + [(case, point) for case in HARD for point in HARD_POINTS]
rows = []
for case, point in todo:
    if wanted and case.name not in wanted:
        continue
    if case.name == "chirp" and point.endswith(" 10"):
        point = point.replace(" 10", " 5")
    rows.append(row(case, *point.split()))
target = ROOT / "test" / "golden" / "oracle.csv"
with (sys.stdout if wanted else open(target, "w", newline="")) as out:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(rows)
