"""Cuts any network into pieces that run one after the other, wherever a single tensor is all that goes on.

The network is traced by `torch.fx` into a graph of operations. Behind an operation whose value is the only one that any
later operation needs, the network can be cut: a residual network behind each block, a transformer behind each layer. A
module whose code cannot be traced (it decides by values, say) runs as a whole and is not cut inside.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, fx, nn
from torch.nn.modules.batchnorm import _NormBase

MOST_UNTRACEABLE = 50
"""Modules that may run whole because their code cannot be traced, before the network is given up."""

CONTAINERS = (nn.Module, nn.Sequential, nn.ModuleList, nn.ModuleDict)

FOLLOWERS = (
    nn.ReLU,
    nn.ReLU6,
    nn.GELU,
    nn.SiLU,
    nn.Hardswish,
    nn.ELU,
    nn.LeakyReLU,
    nn.PReLU,
    nn.Dropout,
    nn.Identity,
    nn.MaxPool2d,
    nn.AvgPool2d,
    nn.AdaptiveAvgPool2d,
    nn.LayerNorm,
    nn.GroupNorm,
    _NormBase,
)
"""Layers that belong to what they follow: no cut is made right before one."""

FOLLOWING_FUNCTIONS = (
    "relu",
    "relu_",
    "gelu",
    "silu",
    "hardswish",
    "dropout",
    "avg_pool2d",
    "max_pool2d",
    "adaptive_avg_pool2d",
    "mean",
    "flatten",
    "view",
    "reshape",
)
"""The same as functions, and what only reshapes the end."""


class CutError(ValueError):
    """A network that cannot be cut; the message says why."""


@dataclass(frozen=True)
class Place:
    """Where the network may be cut."""

    name: str
    """The outermost module that ends here, such as `layer2`, or the operation."""
    node: fx.Node
    level: int
    """How many modules the cut lies inside of: 1 is between the network's own parts."""


class Layered:
    """A traced network: its graph, the places where it may be cut, and the pieces between them."""

    def __init__(self, network: nn.Module) -> None:
        """Traces `network`, `float32 [B,C,H,W]` → logits; raises `CutError` where that is impossible."""
        self.root = _Alone(network).eval()
        self.graph = _graph(self.root)
        self.order = [n for n in self.graph.nodes if n.op not in ("placeholder", "output", "get_attr")]
        self.head = self._classifier()
        self.places = self._places()

    def pieces(self, names: Sequence[str]) -> list[fx.GraphModule]:
        """The network cut behind these places, and once more before its classifier: a piece more than places, then the
        classifier; one after the other, they are the network."""
        known = {place.name: place.node for place in self.places}
        unknown = [name for name in names if name not in known]
        if unknown:
            raise CutError(f"the network has no place {', '.join(unknown)} to cut; it has {', '.join(known)}")
        cuts = [known[name] for name in names]
        if cuts != sorted(cuts, key=self.order.index):
            raise CutError(f"cuts must be in the order of the network, were {', '.join(names)}")
        return self._between([*cuts, self._before_the_classifier()])

    def _between(self, cuts: Sequence[fx.Node]) -> list[fx.GraphModule]:
        bounds = [self.order.index(cut) + 1 for cut in cuts]
        starts: list[fx.Node] = [next(n for n in self.graph.nodes if n.op == "placeholder"), *cuts]
        spans = zip([0, *bounds], [*bounds, len(self.order)], starts, strict=True)
        return [self._piece(self.order[first:end], start) for first, end, start in spans]

    def _piece(self, nodes: Sequence[fx.Node], start: fx.Node) -> fx.GraphModule:
        graph = fx.Graph()
        copies: dict[fx.Node, fx.Node] = {start: graph.placeholder("x")}

        def copied(node: fx.Node) -> fx.Node:
            if node not in copies:  # a weight that is read by name is read again by each piece that needs it
                copies[node] = graph.node_copy(node, copied)
            return copies[node]

        for node in nodes:
            copied(node)
        answer = nodes[-1] if nodes[-1] is not self.order[-1] else self._answer()
        graph.output(copies[answer])
        return fx.GraphModule(self.root, graph)

    def _answer(self) -> fx.Node:
        answer = next(n for n in self.graph.nodes if n.op == "output").args[0]
        if not isinstance(answer, fx.Node):
            raise CutError("the network must return one tensor of logits")
        return answer

    def _classifier(self) -> fx.Node:
        modules = dict(self.root.named_modules())
        linear = [n for n in self.order if n.op == "call_module" and isinstance(modules[n.target], nn.Linear)]
        if not linear:
            raise CutError("the network has no linear layer that could be its classifier")
        return linear[-1]

    def _before_the_classifier(self) -> fx.Node:
        before = self.head.args[0]
        if before not in self._alone_alive():
            raise CutError(f"the classifier {_plain(self.head)} takes more than one tensor of what comes before it")
        return before

    def _places(self) -> list[Place]:
        end = self.order.index(self.head)
        found: dict[str, Place] = {}
        modules = dict(self.root.named_modules())
        for node in self._alone_alive():
            position = self.order.index(node)
            if position + 1 >= end or node is self.head.args[0] or all(_follows(user, modules) for user in node.users):
                continue
            place = _place(node, self.order[position + 1])
            found.pop(place.name, None)  # of one name, the later end counts, and stands where it is
            found[place.name] = place
        return list(found.values())

    def _alone_alive(self) -> list[fx.Node]:
        """The operations after which nothing else that was computed before is needed any more."""
        positions = {node: i for i, node in enumerate(self.order)}
        last_use = {n: max((positions.get(u, len(positions)) for u in n.users), default=-1) for n in self.graph.nodes}
        given = next(n for n in self.graph.nodes if n.op == "placeholder")
        alone, farthest = [], last_use[given]
        for i, node in enumerate(self.order):
            if farthest <= i < last_use[node]:
                alone.append(node)
            farthest = max(farthest, last_use[node])
        return alone


class _Alone(nn.Module):
    """Calls a network with its one input, so that options of its `forward` keep their defaults while it is traced."""

    def __init__(self, net: nn.Module) -> None:
        super().__init__()
        self.net = net

    def forward(self, x: Tensor) -> Tensor:
        return self.net(x)


class _Tracer(fx.Tracer):
    """Traces down to PyTorch's own layers and their subclasses, which know training from evaluation by themselves."""

    def __init__(self, whole: set[str]) -> None:
        super().__init__()
        self.whole = whole

    def is_leaf_module(self, m: nn.Module, module_qualified_name: str) -> bool:
        """Whether a module becomes one operation."""
        bases = [base for base in type(m).__mro__ if base.__module__.startswith("torch.nn.modules")]
        return module_qualified_name in self.whole or any(base not in CONTAINERS for base in bases)


def _graph(root: nn.Module) -> fx.Graph:
    whole: set[str] = set()
    for _ in range(MOST_UNTRACEABLE):
        tracer = _Tracer(whole)
        try:
            return _without_assertions(tracer.trace(root))
        except Exception as error:  # whatever the network's own code raises when it is given a stand-in
            inside = list(tracer.module_stack)
            if not inside or inside[-1].partition("@")[0] in ("net", *whole):
                raise CutError(f"its forward cannot be traced ({type(error).__name__}: {error})") from error
            whole.add(inside[-1].partition("@")[0])
    raise CutError(f"more than {MOST_UNTRACEABLE} of its modules cannot be traced")


def _without_assertions(graph: fx.Graph) -> fx.Graph:
    """What a network asserts about its input's shape was true when it was traced, and shapes do not change."""
    for node in [n for n in graph.nodes if n.target is torch._assert]:
        graph.erase_node(node)
    return graph


def _follows(node: fx.Node, modules: dict[str, nn.Module]) -> bool:
    """Whether an operation belongs to the one before it."""
    if node.op == "call_module":
        return isinstance(modules[node.target], FOLLOWERS)
    name = node.target if isinstance(node.target, str) else getattr(node.target, "__name__", "")
    return node.op in ("call_function", "call_method") and name in FOLLOWING_FUNCTIONS


def _place(node: fx.Node, following: fx.Node) -> Place:
    ours, theirs = (list(n.meta.get("nn_module_stack", {})) for n in (node, following))
    level = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))
    name = ours[level].removeprefix("net.") if level < len(ours) else node.name
    return Place(name, node, level)


def _plain(node: fx.Node) -> str:
    return str(node.target).removeprefix("net.")


def same(network: nn.Module, pieces: Sequence[nn.Module], x: Tensor) -> bool:
    """Whether the pieces, one after the other, answer `x` as the network does, both in evaluation mode."""
    with torch.no_grad():
        wanted = network.eval()(x)
        for piece in pieces:
            x = piece.eval()(x)
    return wanted.shape == x.shape and torch.allclose(wanted, x, rtol=1e-3, atol=1e-4)
