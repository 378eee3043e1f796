"""What held and what did not: the claims of the papers, asked of the bundles that can answer."""

from collections.abc import Sequence

from ..frames_study import Study
from .bundles import Result
from .frames_question import exits_over_frames
from .knowledge import Knowledge, is_current, weights_of
from .pattern_question import backbone_knowledge, branching_patterns
from .perceiver_question import classification_branch
from .surgery_question import feature_surgery
from .vit_question import vit_branches

PREAMBLE = (
    "Differences are of test top-1, in points, with a 95 % interval for the choice of the test pictures; its width "
    "comes from the held-out pictures that only one of the two gets right. **Bold** where the interval leaves out 0: "
    "all else is noise. One interval in twenty misses, and each network was trained once: another seed would move the "
    "numbers too. *At n M* compares the budgeted curves at one mean of multiply-adds, from the least that all can meet "
    "to where none gains any more."
)


def answers(results: Sequence[Result], knowledge: Sequence[Knowledge], study: Study | None = None) -> list[str]:
    """Markdown; nothing where no question can be answered."""
    weights = {r.name: weights_of(r.manifest) for r in results}
    known = [k for k in knowledge if is_current(k, weights)]
    parts = []
    for data in dict.fromkeys(r.data for r in results):
        chosen = [r for r in results if r.data == data]
        parts += branching_patterns(chosen) + backbone_knowledge(chosen, known) + feature_surgery(chosen)
        parts += classification_branch(chosen) + vit_branches(chosen)
    parts += exits_over_frames(study) if study else []
    return ["### What held and what did not", PREAMBLE, *parts] if parts else []
