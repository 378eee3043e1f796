"""Prints answers and rejects as they come, a line each."""

import argparse
import sys
import time
from collections.abc import Iterator

from confluent_kafka import Consumer, KafkaError
from records import Records


def told(name: str, record: dict) -> str:
    """A record in a line."""
    match name:
        case "Classification":
            journey = record["journey"]
            return (
                f"{record['stream']} {record['sequence']}: {record['predictedName']} {record['confidence']:.2f},"
                f" exit {record['exit']}, {journey['multiplyAdds'] / 1e6:.1f} M multiply-adds,"
                f" {journey['endToEndMillis']:.0f} ms"
            )
        case "Reject":
            place = f"{record['topic']}-{record['partition']}@{record['offset']}"
            which = f" from picture {record['index']}, {record['samples']} of them" if record["samples"] > 1 else ""
            return f"{place}{which}: {record['reason']}, {record['detail']}"
        case "Gap":
            return f"{record['stream']} {record['from']}-{record['to'] - 1} missing: {record['reason']}"
        case "StreamState":
            return f"{record['stream']} shows {record['stateName'] or 'nothing for sure'} since {record['since']}"
        case _:
            return f"{name}: {record}"


def values(consumer: Consumer, seconds: float) -> Iterator[bytes]:
    """Values of records as they come; ends when none has come for so long."""
    heard = time.monotonic()
    while time.monotonic() - heard < seconds:
        message = consumer.poll(0.2)
        if message is None:
            continue
        if message.error() is None:
            heard = time.monotonic()
            if message.value() is not None:  # on the compacted topic of states, what its key had is withdrawn
                yield message.value()
        elif message.error().code() == KafkaError.UNKNOWN_TOPIC_OR_PART or message.error().fatal():
            sys.exit(f"{message.error().str()}")  # others pass: the client goes on by itself


def main() -> None:
    """Reads the command line, and does it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bootstrap", default="localhost:9092", help="Kafka brokers (default: %(default)s)")
    parser.add_argument(
        "--topics",
        nargs="+",
        default=["offramp-classifications", "offramp-rejects"],
        help="topics of the job (default: %(default)s)",
    )
    parser.add_argument("--group", default="offramp-python", help="consumer group (default: %(default)s)")
    parser.add_argument("--count", type=int, help="end after so many records")
    parser.add_argument("--silence", type=float, default=float("inf"), help="end after so many seconds without one")
    arguments = parser.parse_args()

    consumer = Consumer(
        {
            "bootstrap.servers": arguments.bootstrap,
            "group.id": arguments.group,
            "auto.offset.reset": "earliest",
            # the job writes in transactions: without it, answers would be seen that a failure takes back
            "isolation.level": "read_committed",
        }
    )
    consumer.subscribe(arguments.topics)
    records = Records()
    seen = 0
    try:
        for value in values(consumer, arguments.silence):
            print(told(*records.decode(value)), flush=True)
            seen += 1
            if seen == arguments.count:
                return
    except KeyboardInterrupt:
        pass
    finally:
        consumer.close()
    if arguments.count is not None and seen < arguments.count:
        sys.exit(f"{seen} records, {arguments.count} were awaited")


if __name__ == "__main__":
    main()
