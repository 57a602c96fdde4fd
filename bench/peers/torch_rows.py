"""The rows in PyTorch on the CPU, eager, or with the loss through `torch.compile`. `prepare` is all that the benchmark uses."""

import math

import torch
import torch.nn.functional as F
from torch.autograd import grad

from inputs import HEADS, RATE

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

    return {"gradients": gradients, "value and gradients": value_and_gradients, "step": step}[outputs]


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
}
TWICE = {"hess": hess, "pinn": pinn, "nth_sin": nth_sin}  # what needs derivatives of derivatives
