"""What the exits are trained on together: what is true, and one another."""

import torch
import torch.nn.functional as F
from torch import Tensor

from .recipe import TrainOptions
from .tasks import labels_loss, number_loss


def exits_loss(answers: list[Tensor], targets: Tensor, options: TrainOptions, weights: list[float]) -> Tensor:
    """The weighted sum of the exits' losses, plus distillation from the deeper to the earlier exits.

    `answers` are `[B,classes]` each and `targets` class indices `[B]`; for `binary-cross-entropy` and `squared-error`
    both are `[B,values]`. An exit of weight 0 takes no part at all.
    """
    taking_part = [(w, answer.float()) for w, answer in zip(weights, answers, strict=True) if w]
    loss = torch.stack([w * _one(answer, targets, options) for w, answer in taking_part]).sum()
    if options.distil:
        loss = loss + options.distil * distillation([a for _, a in taking_part], options)
    return loss


def _one(answer: Tensor, targets: Tensor, options: TrainOptions) -> Tensor:
    if options.loss == "squared-error":
        return number_loss(answer, targets)
    if options.loss == "binary-cross-entropy":
        return labels_loss(answer, targets)
    return F.cross_entropy(answer, targets, label_smoothing=options.label_smoothing)


def distillation(answers: list[Tensor], options: TrainOptions) -> Tensor:
    """Σ T² · KL(teacher ‖ exit k) over all exits but the last; the teacher is not changed by it.

    `last`: the last exit, as Dynamic Perceiver does. `ensemble`: the mean of all exits' logits weighted 1…K, the
    deeper the more, after the weighted ensemble of the branching-patterns paper.
    """
    heat = options.temperature
    if options.distil_teacher == "ensemble":
        rank = torch.arange(1, len(answers) + 1, device=answers[0].device, dtype=answers[0].dtype)
        teacher = (torch.stack(answers) * (rank / rank.sum()).view(-1, 1, 1)).sum(0)
    else:
        teacher = answers[-1]
    wanted = F.log_softmax(teacher.detach() / heat, dim=1)
    gaps = [
        F.kl_div(F.log_softmax(a / heat, dim=1), wanted, reduction="batchmean", log_target=True) for a in answers[:-1]
    ]
    return heat * heat * sum(gaps, torch.zeros((), device=teacher.device))
