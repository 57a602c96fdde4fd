"""The inputs of every row, from a closed formula that Java computes to the same bits.

Element i (row-major) of the tensor numbered c of a row is made from a 32-bit hash of (i, c), in Java:

    static int hash(int i, int c) {
        int h = i + c * 0x9E3779B9;
        h = (h ^ h >>> 16) * 0x7FEB352D;
        h = (h ^ h >>> 15) * 0x846CA68B;
        return (h ^ h >>> 16) >>> 8;                                             // 24 bits
    }
    unit(i, c)         = hash(i, c) * 0x1p-23 - 1                                // in [-1, 1), exact in float32
    real(i, c, s, o)   = o + s * unit(i, c)                                      // in double, then rounded to the tensor's dtype
    index(i, c, n)     = hash(i, c) % n                                          // 0 .. n - 1, int32 (PyTorch gets int64)

(A plain sin(0.7 i + c) would make every matrix one of rank 2, and the Hessian of `hess` singular.)

| row         | c: tensor = formula                                                                                              |
|-------------|------------------------------------------------------------------------------------------------------------------|
| affine      | 1: x[1] = real(s 1, o 0)                                                                                         |
| rosen1k     | 1: x[1000] = real(1, 0), float64                                                                                 |
| seed_matmul | 1: x[2,3] = real(1, 0); 2: y[3,3] = real(1, 0); 3: z[1] = real(0.5, 1)                                           |
| seed_bce    | 1: x[5] = real(1, 0); 2: y[3] = index(2) as float32; 3: w[5,3] = real(1, 0); 4: b[3] = real(1, 0)                |
| mlp         | 1: w1[784,512]; 2: b1[512]; 3: w2[512,512]; 4: b2[512]; 5: w3[512,10]; 6: b3[10]; 7: x[128,784] = real(1, 0);    |
|             | 8: labels[128] = index(10)                                                                                       |
| bs          | 1,000,000 each; 1: spot = real(20, 100); 2: strike = real(20, 100); 3: rate = real(0.02, 0.03);                  |
|             | 4: volatility = real(0.1, 0.25); 5: years = real(0.5, 1)                                                         |
| hess        | 1: w[100] = real(0.1, 0); 2: x[1000,100] = real(1, 0); 3: y[1000] = index(2); all float64                        |
| pinn        | 1: w1[2,50]; 2: b1[50]; 3: w2[50,50]; 4: b2[50]; 5: w3[50,50]; 6: b3[50]; 7: w4[50,1]; 8: b4[1];                 |
|             | 9: t[2000] = real(0.5, 0.5); 10: x[2000] = real(1, 0)                                                            |
| cnn         | 1: k1[32,1,3,3] (fan-in 9); 2: b1[32]; 3: k2[64,32,3,3] (fan-in 288); 4: b2[64]; 5: w3[3136,128]; 6: b3[128];    |
|             | 7: w4[128,10]; 8: b4[10]; 9: x[64,1,28,28] = real(1, 0); 10: labels[64] = index(10)                              |
| gpt         | 1: token[65,128] = real(0.1, 0); 2: position[64,128] = real(0.1, 0); then for each of the two layers             |
|             | 3, 15: g1[128]; 4, 16: o1[128]; 5, 17: qkv[128,384]; 6, 18: b[384]; 7, 19: out[128,128]; 8, 20: b[128];          |
|             | 9, 21: g2[128]; 10, 22: o2[128]; 11, 23: up[128,512]; 12, 24: b[512]; 13, 25: down[512,128]; 14, 26: b[128];     |
|             | 27: g[128]; 28: o[128]; 29: head[128,65]; 30: tokens[16,64] = index(65); 31: targets[16,64] = index(65)          |
| nth_sin     | 1: x[] = real(1, 0), float64                                                                                     |
| kalman      | 1: p[4] = real(0.5, 0); 2: y[200] = real(1, 0); 3: seen[200] = index(4), a 0 being a missing value; p, y float64   |
| maml        | 1: w1[1,16]; 2: b1[16]; 3: w2[16,16]; 4: b2[16]; 5: w3[16,1]; 6: b3[1]; 7: x[10,8] = real(2, 0);                 |
|             | 8: y[10,8] = real(1, 0); 9: x'[10,8] = real(2, 0); 10: y'[10,8] = real(1, 0); all float64                        |
| vae         | 1: w1[64,48]; 2: b1[48]; 3: w2[48,6]; 4: b2[6]; 5: w3[48,6]; 6: b3[6]; 7: w4[6,48]; 8: b4[48]; 9: w5[48,64];     |
|             | 10: b5[64]; 11: x[512,64] = real(0.5, 0.5); 12: noise[512,6] = real(sqrt(3), 0)                                  |
| barrier     | spot 100, strike 105, barrier 90, rate 0.03, volatility 0.25; 1: noise[32,100000] = real(sqrt(3), 0); float64    |
| node        | 22: w1[2,32]; 23: b1[32]; 24: w2[32,2]; 25: b2[2]; 26: start[2] = real(1, 0); all float64                        |
| lstm        | 1: wx[16,256]; 2: wh[64,256]; 3: b[256]; 4: wx[64,256]; 5: wh[64,256]; 6: b[256]; 7: w[64,10]; 8: b[10];         |
|             | 9: x[100,32,16] = real(1, 0); 10: labels[32] = index(10)                                                         |
| embed       | 1: table[50000,64] = real(1, 0); 2: w[64,2]; 3: b[2]; 4: tokens[64,20] = index(50000); 5: labels[64] = index(2)  |
| matmul_N    | 1: a[N,N] = real(1, 0); 2: b[N,N] = real(1, 0); N = 128, 256, 512, 1024 or 2048                                  |

Where no formula stands: a weight is real(sqrt(3 / fan-in), 0) with fan-in its first dimension unless told, a bias b* real(0.1, 0), a
layer-norm gain g* real(0.1, 1), a layer-norm offset o* real(0.1, 0). Where no dtype stands it is float32.
"""

import math

import numpy as np

RATE = 0.02  # of the SGD steps; the losses of cnn jump about with 0.05
SPARSE_RATE = 2  # of embed: a step moves but 1,280 rows, each by little
INNER_RATE = 0.1  # of maml
INNER_STEPS = 3
ADAM_RATE = 1e-3  # of vae
ADAM_DECAYS = 0.9, 0.999
ADAM_EPSILON = 1e-8
CLIP = 1  # the norm that gradients of vae are clipped to
HEADS = 4  # of gpt
UNITS = 64  # of a layer of lstm
END = 10  # the time up to which node is integrated
TOLERANCE = 1e-7  # of its steps, absolute and relative
FIRST_STEP = 0.1

# Dormand and Prince: where a step of node asks for the slope, the last of which is where it ends, and its error.
STAGES = (
    (1 / 5,),
    (3 / 40, 9 / 40),
    (44 / 45, -56 / 15, 32 / 9),
    (19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729),
    (9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656),
    (35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84),
)
ERROR = (71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40)


def hashes(count, c):
    """The hashes of elements 0 .. count - 1 of tensor c, 24 bits each."""
    h = np.arange(count, dtype=np.uint32) + np.uint32(c * 0x9E3779B9 & 0xFFFFFFFF)
    h = (h ^ h >> np.uint32(16)) * np.uint32(0x7FEB352D)
    h = (h ^ h >> np.uint32(15)) * np.uint32(0x846CA68B)
    return (h ^ h >> np.uint32(16)) >> np.uint32(8)


def real(c, shape, scale=1.0, offset=0.0, dtype=np.float32):
    unit = hashes(math.prod(shape), c) * 2.0**-23 - 1
    return (offset + scale * unit).astype(dtype).reshape(shape)


def index(c, shape, n, dtype=np.int32):
    return (hashes(math.prod(shape), c) % np.uint32(n)).astype(dtype).reshape(shape)


def weight(c, shape, fan_in=None, dtype=np.float32):
    return real(c, shape, math.sqrt(3 / (fan_in or shape[0])), dtype=dtype)


def bias(c, n, dtype=np.float32):
    return real(c, (n,), 0.1, dtype=dtype)


def gain(c, n):
    return real(c, (n,), 0.1, 1.0)


def dense(c, *widths, dtype=np.float32):
    """Weights and biases, alternating, of a stack of dense layers; the first weight is tensor c."""
    return [
        p
        for k, (m, n) in enumerate(zip(widths, widths[1:]))
        for p in (weight(c + 2 * k, (m, n), dtype=dtype), bias(c + 2 * k + 1, n, dtype))
    ]


def layer(c, d):
    """Gains, offsets, weights and biases of one transformer layer of width d; the first is tensor c."""
    return [
        gain(c, d),
        bias(c + 1, d),
        *dense(c + 2, d, 3 * d),
        *dense(c + 4, d, d),
        gain(c + 6, d),
        bias(c + 7, d),
        *dense(c + 8, d, 4 * d, d),
    ]


ROWS = {
    "affine": lambda: [real(1, (1,))],
    "rosen1k": lambda: [real(1, (1000,), dtype=np.float64)],
    "seed_matmul": lambda: [real(1, (2, 3)), real(2, (3, 3)), real(3, (1,), 0.5, 1.0)],
    "seed_bce": lambda: [real(1, (5,)), index(2, (3,), 2, np.float32), real(3, (5, 3)), real(4, (3,))],
    "mlp": lambda: [*dense(1, 784, 512, 512, 10), real(7, (128, 784)), index(8, (128,), 10)],
    "bs": lambda: [
        real(c, (1_000_000,), s, o) for c, s, o in ((1, 20.0, 100.0), (2, 20.0, 100.0), (3, 0.02, 0.03), (4, 0.1, 0.25), (5, 0.5, 1.0))
    ],
    "hess": lambda: [real(1, (100,), 0.1, dtype=np.float64), real(2, (1000, 100), dtype=np.float64), index(3, (1000,), 2, np.float64)],
    "pinn": lambda: [*dense(1, 2, 50, 50, 50, 1), real(9, (2000,), 0.5, 0.5), real(10, (2000,))],
    "cnn": lambda: [
        weight(1, (32, 1, 3, 3), 9),
        bias(2, 32),
        weight(3, (64, 32, 3, 3), 288),
        bias(4, 64),
        *dense(5, 3136, 128, 10),
        real(9, (64, 1, 28, 28)),
        index(10, (64,), 10),
    ],
    "gpt": lambda: [
        real(1, (65, 128), 0.1),
        real(2, (64, 128), 0.1),
        *layer(3, 128),
        *layer(15, 128),
        gain(27, 128),
        bias(28, 128),
        weight(29, (128, 65)),
        index(30, (16, 64), 65),
        index(31, (16, 64), 65),
    ],
    "nth_sin": lambda: [real(1, (), dtype=np.float64)],
    "kalman": lambda: [real(1, (4,), 0.5, dtype=np.float64), real(2, (200,), dtype=np.float64), index(3, (200,), 4)],
    "maml": lambda: [
        *dense(1, 1, 16, 16, 1, dtype=np.float64),
        *(real(c, (10, 8), scale, dtype=np.float64) for c, scale in ((7, 2.0), (8, 1.0), (9, 2.0), (10, 1.0))),
    ],
    "vae": lambda: [
        *dense(1, 64, 48, 6),
        *dense(5, 48, 6),
        *dense(7, 6, 48, 64),
        real(11, (512, 64), 0.5, 0.5),
        real(12, (512, 6), math.sqrt(3)),
    ],
    "barrier": lambda: [
        *(np.array(number) for number in (100.0, 105.0, 90.0, 0.03, 0.25)),
        real(1, (32, 100_000), math.sqrt(3), dtype=np.float64),
    ],
    "node": lambda: [*dense(22, 2, 32, 2, dtype=np.float64), real(26, (2,), dtype=np.float64)],
    "lstm": lambda: [
        weight(1, (16, 256)),
        weight(2, (64, 256)),
        bias(3, 256),
        weight(4, (64, 256)),
        weight(5, (64, 256)),
        bias(6, 256),
        *dense(7, 64, 10),
        real(9, (100, 32, 16)),
        index(10, (32,), 10),
    ],
    "embed": lambda: [real(1, (50_000, 64)), *dense(2, 64, 2), index(4, (64, 20), 50_000), index(5, (64,), 2)],
}
ROWS |= {f"matmul_{n}": lambda n=n: [real(1, (n, n)), real(2, (n, n))] for n in (128, 256, 512, 1024, 2048)}

STEP_ROWS = ("mlp", "cnn", "gpt", "vae", "lstm", "embed")
HEAVY_ROWS = ("cnn", "gpt", *(row for row in ROWS if row.startswith("matmul_")))


def inputs(row):
    """The input arrays of a row, in the order of the table above."""
    return ROWS[row]()
