"""Writes functions.txt, slopes.txt and stable.txt: values of real functions for AccuracyTest, from mpmath (pip install mpmath; python make.py).

A line of functions.txt: name, 64 or 32 for the dtype whose numbers the arguments are, the arguments, the value as an unevaluated sum of
two doubles. A line of slopes.txt: name, the order of the derivative by each argument, the arguments, the value, the largest of the
terms that it is the sum of. A line of stable.txt: name, order of the derivative, the arguments, the value. Numbers are hexadecimal doubles.
"""
import math
import random
import re
import struct
from fractions import Fraction

import mpmath
from mpmath import mp, mpf

INF, NAN = math.inf, math.nan


def hexed(x):
    if x != x or math.isinf(x):
        return "NaN" if x != x else "Infinity" if x > 0 else "-Infinity"
    return re.sub(r"(\.\d|\.[0-9a-f]*?[1-9a-f])0+p", r"\1p", x.hex())


def exact(v):
    """An mpf as a fraction."""
    sign, man, exp, _ = v._mpf_
    return Fraction((-1) ** sign * int(man)) * Fraction(2) ** exp


def parts(v):
    """A value as two doubles; a Python float stands for itself (zeros with a sign, infinities, NaN)."""
    if isinstance(v, float):
        return v, 0.0
    if isinstance(v, mpmath.mpc):
        if v.imag != 0:
            return NAN, 0.0
        v = v.real
    if mp.isnan(v):
        return NAN, 0.0
    if mp.isinf(v):
        return (INF if v > 0 else -INF), 0.0
    f = exact(v)
    try:
        hi = f.numerator / f.denominator
    except OverflowError:
        return (INF if f > 0 else -INF), 0.0
    rest = f - Fraction(hi)
    return hi, rest.numerator / rest.denominator


def narrow(x):
    """The float32 nearest to x."""
    try:
        return struct.unpack("f", struct.pack("f", x))[0]
    except OverflowError:
        return math.copysign(INF, x)


POSITIVE = [0.0, 5e-324, 1e-310, 1e-300, 1e-40, 1e-20, 1e-8, 1e-4, 0.1, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 20.0, 37.0, 40.0, 88.0, 100.0,
            700.0, 709.7, 710.0, 745.0, 1000.0, 1e5, 1e10, 1e22, 1e38, 1e300, 1.7976931348623157e308, INF]
UNIT = [0.0, 5e-324, 1e-300, 1e-20, 1e-8, 1e-4, 0.1, 0.25, 0.4375, 0.5, 0.6875, 0.75, 0.9, 0.99, 0.9999, 0.99999994, 1 - 2 ** -40, 1 - 2 ** -53, 1.0, 1.5]
NEAR_ONE = [1 - 2 ** -53, 1 - 2 ** -24, 0.999, 1.001, 1 + 2 ** -23, 1 + 2 ** -52]
ANGLES = [0.7853981633974483, 1.5707963267948966, 3.141592653589793, 6.283185307179586, 1.5707963, 22.0, 355.0, 710.0, 1e6]

NONE = object()


def both(xs):
    return [s * x for x in xs for s in (1, -1)]


def spread(low, high, n, seed):
    r = random.Random(seed)
    return [r.uniform(low, high) for _ in range(n)]


def odd(f):
    """f, with the sign of a zero kept."""
    return lambda x: x if x == 0 else f(mpf(x))


def real(f):
    return lambda x: f(mpf(x))


def at(table, f):
    """f, with values at infinity and the like by a table."""
    return lambda x: NAN if x != x else table[x] if x in table else f(x)


def sigmoid(x):
    return 1 / (1 + mp.exp(-x)) if x > -1e4 else mp.exp(x) if x > -1e6 else mpf(0)


def softplus(x):
    return mp.log1p(mp.exp(x)) if x < 0 else x + mp.log1p(mp.exp(-x))


LIMITS = 1e5  # beyond, exp is infinite or zero, which mpmath would work for
FUNCTIONS = {
    "neg": (lambda x: -x, both(POSITIVE), 0),
    "square": (real(lambda x: x * x), both(POSITIVE) + spread(-10, 10, 8, 1), 0),
    "reciprocal": (at({INF: 0.0, -INF: -0.0}, lambda x: math.copysign(INF, x) if x == 0 else mpf(1) / mpf(x)), both(POSITIVE) + spread(-10, 10, 8, 2), 0),
    "exp": (at({INF: INF, -INF: 0.0}, lambda x: INF if x > LIMITS else 0.0 if x < -LIMITS else mp.exp(mpf(x))),
            both(POSITIVE) + spread(-100, 100, 10, 3) + spread(-700, 700, 6, 4), 0),
    "expm1": (at({INF: INF, -INF: -1.0}, lambda x: INF if x > LIMITS else -1.0 if x < -LIMITS else odd(mp.expm1)(x)),
              both(POSITIVE) + spread(-2, 2, 10, 5), 0),
    "log": (at({0.0: -INF, INF: INF}, lambda x: NAN if x < 0 else mp.log(mpf(x))), POSITIVE + [-1.0] + NEAR_ONE + spread(0, 4, 12, 6), 0),
    "log1p": (at({-1.0: -INF, INF: INF}, lambda x: NAN if x < -1 else odd(mp.log1p)(x)),
              POSITIVE + [-x for x in UNIT] + spread(-1, 2, 12, 7), 0),
    "sqrt": (at({INF: INF}, lambda x: NAN if x < 0 else odd(mp.sqrt)(x)), POSITIVE + [-0.0, -1.0] + spread(0, 4, 8, 8), 0),
    "root": (at({INF: INF}, lambda x: NAN if x < 0 else odd(mp.sqrt)(x)), POSITIVE + [-0.0, -1.0] + spread(0, 4, 8, 39), 0),
    "rsqrt": (at({INF: 0.0, 0.0: INF}, lambda x: NAN if x < 0 else 1 / mp.sqrt(mpf(x))), POSITIVE + [-1.0] + spread(0, 4, 12, 9), 0),
    "cbrt": (at({INF: INF, -INF: -INF}, lambda x: odd(lambda v: mp.sign(v) * mp.cbrt(abs(v)))(x)), both(POSITIVE) + spread(-9, 9, 10, 10), 0),
    "sin": (at({INF: NAN, -INF: NAN}, odd(mp.sin)), both(POSITIVE + ANGLES) + spread(-30, 30, 10, 11), 0),
    "cos": (at({INF: NAN, -INF: NAN}, real(mp.cos)), both(POSITIVE + ANGLES) + spread(-30, 30, 10, 12), 0),
    "tan": (at({INF: NAN, -INF: NAN}, odd(mp.tan)), both(POSITIVE + ANGLES) + spread(-30, 30, 10, 13), 0),
    "asin": (lambda x: NAN if abs(x) > 1 else odd(mp.asin)(x), both(UNIT) + spread(-1, 1, 12, 14), 0),
    "acos": (lambda x: NAN if abs(x) > 1 else real(mp.acos)(x), both(UNIT) + spread(-1, 1, 12, 15), 0),
    "atan": (odd(mp.atan), both(POSITIVE) + spread(-4, 4, 12, 16), 0),
    "sinh": (at({INF: INF, -INF: -INF}, lambda x: math.copysign(INF, x) if abs(x) > LIMITS else odd(mp.sinh)(x)),
             both(POSITIVE) + spread(-3, 3, 10, 17) + spread(-80, 80, 6, 18), 0),
    "cosh": (at({INF: INF, -INF: INF}, lambda x: INF if abs(x) > LIMITS else real(mp.cosh)(x)),
             both(POSITIVE) + spread(-3, 3, 10, 19) + spread(-80, 80, 6, 20), 0),
    "tanh": (lambda x: math.copysign(1.0, x) if abs(x) > LIMITS else odd(mp.tanh)(x), both(POSITIVE) + spread(-3, 3, 16, 21), 0),
    "asinh": (at({INF: INF, -INF: -INF}, odd(mp.asinh)), both(POSITIVE) + spread(-4, 4, 16, 22), 0),
    "acosh": (at({INF: INF}, lambda x: NAN if x < 1 else real(mp.acosh)(x)),
              [x for x in POSITIVE if x >= 0.5] + NEAR_ONE + spread(1, 8, 12, 23), 0),
    "atanh": (at({1.0: INF, -1.0: -INF}, lambda x: NAN if abs(x) > 1 else odd(mp.atanh)(x)), both(UNIT) + spread(-1, 1, 16, 24), 0),
    "sigmoid": (at({INF: 1.0, -INF: 0.0}, lambda x: 1.0 if x > LIMITS else 0.0 if x < -LIMITS else real(sigmoid)(x)),
                both(POSITIVE) + spread(-30, 30, 16, 25), 0),
    "softplus": (at({INF: INF, -INF: 0.0}, lambda x: mpf(x) if x > LIMITS else 0.0 if x < -LIMITS else real(softplus)(x)),
                 both(POSITIVE) + spread(-30, 30, 16, 26), 0),
    "log_sigmoid": (at({INF: -0.0, -INF: -INF}, lambda x: -0.0 if x > LIMITS else mpf(x) if x < -LIMITS else -softplus(mpf(-x))),
                    both(POSITIVE) + spread(-30, 30, 16, 27), 0),
    "erf": (lambda x: math.copysign(1.0, x) if abs(x) > 30 else odd(mp.erf)(x), both(POSITIVE) + spread(-6, 6, 30, 28), 60),
    "erfc": (lambda x: 0.0 if x > 30 else 2.0 if x < -30 else real(mp.erfc)(x),
             both(POSITIVE) + spread(-6, 6, 16, 29) + spread(0, 27, 16, 30), 60),
    "bell": (lambda x: 0.0 if abs(x) > 40 else real(lambda v: mp.exp(-v * v / 2))(x), both(POSITIVE) + spread(-6, 6, 16, 34) + spread(-38, 38, 16, 35), 0),
    "normal_cdf": (lambda x: 0.0 if x < -40 else 1.0 if x > 40 else real(mp.ncdf)(x),
                   both(POSITIVE) + spread(-6, 6, 24, 36) + spread(-38, 0, 24, 37), 60),
    "erfinv_bell": (lambda x: NAN if abs(x) > 1 else 0.0 if abs(x) == 1 else real(lambda v: mp.exp(-mp.erfinv(v) ** 2))(x),
                    both(UNIT) + spread(-1, 1, 24, 38), 60),
    "erfinv": (at({1.0: INF, -1.0: -INF}, lambda x: NAN if abs(x) > 1 else odd(mp.erfinv)(x)), both(UNIT) + spread(-1, 1, 24, 31), 60),
    "lgamma": (at({INF: INF, 0.0: INF}, lambda x: mp.log(abs(mp.gamma(mpf(x)))) if x < 1e-2 else mp.loggamma(mpf(x))),
               [x for x in POSITIVE if x < 1e305 or x == INF] + NEAR_ONE + spread(0, 12, 24, 32), 80),
    "digamma": (at({INF: INF, 0.0: NONE}, real(mp.digamma)),
                [x for x in POSITIVE if 1e-305 < x] + NEAR_ONE + [1.4616321449683622] + spread(0, 12, 24, 33), 80),
}


def power(a, b):
    return mpf(a) ** mpf(b)


def angle(a, b):
    return math.atan2(a, b) if a == 0 or math.isinf(a) or math.isinf(b) else mp.atan2(mpf(a), mpf(b))


def polygamma(n, x):
    if x == 0:
        return INF if n % 2 else math.copysign(INF, -x)
    if x < 0 and x == int(x):
        return INF if n % 2 else NAN
    if x == INF:
        return 0.0 if n % 2 else -0.0
    return mp.psi(int(n), mpf(x))


PAIRS = {
    "add": (lambda a, b: mpf(a) + mpf(b), 40),
    "sub": (lambda a, b: mpf(a) - mpf(b), 41),
    "mul": (lambda a, b: mpf(a) * mpf(b), 42),
    "div": (lambda a, b: mpf(a) / mpf(b), 43),
    "pow": (power, 44),
    "atan2": (angle, 45),
    "polygamma": (polygamma, 46),
}
GRID = {
    "polygamma": [(n, x) for n in (1.0, 2.0, 3.0, 5.0, 11.0, 40.0, 170.0)
                  for x in (0.0, -0.0, 1e-300, 1e-20, 1e-3, 0.3, 0.75, 1.0, 1.5, 2.5, 7.25, 11.0, 12.5, 30.0, 250.0, 1e5, 1e200, -1.0)]
                 + [(n, x) for n in (1.0, 3.0, 5.0) for x in (-0.25, -3.5, -7.75, -1e-10, -20.3)] + [(2.0, -0.25), (2.0, -3.3), (4.0, -20.7)],
    "pow": [(0.5, 3.0), (2.0, 0.5), (2.0, -1074.0), (2.0, -1075.5), (2.0, 1023.0), (10.0, -300.0), (1.0000001, 1e9), (0.9999999, 1e9), (1 + 2 ** -52, 1e15),
            (-2.0, 3.0), (-2.0, 4.0), (-8.0, -3.0), (1e-300, 1.0), (1e300, 1.02), (3.0, 40.0), (1e-5, 1e-5), (7.5, 0.001), (1e10, 30.0), (1.5, 127.0)],
    "atan2": [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0), (-0.0, -1.0), (-0.0, 1.0), (1e-300, 1.0), (1e-300, -1.0), (1e300, 1e-300), (1.0, -1e-20),
              (1e-40, 1e-38), (INF, INF), (-INF, INF), (INF, -INF), (5.0, INF), (5.0, -INF)],
}


def pairs(name, seed):
    r = random.Random(seed)
    grid = GRID.get(name, [(1.0, 3.0), (1e16, 1.0), (1.0, -1 + 2 ** -30), (1e-300, 3.0), (-7.25, 0.1), (1e30, -1e-5), (1e-20, 1e-19), (3.0, 1e22)])
    for _ in range(16):
        a = r.uniform(0, 20) if name == "pow" else float(r.randint(1, 15)) if name == "polygamma" else r.uniform(-20, 20)
        grid.append((a, r.uniform(0, 40) if name == "polygamma" else r.uniform(-20, 20)))
    return grid


def functions(out):
    for name, (f, points, dps) in FUNCTIONS.items():
        for bits in (64, 32):
            seen = set()
            for x in points:
                x = x if bits == 64 else narrow(x)
                if hexed(x) in seen:
                    continue
                seen.add(hexed(x))
                mp.prec = 2400 if dps == 0 else int(dps * 3.33)
                y = f(x)
                if y is not NONE:
                    out.write(" ".join([name, str(bits), hexed(x), *map(hexed, parts(y))]) + "\n")
            out.write(" ".join([name, str(bits), "NaN", "NaN", hexed(0.0)]) + "\n")
    mp.prec = 2400
    for name, (f, seed) in PAIRS.items():
        for bits in (64, 32):
            seen = set()
            for a, b in pairs(name, seed):
                a, b = (a, b) if bits == 64 else (narrow(a), narrow(b))
                if (a, b) in seen or bits == 32 and (a == 0 or math.isinf(a)) and name != "atan2":
                    continue
                seen.add((a, b))
                if b == 0 and name == "div":
                    continue
                out.write(" ".join([name, str(bits), hexed(a), hexed(b), *map(hexed, parts(f(a, b)))]) + "\n")

# ---- derivatives: for each function its first three, each a list of terms whose sum it is; where terms cancel, errors are relative to the largest


def hermite(x, g, scale=1):
    """The derivatives of scale * g, where g' = -x g."""
    return [[scale * g], [-scale * x * g], [scale * x * x * g, -scale * g]]


def sigmoid_slopes(x):
    """The derivatives of the sigmoid; sigmoid'' = -tanh(x/2) sigmoid' cancels nowhere."""
    d, t = sigmoid(x) * sigmoid(-x), mp.tanh(x / 2)
    return [[d], [-t * d], [t * t * d, -2 * d * d]]


def of_arc(u, x):
    """The derivatives of asin, where u = 1 - x²."""
    return [[u ** mpf(-0.5)], [x * u ** mpf(-1.5)], [(1 + 2 * x * x) * u ** mpf(-2.5)]]


def negated(slopes):
    return [[-t for t in terms] for terms in slopes]


def atan_slopes(x):
    u = 1 + x * x
    return [[1 / u], [-2 * x / u ** 2], [6 * x * x / u ** 3, -2 / u ** 3]]


def tanh_slopes(x):
    s, t = mp.sech(x) ** 2, mp.tanh(x)
    return [[s], [-2 * t * s], [4 * t * t * s, -2 * s * s]]


def tan_slopes(x):
    y = mp.tan(x)
    s = 1 + y * y
    return [[s], [2 * y * s], [2 * s * (1 + 3 * y * y)]]


def erfinv_slopes(x):
    y = mp.erfinv(x)
    r = mp.sqrt(mp.pi) / 2 * mp.exp(y * y)
    return [[r], [2 * y * r ** 2], [(2 + 8 * y * y) * r ** 3]]


def erfinv_bell_slopes(x):
    y = mp.erfinv(x)
    r = mp.sqrt(mp.pi) / 2 * mp.exp(y * y)
    return [[-mp.sqrt(mp.pi) * y], [-mp.sqrt(mp.pi) * r], [-mp.sqrt(mp.pi) * 2 * y * r ** 2]]


def gamma_slopes(x, first):
    """psi of orders from `first` on; left of 0 the terms of its reflection."""
    if x > 0:
        return [[mp.psi(n, x)] for n in range(first, first + 3)]
    out = []
    for n in range(first, first + 3):
        other = (-1) ** n * mp.psi(n, 1 - x)
        out.append([other, mp.psi(n, x) - other])
    return out


def gelu_slopes(x):
    p, f = mp.ncdf(x), mp.npdf(x)
    return [[p, x * f], [2 * f, -x * x * f], [-4 * x * f, x ** 3 * f]]


def silu_slopes(x):
    p, (d, e, f) = sigmoid(x), sigmoid_slopes(x)
    return [[p, x * d[0]], [2 * d[0], x * e[0]], [3 * e[0], *[x * t for t in f]]]


def bell(x):
    return mp.exp(-x * x / 2) if abs(x) < 200 else mpf(0)


WIDE = both([5e-324, 1e-310, 1e-300, 1e-160, 1e-103, 1e-40, 1e-20, 1e-8, 1e-4, 0.01, 0.1, 0.4, 0.5, 0.65, 0.7, 0.9, 1.0, 1.1, 1.5, 2.0, 3.0, 5.0, 7.5, 10.0, 13.0,
             17.0, 20.0, 25.0, 26.5, 30.0, 37.0, 38.4, 50.0, 88.0, 100.0, 170.0, 300.0, 354.0, 360.0, 372.0, 500.0, 700.0, 709.5, 720.0, 744.0, 1000.0, 1e5, 1e10,
             1e22, 1e38, 1e77, 1e100, 1e103, 1e106, 1e150, 1e154, 1.5e154, 1e160, 1e200, 1e300, 1.7e308])
EDGE = both([5e-324, 1e-300, 1e-160, 1e-20, 1e-8, 1e-4, 0.1, 0.3, 0.5, 0.7071067811865475, 0.75, 0.9, 0.99, 0.9999, 0.99999994, 1 - 2 ** -30, 1 - 2 ** -40, 1 - 2 ** -52,
             1 - 2 ** -53]) + [0.0]
SLOPES = {
    "neg": (lambda x: [[mpf(-1)], [mpf(0)], [mpf(0)]], WIDE),
    "reciprocal": (lambda x: [[-1 / x ** 2], [2 / x ** 3], [-6 / x ** 4]], WIDE),
    "square": (lambda x: [[2 * x], [mpf(2)], [mpf(0)]], WIDE),
    "exp": (lambda x: [[mp.exp(x)]] * 3, [x for x in WIDE if abs(x) < 1e5] + spread(-700, 700, 10, 101)),
    "expm1": (lambda x: [[mp.exp(x)]] * 3, [x for x in WIDE if abs(x) < 1e5] + spread(-700, 700, 10, 102)),
    "log": (lambda x: [[1 / x], [-1 / x ** 2], [2 / x ** 3]], [x for x in WIDE if x > 0] + spread(0, 4, 10, 103)),
    "log1p": (lambda x: [[1 / (1 + x)], [-1 / (1 + x) ** 2], [2 / (1 + x) ** 3]],
              [x for x in WIDE if x > -1] + [-x for x in EDGE if x > 0] + spread(-1, 4, 10, 104)),
    "sqrt": (lambda x: [[x ** mpf(-0.5) / 2], [-x ** mpf(-1.5) / 4], [x ** mpf(-2.5) * 3 / 8]], [x for x in WIDE if x > 0] + spread(0, 4, 10, 105)),
    "rsqrt": (lambda x: [[-x ** mpf(-1.5) / 2], [x ** mpf(-2.5) * 3 / 4], [-x ** mpf(-3.5) * 15 / 8]], [x for x in WIDE if x > 0] + spread(0, 4, 10, 106)),
    "cbrt": (lambda x: [[1 / (3 * mp.cbrt(abs(x)) ** 2)], [-2 / (9 * mp.sign(x) * mp.cbrt(abs(x)) ** 5)], [10 / (27 * mp.cbrt(abs(x)) ** 8)]],
             WIDE + spread(-9, 9, 10, 107)),
    "sin": (lambda x: [[mp.cos(x)], [-mp.sin(x)], [-mp.cos(x)]], WIDE + both(ANGLES) + spread(-30, 30, 10, 108)),
    "cos": (lambda x: [[-mp.sin(x)], [-mp.cos(x)], [mp.sin(x)]], WIDE + both(ANGLES) + spread(-30, 30, 10, 109)),
    "tan": (tan_slopes, WIDE + both(ANGLES) + spread(-30, 30, 20, 110)),
    "asin": (lambda x: of_arc(1 - x * x, x), EDGE + spread(-1, 1, 20, 111)),
    "acos": (lambda x: negated(of_arc(1 - x * x, x)), EDGE + spread(-1, 1, 20, 112)),
    "atan": (atan_slopes, WIDE + spread(-4, 4, 20, 113)),
    "sinh": (lambda x: [[mp.cosh(x)], [mp.sinh(x)], [mp.cosh(x)]], [x for x in WIDE if abs(x) < 1e5] + spread(-3, 3, 10, 114)),
    "cosh": (lambda x: [[mp.sinh(x)], [mp.cosh(x)], [mp.sinh(x)]], [x for x in WIDE if abs(x) < 1e5] + spread(-3, 3, 10, 115)),
    "tanh": (tanh_slopes, [x for x in WIDE if abs(x) < 1e5] + spread(-3, 3, 20, 116) + spread(-40, 40, 10, 117)),
    "asinh": (lambda x: [[(1 + x * x) ** mpf(-0.5)], [-x * (1 + x * x) ** mpf(-1.5)], [2 * x * x * (1 + x * x) ** mpf(-2.5), -(1 + x * x) ** mpf(-2.5)]],
              WIDE + spread(-4, 4, 20, 118)),
    "acosh": (lambda x: [[(x * x - 1) ** mpf(-0.5)], [-x * (x * x - 1) ** mpf(-1.5)], [(2 * x * x + 1) * (x * x - 1) ** mpf(-2.5)]],
              [x for x in WIDE if x > 1] + [1 + 2 ** -k for k in (52, 51, 40, 30, 20, 10)] + spread(1, 8, 20, 119)),
    "atanh": (lambda x: [[1 / (1 - x * x)], [2 * x / (1 - x * x) ** 2], [(2 + 6 * x * x) / (1 - x * x) ** 3]], EDGE + spread(-1, 1, 20, 120)),
    "sigmoid": (sigmoid_slopes, [x for x in WIDE if abs(x) < 1e5] + spread(-30, 30, 20, 121)),
    "softplus": (lambda x: [[sigmoid(x)], *sigmoid_slopes(x)[:2]], [x for x in WIDE if abs(x) < 1e5] + spread(-30, 30, 20, 122)),
    "log_sigmoid": (lambda x: [[sigmoid(-x)], *negated(sigmoid_slopes(-x)[:1]), sigmoid_slopes(-x)[1]],
                    [x for x in WIDE if abs(x) < 1e5] + spread(-30, 30, 20, 123)),
    "erf": (lambda x: hermite_of_square(x, 2 / mp.sqrt(mp.pi)), [x for x in WIDE if abs(x) < 1e5] + spread(-6, 6, 20, 124) + spread(-27, 27, 10, 125)),
    "erfc": (lambda x: hermite_of_square(x, -2 / mp.sqrt(mp.pi)), [x for x in WIDE if abs(x) < 1e5] + spread(-6, 6, 20, 126) + spread(-27, 27, 10, 127)),
    "erfinv": (erfinv_slopes, EDGE + spread(-1, 1, 20, 128)),
    "erfinv_bell": (erfinv_bell_slopes, EDGE + spread(-1, 1, 20, 129)),
    "bell": (lambda x: hermite(x, bell(x))[1:] + [[3 * x * bell(x), -x ** 3 * bell(x)]],
             [x for x in WIDE if not 38 < abs(x) < 39 and abs(x) < 1e5] + spread(-6, 6, 20, 130) + spread(-37, 37, 10, 131)),
    "normal_cdf": (lambda x: hermite(x, bell(x) / mp.sqrt(2 * mp.pi)), [x for x in WIDE if abs(x) < 1e5] + spread(-6, 6, 20, 132) + spread(-38, 38, 10, 133)),
    "lgamma": (lambda x: gamma_slopes(x, 0), [x for x in WIDE if 1e-305 < x < 1e300] + spread(0, 12, 20, 134) + [-0.25, -3.5, -7.75, -20.3]),
    "digamma": (lambda x: gamma_slopes(x, 1), [x for x in WIDE if 1e-305 < x < 1e300] + spread(0, 12, 20, 135) + [-0.25, -3.5, -7.75, -20.3]),
    "gelu": (gelu_slopes, [x for x in WIDE if not 38 < abs(x) < 39 and abs(x) < 1e5] + spread(-6, 6, 30, 136) + spread(-37, 10, 10, 137)),
    "silu": (silu_slopes, [x for x in WIDE if not 709 < abs(x) < 750 and abs(x) < 1e5] + spread(-6, 6, 30, 138)),
}


COMPOSED = {"gelu": lambda x: x * mp.ncdf(x), "silu": lambda x: x * sigmoid(x)}


def hermite_of_square(x, scale):
    g = scale * mp.exp(-x * x) if abs(x) < 200 else mpf(0)
    return [[g], [-2 * x * g], [4 * x * x * g, -2 * g]]


# Of two arguments: (i, j) -> the terms of the derivative i times by the first and j times by the second


def pow_slopes(a, b, i, j):
    """Terms of falling(b, i) a^(b-i) log(a)^j and what differentiation by b makes of the falling factorial."""
    l = mp.log(a)
    falling = [mpf(1)]  # coefficients of b (b - 1) ... (b - i + 1)
    for k in range(i):
        falling = [(falling[m - 1] if m else 0) - k * (falling[m] if m < len(falling) else 0) for m in range(len(falling) + 1)]
    terms = []
    for k in range(j + 1):  # Leibniz: derivative k of the polynomial, j - k of the power
        p = [c * mp.ff(m, k) * b ** (m - k) for m, c in enumerate(falling) if m >= k]
        terms.append(mp.binomial(j, k) * sum(p, mpf(0)) * l ** (j - k) * a ** (b - i))
    return terms


def angle_slopes(a, b, i, j):
    """atan2(a, b) is the imaginary part of log(b + i a), so its derivatives are those of (n-1)! (-1)^(n-1) i^i / (b + i a)^n."""
    n = i + j
    h2 = a * a + b * b
    # (b - i a)^n / h2^n, as terms
    c = (-1) ** (n - 1) * mp.factorial(n - 1)
    turn = [1, 1j, -1, -1j][i % 4]
    terms = []
    for k in range(n + 1):
        z = turn * (-1j) ** k
        part = round(z.imag) if isinstance(z, complex) else 0
        if part:
            terms.append(c * part * mp.binomial(n, k) * b ** (n - k) * a ** k / h2 ** n)
    return terms or [mpf(0)]


def quotient_slopes(a, b, i, j):
    return [mpf(0)] if i > 1 else [(-1) ** j * mp.factorial(j) * (a if i == 0 else 1) / b ** (j + 1)]


def product_slopes(a, b, i, j):
    return [b if (i, j) == (1, 0) else a if (i, j) == (0, 1) else mpf(1 if (i, j) == (1, 1) else 0)]


def polygamma_slopes(n, x, i, j):
    return [mp.psi(int(n) + j, x)]


ORDERS = [(1, 0), (0, 1), (2, 0), (1, 1), (0, 2), (3, 0), (2, 1), (1, 2), (0, 3)]
SLOPES2 = {
    "mul": (product_slopes, [(2.5, -3.0), (1e200, 1e-200), (1e-300, 7.0)]),
    "div": (quotient_slopes, [(1.0, 3.0), (-7.25, 0.1), (1e200, 1e100), (1e-200, 1e-100), (1e-300, 1e3), (1e300, 1e-3), (0.0, 2.0), (3.0, 1e22), (3.0, -1e-50),
                              (1e150, 1e75)]),
    "pow": (pow_slopes, [(2.0, 0.5), (3.0, 0.0), (0.1, 0.0), (7.0, 1.0), (7.0, 2.0), (7.0, 3.0), (1e300, 0.1), (1e300, 0.3), (1e300, -0.3), (1e-300, 0.1), (1e-300, 0.3),
                         (1e-300, -0.7), (1e100, 1.3), (2.0, 1000.0), (2.0, -1000.0), (10.0, -300.0), (1.5, 127.0), (1.0000001, 1e7), (0.999, -500.0), (1e-5, 1e-5),
                         (7.5, 1e-17), (1.0, 5.0), (1.0, 0.3), (1e100, 2.5), (1e-100, 2.5), (0.3, 40.0), (1e-50, 3.0), (1e20, 1e-20), (1e-20, 0.49), (1e-20, 0.51)]),
    "atan2": (angle_slopes, [(1.0, 2.0), (-1.0, 2.0), (1.0, -2.0), (-3.0, -4.0), (3.0, 4.0), (0.0, 2.0), (0.0, -2.0), (2.0, 0.0), (-2.0, 0.0), (1e200, 2e200), (3e300, -1e300),
                             (1e-200, 2e-200), (1e-310, 1e-309), (1e200, 1.0), (1.0, 1e200), (1e-200, 1.0), (1.0, 1e-200), (5e-324, 1e-160), (1e-160, 5e-324), (1e155, 1e154),
                             (1e-160, 3e-160), (1e-100, 3e-100), (1e100, 3e100), (1.7e308, 1.7e308), (1e103, -1e104)]),
    "polygamma": (polygamma_slopes, [(1.0, 0.3), (2.0, 7.25), (3.0, 1e-20), (5.0, 30.0), (11.0, 1.5), (40.0, 12.5), (1.0, 1e5), (2.0, 1e60)]),
}


def largest(terms):
    return max((abs(t) for t in terms), default=mpf(0))


def slopes(out):
    """Lines: name, how often by each argument, the arguments, the value, the largest of its terms."""

    def line(name, orders, arguments, terms):
        total = sum(terms, mpf(0))
        out.write(" ".join([name, *map(str, orders), *map(hexed, arguments), hexed(parts(total)[0]), ("%.3g" % abs(parts(largest(terms))[0])).replace("inf", "Infinity")]) + "\n")

    # Where a factor is subnormal its error counts; such points are left out.
    special = {"lgamma", "digamma", "erfinv", "erfinv_bell", "gelu", "normal_cdf"}
    for name, (f, points) in SLOPES.items():
        mp.prec = 700 if name in special else 5000
        for x in dict.fromkeys(points):
            if name in COMPOSED:
                line(name, [0], [x], [COMPOSED[name](mpf(x))])
            for order, terms in enumerate(f(mpf(x)), 1):
                line(name, [order], [x], terms)
    mp.prec = 5000
    r = random.Random(200)
    for name, (f, points) in SLOPES2.items():
        random_points = [(r.uniform(0, 20), r.uniform(-20, 20)) for _ in range(12)] if name != "polygamma" else \
            [(float(r.randint(1, 15)), r.uniform(0, 40)) for _ in range(8)]
        mp.prec = 700 if name == "polygamma" else 5000
        for a, b in points + random_points:
            for i, j in ORDERS:
                if name == "polygamma" and i > 0:
                    continue
                terms = f(mpf(a), mpf(b), i, j)
                if largest(terms) < 1e308:  # else infinities of both signs meet, or not
                    line(name, [i, j], [a, b], terms)


def stable(out):
    mp.prec = 8000

    def s(x):
        return 1 / (1 + mp.exp(-x))

    def sigmoids(x):
        """The sigmoid and its first three derivatives."""
        p, q = s(x), s(-x)
        return [p, p * q, p * q * (q - p), p * q * (p * p - 4 * p * q + q * q)]

    def line(name, order, arguments, value):
        out.write(" ".join([name, str(order), *map(hexed, arguments), hexed(parts(value)[0])]) + "\n")

    for x in (-1000.0, -40.0, -1.5, 0.0, 0.75, 40.0, 1000.0):
        v = mpf(x)
        for order, y in enumerate(sigmoids(v)):
            line("sigmoid", order, [x], y)
        for order, y in enumerate([softplus(v), *sigmoids(v)[:3]]):
            line("softplus", order, [x], y)
        p = sigmoids(-v)
        for order, y in enumerate([-softplus(-v), p[0], -p[1], p[2]]):
            line("log_sigmoid", order, [x], y)
        for order in range(4):
            line("expm1", order, [x], mp.expm1(v) if order == 0 else mp.exp(v))
            if x > -1:
                line("log1p", order, [x], mp.log1p(v) if order == 0 else [1, -1, 2][order - 1] / (1 + v) ** order)
            line("tanh", order, [x], [mp.tanh(v), mp.sech(v) ** 2, -2 * mp.tanh(v) * mp.sech(v) ** 2,
                                      mp.sech(v) ** 2 * (4 * mp.tanh(v) ** 2 - 2 * mp.sech(v) ** 2)][order])
        # log(e^x + e^0 + e^-1) as a function of x
        c = mp.log(1 + mp.exp(-1))
        for order, y in enumerate([c + softplus(v - c), *sigmoids(v - c)[:3]]):
            line("logsumexp", order, [x], y)
        for t in (0.0, 1.0, 0.25):
            p = sigmoids(v)
            for order, y in enumerate([softplus(v) - v * mpf(t), (1 - mpf(t)) * p[0] - mpf(t) * s(-v), p[1], p[2]]):
                line("bce_with_logits", order, [x, t], y)
        # -log softmax(x, 0, -1)[k]
        for k in (0, 1):
            d = sigmoids(v - c)
            value = softplus(c - v) if k == 0 else c + softplus(v - c)
            first = d[0] - 1 if k == 0 else d[0]
            for order, y in enumerate([value, first, d[1], d[2]]):
                line("cross_entropy", order, [x, float(k)], y)


if __name__ == "__main__":
    with open("functions.txt", "w", encoding="ascii") as file:
        functions(file)
    with open("slopes.txt", "w", encoding="ascii") as file:
        slopes(file)
    with open("stable.txt", "w", encoding="ascii") as file:
        stable(file)
