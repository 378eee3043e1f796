"""Do exits save anything on real video?"""

from ..frames_study import Study
from . import papers
from .claims import AS_GOOD, Claim, Verdict, not_attempted
from .wording import million, percent, table

NAMES = {
    "exits": "exits over frames",
    "first": "the first frame alone",
    "every": "every frame",
    "pooled": "every frame, a head on mean and deviation of the features",
}

CLAIM = "Dyn-P: action recognition with less compute, as accurate"


def exits_over_frames(study: Study | None) -> list[Claim]:
    """What is at hand: exits over frames on frozen features, not a Dynamic Perceiver."""
    if study is None:
        why = "no figures; ./offramp zoo frames FOLDER"
        return [not_attempted(CLAIM, why, papers.PERCEIVER_ACTIONS)]
    found = {row.name: row for row in study.rows}
    saved = found["every"].frames / found["exits"].frames
    value, low, high = found["exits"].over_every_frame
    verdict = Verdict.NOT_HELD if high < 0 else Verdict.NOISE
    if low > -AS_GOOD:
        verdict = Verdict.HELD
    number = (
        f"{saved:.1f} × fewer frames at {100 * value:+.1f} ({100 * low:+.1f} to {100 * high:+.1f}) points: exits over "
        f"frames of a frozen MobileNetV2, {study.clips} clips; not a Dynamic Perceiver"
    )
    return [Claim(CLAIM, verdict, number, papers.PERCEIVER_ACTIONS, "1", _details(study))]


def _details(study: Study) -> list[str]:
    rows = [
        [
            NAMES[row.name],
            percent(row.accuracy),
            f"{row.frames:.2f}",
            million(row.frames * study.multiply_adds),
            f"{row.frames * study.milliseconds:.1f}",
            "" if row.name == "every" else _interval(row.over_every_frame),
        ]
        for row in study.rows
    ]
    found = {row.name: row for row in study.rows}
    return [
        "### Do exits over frames save anything on real video? (300 surveillance clips, fight or none)",
        "A frozen MobileNetV2 at 128 pixels and a linear head on each of "
        f"{found['every'].frames:.0f} frames, looked at {study.order}, "
        f"{', '.join(map(str, study.chunks))} at a time; evidence is the mean of the logits. Head and "
        f"threshold of each clip come from other source videos than its own ({study.videos} videos, ten folds). "
        "Intervals are a paired bootstrap over source videos.",
        table(
            ["what is looked at", "accuracy, %", "frames", "multiply-adds", "milliseconds", "over every frame, points"],
            rows,
        ),
        _first_frame(found["first"].over_every_frame),
    ]


def _first_frame(over_every: list[float]) -> str:
    _, low, high = over_every
    if low <= 0 <= high:
        return (
            "The first frame alone is as good up to noise: with these features further frames tell little, and this "
            "set cannot show what exits over frames are for."
        )
    return "The first frame alone is less accurate." if high < 0 else "The first frame alone is more accurate."


def _interval(over_every: list[float]) -> str:
    value, low, high = (100 * bound for bound in over_every)
    text = f"{value:+.1f} ({low:+.1f} to {high:+.1f})"
    return text if low <= 0 <= high else f"**{text}**"
