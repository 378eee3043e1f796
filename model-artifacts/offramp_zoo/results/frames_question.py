"""Do exits over frames save anything on real video?"""

from ..frames_study import Study
from .wording import million, percent, table

NAMES = {
    "exits": "exits over frames",
    "first": "the first frame alone",
    "every": "every frame",
    "pooled": "every frame, a head on mean and deviation of the features",
}


def exits_over_frames(study: Study) -> list[str]:
    """The table, and what of it is more than noise."""
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
    saved = found["every"].frames / found["exits"].frames
    return [
        "#### Do exits over frames save anything on real video? (300 surveillance clips, fight or none)",
        "A frozen MobileNetV2 at 128 pixels and a linear head on each of "
        f"{found['every'].frames:.0f} frames, looked at {study.order}, "
        f"{', '.join(map(str, study.chunks))} at a time; evidence is the mean of the logits. Head and "
        f"threshold of each clip come from other source videos than its own ({study.videos} videos, ten folds). "
        "Intervals are a paired bootstrap over source videos.",
        table(
            ["what is looked at", "accuracy, %", "frames", "multiply-adds", "milliseconds", "over every frame, points"],
            rows,
        ),
        f"Exits look at {saved:.1f} × fewer frames. {_cost(found['exits'].over_every_frame)} "
        + _first_frame(found["first"].over_every_frame),
    ]


def _cost(over_every: list[float]) -> str:
    _, low, high = over_every
    if low > 0 or high < 0:
        return "What that changes in accuracy is more than noise."
    return f"What that costs is within noise, which here means: less than {-100 * low:.1f} points."


def _first_frame(over_every: list[float]) -> str:
    _, low, high = over_every
    if low <= 0 <= high:
        return (
            "But the first frame alone is as good up to noise: with these features further frames tell little, and "
            "this set cannot show what exits over frames are for."
        )
    return "The first frame alone is less accurate." if high < 0 else "The first frame alone is more accurate."


def _interval(over_every: list[float]) -> str:
    value, low, high = (100 * bound for bound in over_every)
    text = f"{value:+.1f} ({low:+.1f} to {high:+.1f})"
    return text if low <= 0 <= high else f"**{text}**"
