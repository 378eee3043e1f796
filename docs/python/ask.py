"""Asks in SQL what is on the topics now: reads them into DuckDB, a table of each type of record, and prints."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator

import duckdb
from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, TopicPartition
from records import Records
from tables import Tables

SECONDS = 30


def values(consumer: Consumer, topics: list[str]) -> Iterator[bytes]:
    """The values of all records from the topics' beginning to where they end when that is reached."""
    partitions = [
        TopicPartition(topic, number, OFFSET_BEGINNING) for topic in topics for number in numbers(consumer, topic)
    ]
    consumer.assign(partitions)
    left = {(partition.topic, partition.partition) for partition in partitions}
    while left:
        message = consumer.poll(SECONDS)
        if message is None:
            sys.exit(f"nothing came from the broker for {SECONDS} s")
        if message.error() is None:
            if message.value() is not None:  # on a compacted topic: what its key had is withdrawn
                yield message.value()
        elif message.error().code() == KafkaError._PARTITION_EOF:
            left.discard((message.topic(), message.partition()))
        elif message.error().fatal():
            sys.exit(message.error().str())  # others pass: the client goes on by itself


def numbers(consumer: Consumer, topic: str) -> list[int]:
    """The partitions of a topic."""
    found = consumer.list_topics(topic, timeout=SECONDS).topics[topic]
    if found.error is not None:
        sys.exit(f"{topic}: {found.error.str()}")
    return list(found.partitions)


def decoded(values: Iterator[bytes], records: Records, unread: Counter) -> Iterator[tuple[str, dict]]:
    """The records with their names; those that cannot be read are counted."""
    for value in values:
        try:
            yield records.decode(value)
        except ValueError as problem:
            unread[str(problem)] += 1


def main() -> None:
    """Reads the command line, and does it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("query", nargs="+", help="SQL over classification, gap, reject, throughput_window and so on")
    parser.add_argument("--bootstrap", default="localhost:9092", help="Kafka brokers (default: %(default)s)")
    parser.add_argument(
        "--topics",
        nargs="+",
        default=["offramp-classifications", "offramp-rejects", "offramp-throughput"],
        help="topics of the job (default: %(default)s)",
    )
    arguments = parser.parse_args()

    consumer = Consumer(
        {
            "bootstrap.servers": arguments.bootstrap,
            "group.id": "offramp-ask",  # asked for by the client; nothing is committed to it
            "enable.auto.commit": False,
            "enable.partition.eof": True,
            # the job writes in transactions: without it, answers would be seen that a failure takes back
            "isolation.level": "read_committed",
        }
    )
    records = Records()
    unread: Counter = Counter()
    with duckdb.connect() as connection:
        Tables(connection, records).add(decoded(values(consumer, arguments.topics), records, unread))
        consumer.close()
        for problem, count in unread.items():
            print(f"{count} records are left out: {problem}", file=sys.stderr)
        for query in arguments.query:
            connection.sql(query).show(max_rows=10_000)


if __name__ == "__main__":
    main()
