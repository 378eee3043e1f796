"""The documented client in SQL: records as they lie on a topic become tables, and the page's queries are answered."""

import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed: pip install duckdb")

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "docs" / "python"))

from records import Records  # noqa: E402
from tables import Tables  # noqa: E402

NOON = datetime(2026, 1, 31, 12, 0, 0, 250_000, UTC)
HOUR = datetime(2026, 1, 31, 12)


def answer(stream: str, seconds: int, **fields: object) -> tuple[str, dict]:
    journey = {
        "multiplyAdds": 1000 * fields["exit"],
        "endToEndMillis": 29.5,
        "stages": [{"queueMicros": 1, "computeMicros": 2, "batchSize": 3}],
    }
    record = {
        "stream": stream,
        "sequence": seconds,
        "frameTopic": "offramp-frames",
        "framePartition": 0,
        "frameOffset": seconds,
        "eventTime": NOON,
        "createdAt": NOON,
        "answeredAt": NOON + timedelta(seconds=seconds),
        "predictedName": f"class {fields['predicted']}",
        "top": [],
        "verdict": "CONFIDENT",
        "confidence": 0.5,
        "bundleName": "tiny",
        "bundleVersion": "1.0.0",
        "policyVersion": 1,
        "journey": journey,
        "videoTime": {"pts": 7, "timeBaseNumerator": 1, "timeBaseDenominator": 25},
    }
    return "Classification", record | fields


def window(minutes: int, *exits: int) -> tuple[str, dict]:
    latency = {"p50Micros": 1, "p95Micros": 2, "p99Micros": 3, "maxMicros": 4, "histogram": b"\x00\xff"}
    samples = sum(exits)
    record = {
        "windowStart": NOON + timedelta(minutes=minutes),
        "windowEnd": NOON + timedelta(minutes=minutes + 1),
        "bundleName": "tiny",
        "bundleVersion": "1.0.0",
        "samples": samples,
        "samplesPerSecond": samples / 60,
        "multiplyAdds": 1000 * samples,
        "meanMultiplyAdds": 1000.0,
        "labelled": 0,
        "correct": 0,
        "latency": latency,
        "exits": [
            {"exit": i + 1, "samples": n, "share": n / samples, "labelled": 0, "correct": 0, "latency": latency}
            for i, n in enumerate(exits)
        ],
        "stages": [],
    }
    return "ThroughputWindow", record


@pytest.fixture
def ask():
    records = Records()
    with duckdb.connect() as connection:
        tables = Tables(connection, records)

        def over(*written: tuple[str, dict]):
            tables.add([records.decode(records.encode(name, record)) for name, record in written])
            return lambda query: connection.sql(query).fetchall()

        yield over


def documented() -> list[str]:
    """The queries of the page, in their order."""
    part = (ROOT / "docs" / "sql.md").read_text().split("## DuckDB in Python")[1]
    blocks = re.findall(r"```sql\n(.*?)```", part, re.DOTALL)
    return [query.strip() for block in blocks for query in block.split(";") if query.strip()]


def test_a_record_keeps_its_types_and_bytes_are_no_column(ask):
    query = ask(answer("a", 1, exit=2, predicted=7), window(0, 3, 1))

    assert query("SELECT answeredAt, label, journey.stages[1].batchSize, videoTime.pts FROM classification") == [
        (datetime(2026, 1, 31, 12, 0, 1, 250_000), None, 3, 7)
    ]
    assert query("SELECT latency.p99Micros, exits[2].latency.maxMicros FROM throughput_window") == [(3, 4)]
    assert query("SELECT count(*) FROM gap") == [(0,)]
    columns = {name for (name, *_) in query("DESCRIBE reject")}
    assert "reason" in columns
    assert "original" not in columns


def test_records_are_added_to_those_that_are_there(ask):
    ask(answer("a", 1, exit=1, predicted=0))
    query = ask(answer("a", 2, exit=1, predicted=0))

    assert query("SELECT count(*) FROM classification") == [(2,)]


@pytest.mark.parametrize("whole", [answer("a", 1, exit=1, predicted=0), window(0, 3, 1)])
def test_a_record_that_is_broken_anywhere_is_read_or_refused_and_nothing_else(whole):
    records = Records()
    value = records.encode(*whole)
    refused = 0
    for i in range(len(value)):
        for broken in (value[:i], value[:i] + bytes([value[i] ^ 0x55]) + value[i + 1 :]):
            try:
                records.decode(broken)
            except ValueError:
                refused += 1
    assert refused > len(value)


def test_a_number_that_is_none_ends_nothing(ask):
    query = ask(answer("a", 1, exit=1, predicted=0, confidence=float("nan")), answer("a", 2, exit=1, predicted=0))

    assert query("SELECT count(*), count(*) FILTER (isnan(confidence)) FROM classification") == [(2, 1)]


def test_what_streams_cost_minute_by_minute_as_documented(ask):
    query = ask(
        answer("a", 1, exit=1, predicted=0),
        answer("a", 59, exit=3, predicted=0),
        answer("a", 60, exit=2, predicted=0),
        answer("b", 2, exit=2, predicted=0),
    )

    assert query(documented()[0]) == [
        (HOUR, "a", 2, 4000),
        (HOUR, "b", 1, 2000),
        (HOUR + timedelta(minutes=1), "a", 1, 2000),
    ]


def test_exit_shares_hour_by_hour_as_documented(ask):
    query = ask(window(0, 3, 1), window(5, 1, 3), window(60, 1, 0))

    assert query(documented()[1]) == [
        (HOUR, 1, 0.5),
        (HOUR, 2, 0.5),
        (HOUR + timedelta(hours=1), 1, 1.0),
        (HOUR + timedelta(hours=1), 2, 0.0),
    ]


def test_accuracy_by_class_as_documented(ask):
    query = ask(
        answer("a", 1, exit=1, predicted=4, label=4),
        answer("a", 2, exit=1, predicted=5, label=4),
        answer("a", 3, exit=1, predicted=5, label=5),
        answer("a", 4, exit=1, predicted=5),
    )

    assert query(documented()[2]) == [(4, "class 4", 2, 0.5), (5, "class 5", 1, 1.0)]


def test_every_documented_query_is_asked_here():
    assert len(documented()) == 3
