"""The rows in JAX, jitted, on the CPU. `prepare` is all that the benchmark uses."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from inputs import (
    ADAM_DECAYS,
    ADAM_EPSILON,
    ADAM_RATE,
    CLIP,
    END,
    ERROR,
    FIRST_STEP,
    HEADS,
    INNER_RATE,
    INNER_STEPS,
    RATE,
    SPARSE_RATE,
    STAGES,
    TOLERANCE,
    UNITS,
)

jax.config.update("jax_enable_x64", True)


def versions():
    return {"jax": jax.__version__, "devices": [str(device) for device in jax.devices()]}


def array(tensor):
    return np.asarray(tensor)


def prepare(row, arrays):
    """A function without arguments that makes one call of the row, waits for it, and gives its outputs as a tuple of arrays."""
    tensors = [jnp.array(a) for a in arrays]
    if row in STEPS:
        loss, parameters, optimiser = STEPS[row]
        return steps(*optimiser(loss, tensors[:parameters]), tensors[parameters:])
    return pure(matmul if row.startswith("matmul_") else PURE[row], tensors)


def pure(function, arguments):
    compiled = jax.jit(function)

    def call():
        outputs = compiled(*arguments)
        outputs[-1].block_until_ready()  # one execution makes all outputs: waiting for one is waiting for all
        return outputs

    return call


def steps(update, state, data):
    """One step a call, each from the state that the one before gave. It is donated, without which `embed` copies its table."""
    compiled = jax.jit(update, donate_argnums=0)

    def call():
        nonlocal state
        value, state = compiled(state, *data)
        outputs = jax.tree.leaves(state)
        outputs[-1].block_until_ready()
        return value, *outputs

    return call


def descent(loss, parameters, rate=RATE):
    """The step of gradient descent, and the state before the first: the parameters."""

    def update(parameters, *data):
        value, gradients = jax.value_and_grad(loss)(parameters, *data)
        return value, [p - rate * g for p, g in zip(parameters, gradients)]

    return update, parameters


def adam(loss, parameters):
    """The step of Adam with gradients clipped to a norm, and the state before the first: parameters, means, squares, and how many there were."""
    decay, square_decay = ADAM_DECAYS

    def update(state, *data):
        parameters, means, squares, count = state
        value, gradients = jax.value_and_grad(loss)(parameters, *data)
        norm = jnp.sqrt(sum(jnp.sum(g**2) for g in gradients))
        gradients = [g * jnp.minimum(1, CLIP / norm) for g in gradients]
        means = [decay * m + (1 - decay) * g for m, g in zip(means, gradients)]
        squares = [square_decay * s + (1 - square_decay) * g**2 for s, g in zip(squares, gradients)]
        count = count + 1
        less, square_less = 1 - decay**count, 1 - square_decay**count
        moved = [
            p - ADAM_RATE * (m / less) / (jnp.sqrt(s / square_less) + ADAM_EPSILON) for p, m, s in zip(parameters, means, squares)
        ]
        return value, (moved, means, squares, count)

    zeros = [jnp.zeros_like(p) for p in parameters]
    return update, (parameters, zeros, [jnp.zeros_like(p) for p in parameters], jnp.float32(0))


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


def kalman(p, y, seen):
    """A local linear trend: level and slope; p is the logarithms of the deviations of level, slope and observation, and the first level."""
    move = jnp.array([[1.0, 1.0], [0.0, 1.0]])

    def likelihood(p):
        noise, observed = jnp.diag(jnp.exp(2 * p[:2])), jnp.exp(2 * p[2])

        def trip(state, entry):
            (mean, covariance), (y, seen) = state, entry
            mean = move @ mean
            covariance = move @ covariance @ move.T + noise
            surprise = y - mean[0]
            variance = covariance[0, 0] + observed
            gain = covariance[:, 0] / variance
            term = -0.5 * (jnp.log(2 * jnp.pi * variance) + surprise**2 / variance)
            after = mean + gain * surprise, covariance - jnp.outer(gain, covariance[0])
            return jax.tree.map(lambda a, b: jnp.where(seen, a, b), after, (mean, covariance)), jnp.where(seen, term, 0)

        start = jnp.stack([p[3], jnp.zeros_like(p[3])]), jnp.eye(2)
        return lax.scan(trip, start, (y, seen > 0))[1].sum()

    return jax.value_and_grad(likelihood)(p)


def maml(*arguments):
    *parameters, x, y, new_x, new_y = arguments

    def error(parameters, x, y):
        w1, b1, w2, b2, w3, b3 = parameters
        h = jnp.tanh(x[:, None] @ w1 + b1)
        h = jnp.tanh(h @ w2 + b2)
        return jnp.mean(((h @ w3 + b3)[:, 0] - y) ** 2)

    def after_learning(parameters, x, y, new_x, new_y):
        for _ in range(INNER_STEPS):
            gradients = jax.grad(error)(parameters, x, y)
            parameters = [p - INNER_RATE * g for p, g in zip(parameters, gradients)]
        return error(parameters, new_x, new_y)

    def loss(parameters):
        return jnp.mean(jax.vmap(after_learning, in_axes=(None, 0, 0, 0, 0))(parameters, x, y, new_x, new_y))

    value, gradients = jax.value_and_grad(loss)(parameters)
    return value, *gradients


def vae(parameters, x, noise):
    w1, b1, w2, b2, w3, b3, w4, b4, w5, b5 = parameters
    h = jnp.tanh(x @ w1 + b1)
    mean, log_variance = h @ w2 + b2, h @ w3 + b3
    z = mean + jnp.exp(0.5 * log_variance) * noise
    logits = jnp.tanh(z @ w4 + b4) @ w5 + b5
    differs = jnp.sum(jax.nn.softplus(logits) - x * logits)
    strays = 0.5 * jnp.sum(jnp.exp(log_variance) + mean**2 - 1 - log_variance)
    return (differs + strays) / x.shape[0]


def barrier(spot, strike, barrier, rate, volatility, noise):
    """A loop over the steps, of all paths: faster than running sums and a product over [steps, paths], and than the loop unrolled."""
    steps, paths = noise.shape

    def price(spot, strike, barrier, rate, volatility):
        variance = volatility**2 / steps

        def trip(state, noise):
            before, stays = state
            x = before + (rate / steps - 0.5 * variance) + jnp.sqrt(variance) * noise
            touched = jnp.exp(-2 / variance * jnp.maximum(before, 0) * jnp.maximum(x, 0))
            return (x, stays * (1 - touched)), None

        start = jnp.full(paths, jnp.log(spot / barrier))
        (x, stays), _ = lax.scan(trip, (start, jnp.ones(paths)), noise)
        return jnp.exp(-rate) * jnp.mean(stays * jnp.maximum(barrier * jnp.exp(x) - strike, 0))

    value, gradients = jax.value_and_grad(price, argnums=(0, 1, 2, 3, 4))(spot, strike, barrier, rate, volatility)
    return value, *gradients


def node(*arguments):
    """JAX has no reverse mode of `while_loop`: so there are as many trips as there can be steps, of which the last ones change nothing."""
    *parameters, start = arguments
    most = 64

    def loss(parameters):
        w1, b1, w2, b2 = parameters
        slope = lambda y: jnp.tanh(y @ w1 + b1) @ w2 + b2

        def attempt(time, h, y, first):
            h = jnp.minimum(h, END - time)
            slopes = [first]
            for stage in STAGES:
                end = y + h * sum(a * k for a, k in zip(stage, slopes) if a)
                slopes.append(slope(end))
            error = h * sum(a * k for a, k in zip(ERROR, slopes) if a)
            error = jnp.sqrt(jnp.mean((error / (TOLERANCE * (1 + jnp.maximum(jnp.abs(y), jnp.abs(end))))) ** 2))
            fits = error <= 1
            later = jnp.where(fits, time + h, time), jnp.where(fits, end, y), jnp.where(fits, slopes[-1], first)
            return later[0], h * jnp.clip(0.9 * error**-0.2, 0.2, 5), later[1], later[2]

        def trip(state, _):
            time, *rest = state
            goes_on = time < END
            after = attempt(jnp.where(goes_on, time, 0), *rest)
            return tuple(jnp.where(goes_on, a, b) for a, b in zip(after, state)), None

        (_, _, y, _), _ = lax.scan(trip, (jnp.zeros(()), jnp.array(FIRST_STEP), start, slope(start)), None, length=most)
        return jnp.sum(y**2)

    value, gradients = jax.value_and_grad(loss)(parameters)
    return value, *gradients


def lstm(parameters, x, labels):
    """A layer after the other, its products with what comes in made before the loop: a tenth less time than both layers in one loop."""
    *layers, w, b = parameters
    zeros = jnp.zeros((x.shape[1], UNITS), x.dtype)
    for k in range(0, len(layers), 3):
        wx, wh, bias = layers[k : k + 3]

        def trip(state, entry):
            h, c = state
            let_in, keep, new, show = jnp.split(entry + h @ wh, 4, axis=1)
            c = jax.nn.sigmoid(keep) * c + jax.nn.sigmoid(let_in) * jnp.tanh(new)
            h = jax.nn.sigmoid(show) * jnp.tanh(c)
            return (h, c), h

        (last, _), x = lax.scan(trip, (zeros, zeros), x @ wx + bias)
    return cross_entropy(last @ w + b, labels)


def embed(parameters, tokens, labels):
    table, w, b = parameters
    return cross_entropy(table[tokens].mean(axis=1) @ w + b, labels)


PURE = {f.__name__: f for f in (affine, rosen1k, seed_matmul, seed_bce, bs, hess, pinn, nth_sin, kalman, maml, barrier, node)}
STEPS = {  # the loss, how many of the inputs are parameters, and what makes a step
    "mlp": (mlp, 6, descent),
    "cnn": (cnn, 8, descent),
    "gpt": (gpt, 29, descent),
    "vae": (vae, 10, adam),
    "lstm": (lstm, 8, descent),
    "embed": (embed, 3, partial(descent, rate=SPARSE_RATE)),
}
