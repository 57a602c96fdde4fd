"""The rows in PyTorch on the CPU, eager, or with the loss through `torch.compile`. `prepare` is all that the benchmark uses."""

import math

import torch
import torch.nn.functional as F
from torch.autograd import grad

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

torch.set_num_threads(2)


def versions():
    return {"torch": torch.__version__, "threads": torch.get_num_threads(), "capability": torch.backends.cpu.get_cpu_capability()}


def array(tensor):
    return tensor.detach().numpy()


def prepare(row, arrays, compiled=False):
    """A function without arguments that makes one call of the row and gives its outputs as a tuple of tensors."""
    tensors = [torch.tensor(a).long() if a.dtype == "int32" else torch.tensor(a) for a in arrays]
    if row.startswith("matmul_"):
        return lambda: (tensors[0] @ tensors[1],)
    if row in TWICE:
        if compiled:
            raise NotImplementedError(f"torch.compile differentiates once only, and {row} needs more")
        return lambda: TWICE[row](*tensors)
    function, wanted, outputs = ONCE[row]
    loss = torch.compile(function) if compiled else function
    if row == "lstm":  # whose weights lie column by column
        tensors = [t.T.contiguous().T if t.ndim == 2 else t for t in tensors]
    targets = [tensors[k].requires_grad_() for k in wanted]

    def gradients():
        return grad(loss(*tensors), targets)

    def value_and_gradients():
        value = loss(*tensors)
        return value.detach(), *grad(value, targets)

    def step():
        """One SGD step; the parameters are updated in place, and so are those of the next call."""
        value, *slopes = value_and_gradients()
        with torch.no_grad():
            torch._foreach_add_(targets, slopes, alpha=-RATE)
        return value, *targets

    def sparse_step():
        """The same with a gradient that is sparse, which `_foreach_add_` does not take."""
        value, *slopes = value_and_gradients()
        with torch.no_grad():
            for target, slope in zip(targets, slopes):
                target.add_(slope, alpha=-SPARSE_RATE)
        return value, *targets

    def adam_step():
        """A step of Adam with the gradients clipped to a norm; what it keeps follows the parameters."""
        optimiser.zero_grad()
        value = loss(*tensors)
        value.backward()
        torch.nn.utils.clip_grad_norm_(targets, CLIP)
        optimiser.step()
        means, squares, counts = zip(*((s["exp_avg"], s["exp_avg_sq"], s["step"]) for s in (optimiser.state[t] for t in targets)))
        return value, *targets, *means, *squares, counts[0]

    optimiser = torch.optim.Adam(targets, lr=ADAM_RATE, betas=ADAM_DECAYS, eps=ADAM_EPSILON, fused=True) if outputs == "adam step" else None
    calls = (gradients, value_and_gradients, step, sparse_step, adam_step)
    return next(call for call in calls if call.__name__ == outputs.replace(" ", "_"))


def affine(x):
    return (6 * x + 1).sum()


def rosen1k(x):
    return torch.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)


def seed_matmul(x, y, z):
    return ((x * z) @ y).sum()


def seed_bce(x, y, w, b):
    return F.binary_cross_entropy_with_logits(x @ w + b, y)


def bs(spot, strike, rate, volatility, years):
    spread = volatility * torch.sqrt(years)
    d1 = (torch.log(spot / strike) + (rate + 0.5 * volatility**2) * years) / spread

    def normal(d):
        return 0.5 * (1 + torch.erf(d * math.sqrt(0.5)))

    return torch.sum(spot * normal(d1) - strike * torch.exp(-rate * years) * normal(d1 - spread))


def mlp(w1, b1, w2, b2, w3, b3, x, labels):
    h = F.relu(torch.addmm(b1, x, w1))
    h = F.relu(torch.addmm(b2, h, w2))
    return F.cross_entropy(torch.addmm(b3, h, w3), labels)


def cnn(k1, b1, k2, b2, w3, b3, w4, b4, x, labels):
    h = F.max_pool2d(F.relu(F.conv2d(x, k1, b1, padding=1)), 2)
    h = F.max_pool2d(F.relu(F.conv2d(h, k2, b2, padding=1)), 2)
    h = F.relu(torch.addmm(b3, h.flatten(1), w3))
    return F.cross_entropy(torch.addmm(b4, h, w4), labels)


def gpt(token, position, *rest):
    *layers, gain, offset, head, tokens, targets = rest
    batch, length = tokens.shape
    h = (F.embedding(tokens, token) + position).flatten(0, 1)
    width = h.shape[1:]
    for k in range(0, len(layers), 12):
        g1, o1, qkv, b1, out, b2, g2, o2, up, b3, down, b4 = layers[k : k + 12]
        heads = attention(torch.addmm(b1, F.layer_norm(h, width, g1, o1), qkv).unflatten(0, (batch, length)))
        h = h + torch.addmm(b2, heads.flatten(0, 1), out)
        h = h + torch.addmm(b4, F.gelu(torch.addmm(b3, F.layer_norm(h, width, g2, o2), up), approximate="tanh"), down)
    return F.cross_entropy(F.layer_norm(h, width, gain, offset) @ head, targets.flatten())


def attention(qkv):
    batch, length, width = qkv.shape
    q, k, v = qkv.view(batch, length, 3, HEADS, width // 3 // HEADS).permute(2, 0, 3, 1, 4)
    return F.scaled_dot_product_attention(q, k, v, is_causal=True).transpose(1, 2).reshape(batch, length, width // 3)


def kalman(p, y, seen):
    """Loops of small tensors in Python: PyTorch has no other natural form of this row and of `node`."""
    move = torch.tensor([[1.0, 1.0], [0.0, 1.0]], dtype=p.dtype)
    noise, observed = torch.diag(torch.exp(2 * p[:2])), torch.exp(2 * p[2])
    mean, covariance = torch.stack([p[3], torch.zeros_like(p[3])]), torch.eye(2, dtype=p.dtype)
    likelihood = 0
    for value, is_seen in zip(y, seen.tolist()):
        mean = move @ mean
        covariance = move @ covariance @ move.T + noise
        if is_seen:
            surprise = value - mean[0]
            variance = covariance[0, 0] + observed
            gain = covariance[:, 0] / variance
            likelihood = likelihood - 0.5 * (torch.log(2 * math.pi * variance) + surprise**2 / variance)
            mean, covariance = mean + gain * surprise, covariance - torch.outer(gain, covariance[0])
    return likelihood


def vae(w1, b1, w2, b2, w3, b3, w4, b4, w5, b5, x, noise):
    h = torch.tanh(torch.addmm(b1, x, w1))
    mean, log_variance = torch.addmm(b2, h, w2), torch.addmm(b3, h, w3)
    z = mean + torch.exp(0.5 * log_variance) * noise
    logits = torch.addmm(b5, torch.tanh(torch.addmm(b4, z, w4)), w5)
    differs = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
    strays = 0.5 * torch.sum(torch.exp(log_variance) + mean**2 - 1 - log_variance)
    return (differs + strays) / x.shape[0]


def barrier(spot, strike, barrier, rate, volatility, noise):
    """A loop in Python: a third of the time of running sums and a product over [paths, steps]."""
    steps, paths = noise.shape
    variance = volatility**2 / steps
    x, stays = torch.log(spot / barrier).expand(paths), torch.ones(paths, dtype=noise.dtype)
    for k in range(steps):
        before, x = x, x + (rate / steps - 0.5 * variance) + torch.sqrt(variance) * noise[k]
        stays = stays * (1 - torch.exp(-2 / variance * torch.relu(before) * torch.relu(x)))
    return torch.exp(-rate) * torch.mean(stays * torch.relu(barrier * torch.exp(x) - strike))


def node(w1, b1, w2, b2, start):
    def slope(y):
        return torch.tanh(y @ w1 + b1) @ w2 + b2

    time, h, y = torch.zeros((), dtype=start.dtype), torch.tensor(FIRST_STEP, dtype=start.dtype), start
    first = slope(y)
    while time < END:
        h = torch.minimum(h, END - time)
        slopes = [first]
        for stage in STAGES:
            end = y + h * sum(a * k for a, k in zip(stage, slopes) if a)
            slopes.append(slope(end))
        error = h * sum(a * k for a, k in zip(ERROR, slopes) if a)
        error = torch.sqrt(torch.mean((error / (TOLERANCE * (1 + torch.maximum(y.abs(), end.abs())))) ** 2))
        if error <= 1:
            time, y, first = time + h, end, slopes[-1]
        h = h * torch.clip(0.9 * error**-0.2, 0.2, 5)
    return torch.sum(y**2)


def lstm(wx1, wh1, b1, wx2, wh2, b2, w, b, x, labels):
    start, none = torch.zeros(2, x.shape[1], UNITS), torch.zeros_like(b1)
    weights = [wx1.T, wh1.T, b1, none, wx2.T, wh2.T, b2, none]
    outputs, _, _ = torch.lstm(x, (start, start), weights, True, 2, 0.0, True, False, False)
    return F.cross_entropy(torch.addmm(b, outputs[-1], w), labels)


def embed(table, w, b, tokens, labels):
    return F.cross_entropy(torch.addmm(b, F.embedding(tokens, table, sparse=True).mean(1), w), labels)


def hess(w, x, y):
    def loss(w):
        z = x @ w
        return torch.mean(F.softplus(z) - y * z)

    return (torch.func.jacrev(torch.func.jacrev(loss))(w),)  # a quarter of the time of torch.func.hessian


def pinn(*arguments):
    *parameters, t, x = (a.detach().requires_grad_() for a in arguments)
    h = torch.stack([t, x], dim=1)
    *hidden, w, b = parameters
    for k in range(0, len(hidden), 2):
        h = torch.tanh(torch.addmm(hidden[k + 1], h, hidden[k]))
    u = torch.addmm(b, h, w)[:, 0]
    u_t, u_x = grad(u.sum(), (t, x), create_graph=True)
    (u_xx,) = grad(u_x.sum(), x, create_graph=True)
    loss = torch.mean((u_t + u * u_x - 0.01 / math.pi * u_xx) ** 2)
    return loss.detach(), *grad(loss, parameters)


def nth_sin(x):
    x = x.detach().requires_grad_()
    y = torch.sin(x)
    for _ in range(5):
        (y,) = grad(y, x, create_graph=True)
    return grad(y, x)


def maml(*arguments):
    """All tasks at once, each with parameters of its own: half of the time of `torch.func.vmap`."""
    *parameters, x, y, new_x, new_y = arguments
    parameters = [p.detach().requires_grad_() for p in parameters]
    tasks = x.shape[0]
    mine = [p.expand(tasks, *p.shape) if p.ndim == 2 else p.expand(tasks, 1, -1) for p in parameters]

    def errors(parameters, x, y):
        w1, b1, w2, b2, w3, b3 = parameters
        h = torch.tanh(torch.baddbmm(b1, x.unsqueeze(2), w1))
        h = torch.tanh(torch.baddbmm(b2, h, w2))
        return torch.mean((torch.baddbmm(b3, h, w3).squeeze(2) - y) ** 2, dim=1)

    for _ in range(INNER_STEPS):
        slopes = grad(errors(mine, x, y).sum(), mine, create_graph=True)
        mine = [p - INNER_RATE * g for p, g in zip(mine, slopes)]
    loss = errors(mine, new_x, new_y).mean()
    return loss.detach(), *grad(loss, parameters)


# The loss, the positions of the inputs whose gradients are wanted, and what a call gives.
ONCE = {
    "affine": (affine, (0,), "gradients"),
    "rosen1k": (rosen1k, (0,), "value and gradients"),
    "seed_matmul": (seed_matmul, (0, 1, 2), "gradients"),
    "seed_bce": (seed_bce, (2, 3), "value and gradients"),
    "bs": (bs, range(5), "gradients"),
    "mlp": (mlp, range(6), "step"),
    "cnn": (cnn, range(8), "step"),
    "gpt": (gpt, range(29), "step"),
    "kalman": (kalman, (0,), "value and gradients"),
    "vae": (vae, range(10), "adam step"),
    "barrier": (barrier, range(5), "value and gradients"),
    "node": (node, range(4), "value and gradients"),
    "lstm": (lstm, range(8), "step"),
    "embed": (embed, range(3), "sparse step"),
}
TWICE = {"hess": hess, "pinn": pinn, "nth_sin": nth_sin, "maml": maml}  # what needs derivatives of derivatives
