"""The rows in JAX, jitted, on the CPU. `prepare` is all that the benchmark uses."""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from inputs import HEADS, RATE

jax.config.update("jax_enable_x64", True)


def versions():
    return {"jax": jax.__version__, "devices": [str(device) for device in jax.devices()]}


def array(tensor):
    return np.asarray(tensor)


def prepare(row, arrays):
    """A function without arguments that makes one call of the row, waits for it, and gives its outputs as a tuple of arrays."""
    tensors = [jnp.array(a) for a in arrays]
    if row in STEPS:
        loss, parameters = STEPS[row]
        return step(loss, tensors[:parameters], tensors[parameters:])
    return pure(matmul if row.startswith("matmul_") else PURE[row], tensors)


def pure(function, arguments):
    compiled = jax.jit(function)

    def call():
        outputs = compiled(*arguments)
        outputs[-1].block_until_ready()  # one execution makes all outputs: waiting for one is waiting for all
        return outputs

    return call


def step(loss, parameters, data):
    """One SGD step a call, each from the parameters that the one before gave. (Donating the old ones makes no difference here.)"""

    def update(parameters, *data):
        value, gradients = jax.value_and_grad(loss)(parameters, *data)
        return value, [p - RATE * g for p, g in zip(parameters, gradients)]

    compiled = jax.jit(update)

    def call():
        nonlocal parameters
        value, parameters = compiled(parameters, *data)
        parameters[-1].block_until_ready()
        return value, *parameters

    return call


def matmul(a, b):
    return (a @ b,)


def affine(x):
    return (jax.grad(lambda x: (6 * x + 1).sum())(x),)


def rosen1k(x):
    return jax.value_and_grad(lambda x: jnp.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2))(x)


def seed_matmul(x, y, z):
    return jax.grad(lambda x, y, z: ((x * z) @ y).sum(), argnums=(0, 1, 2))(x, y, z)


def seed_bce(x, y, w, b):
    def loss(w, b):
        z = x @ w + b
        return jnp.mean(jax.nn.softplus(z) - y * z)

    value, (dw, db) = jax.value_and_grad(loss, argnums=(0, 1))(w, b)
    return value, dw, db


def bs(*market):
    def price(spot, strike, rate, volatility, years):
        spread = volatility * jnp.sqrt(years)
        d1 = (jnp.log(spot / strike) + (rate + 0.5 * volatility**2) * years) / spread
        normal = lambda d: 0.5 * (1 + lax.erf(d * np.float32(0.5**0.5)))
        return jnp.sum(spot * normal(d1) - strike * jnp.exp(-rate * years) * normal(d1 - spread))

    return jax.grad(price, argnums=(0, 1, 2, 3, 4))(*market)


def hess(w, x, y):
    def loss(w):
        z = x @ w
        return jnp.mean(jax.nn.softplus(z) - y * z)

    return (jax.jacrev(jax.jacrev(loss))(w),)  # a third less time than jax.hessian


def pinn(*arguments):
    *parameters, t, x = arguments

    def loss(parameters):
        def u(t, x):
            h = jnp.stack([t, x], axis=1)
            *hidden, w, b = parameters
            for k in range(0, len(hidden), 2):
                h = jnp.tanh(h @ hidden[k] + hidden[k + 1])
            return (h @ w + b)[:, 0]

        one = jnp.ones_like(x)
        along_x = lambda x: jax.jvp(lambda x: u(t, x), (x,), (one,))
        (value, u_x), (_, u_xx) = jax.jvp(along_x, (x,), (one,))
        _, u_t = jax.jvp(lambda t: u(t, x), (t,), (one,))
        return jnp.mean((u_t + value * u_x - np.float32(0.01 / np.pi) * u_xx) ** 2)

    value, gradients = jax.value_and_grad(loss)(parameters)
    return value, *gradients


def nth_sin(x):
    derivative = jnp.sin
    for _ in range(6):
        derivative = jax.grad(derivative)
    return (derivative(x),)


def cross_entropy(logits, labels):
    return -jnp.mean(jnp.take_along_axis(jax.nn.log_softmax(logits), labels[..., None], axis=-1))


def mlp(parameters, x, labels):
    w1, b1, w2, b2, w3, b3 = parameters
    h = jax.nn.relu(x @ w1 + b1)
    h = jax.nn.relu(h @ w2 + b2)
    return cross_entropy(h @ w3 + b3, labels)


def cnn(parameters, x, labels):
    """Inside, channels come last and a pool is the maximum over axes of length two: a quarter of the time of NCHW with reduce_window."""
    k1, b1, k2, b2, w3, b3, w4, b4 = parameters

    def block(x, kernel, bias):
        h = lax.conv_general_dilated(x, kernel, (1, 1), "SAME", dimension_numbers=("NHWC", "OIHW", "NHWC"))
        h = jax.nn.relu(h + bias)
        n, height, width, channels = h.shape
        return h.reshape(n, height // 2, 2, width // 2, 2, channels).max(axis=(2, 4))

    h = block(block(jnp.moveaxis(x, 1, 3), k1, b1), k2, b2)
    h = jnp.moveaxis(h, 3, 1).reshape(x.shape[0], -1)
    h = jax.nn.relu(h @ w3 + b3)
    return cross_entropy(h @ w4 + b4, labels)


def gpt(parameters, tokens, targets):
    """Batch and time are one axis outside of the attention: XLA's products of matrices are faster than those of matrix and 3-D tensor."""
    token, position, *layers, gain, offset, head = parameters
    batch, length = tokens.shape
    h = (token[tokens] + position).reshape(batch * length, -1)
    for k in range(0, len(layers), 12):
        g1, o1, qkv, b1, out, b2, g2, o2, up, b3, down, b4 = layers[k : k + 12]
        heads = attention((normalize(h, g1, o1) @ qkv + b1).reshape(batch, length, -1))
        h = h + heads.reshape(batch * length, -1) @ out + b2
        h = h + jax.nn.gelu(normalize(h, g2, o2) @ up + b3, approximate=True) @ down + b4
    return cross_entropy(normalize(h, gain, offset) @ head, targets.reshape(-1))


def normalize(x, gain, offset):
    centred = x - x.mean(axis=-1, keepdims=True)
    return centred * lax.rsqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-5) * gain + offset


def attention(qkv):
    batch, length, width = qkv.shape
    q, k, v = jnp.moveaxis(qkv.reshape(batch, length, 3, HEADS, width // 3 // HEADS), 2, 0)
    scores = jnp.einsum("bqhd,bkhd->bhqk", q, k) / np.float32(q.shape[-1] ** 0.5)
    scores = jnp.where(jnp.tril(jnp.ones((length, length), bool)), scores, -jnp.inf)
    return jnp.einsum("bhqk,bkhd->bqhd", jax.nn.softmax(scores), v).reshape(batch, length, width // 3)


PURE = {f.__name__: f for f in (affine, rosen1k, seed_matmul, seed_bce, bs, hess, pinn, nth_sin)}
STEPS = {"mlp": (mlp, 6), "cnn": (cnn, 8), "gpt": (gpt, 29)}  # the loss, and how many of the inputs are parameters
