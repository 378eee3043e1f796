"""Counts, as an ordinary reader of committed records, how often each frame of a topic was answered or refused.

Of a job that was stopped behind a savepoint: a frame without an answer waits where no later one of its partition has one; else it is lost.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, KafkaException, TopicPartition

sys.path.insert(0, str(Path(__file__).resolve().parents[4] / "docs" / "python"))
from records import Records  # noqa: E402  (the documented client)

PATIENCE_SECONDS = 30


def consumer(bootstrap: str, isolation: str) -> Consumer:
    """One that belongs to no group that matters and commits nothing."""
    return Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": "count-once",
            "enable.auto.commit": False,
            "enable.partition.eof": True,
            "isolation.level": isolation,
        }
    )


def partitions(client: Consumer, topic: str) -> list[TopicPartition]:
    """All partitions of a topic, from their beginning."""
    found = client.list_topics(topic, timeout=PATIENCE_SECONDS).topics[topic]
    if found.error is not None:
        raise KafkaException(found.error)
    return [TopicPartition(topic, number, OFFSET_BEGINNING) for number in found.partitions]


def messages(client: Consumer, topic: str):
    """Every message of a topic up to the end that it has now; others may go on writing."""
    parts = partitions(client, topic)
    ends = {
        part.partition: client.get_watermark_offsets(part, timeout=PATIENCE_SECONDS, cached=False)[1] for part in parts
    }
    left = {partition for partition, offset in ends.items() if offset > 0}
    client.assign(parts)
    while left:
        message = client.poll(PATIENCE_SECONDS)
        if message is None:
            raise TimeoutError(f"{topic} says nothing for {PATIENCE_SECONDS} s")
        if message.error() is None:
            if message.offset() < ends[message.partition()]:
                yield message
            if message.offset() >= ends[message.partition()] - 1:
                left.discard(message.partition())
        elif message.error().code() == KafkaError._PARTITION_EOF:
            left.discard(message.partition())
        elif message.error().fatal():
            raise KafkaException(message.error())


def end(client: Consumer, topic: str) -> int:
    """The sum of the ends of all partitions, as this reader may see them."""
    return sum(
        client.get_watermark_offsets(part, timeout=PATIENCE_SECONDS, cached=False)[1]
        for part in partitions(client, topic)
    )


def main() -> None:
    """Reads the command line, counts, and prints what it found as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bootstrap", required=True, help="Kafka brokers")
    parser.add_argument("--frames", required=True, help="the topic of frames")
    parser.add_argument("--results", required=True, nargs="+", help="the topics of answers and rejects")
    arguments = parser.parse_args()

    committed = consumer(arguments.bootstrap, "read_committed")
    everything = consumer(arguments.bootstrap, "read_uncommitted")
    frames = {(message.partition(), message.offset()) for message in messages(committed, arguments.frames)}
    results, records, unfinished = Counter(), 0, 0
    reader = Records()
    for topic in arguments.results:
        for message in messages(committed, topic):
            name, record = reader.decode(message.value())
            records += 1
            if name == "Classification":
                results[record["framePartition"], record["frameOffset"]] += 1
            elif name == "Reject":
                results[record["partition"], record["offset"]] += 1
        unfinished += end(everything, topic) - end(committed, topic)
    answered_to = Counter()  # behind the last frame of each partition that has a result
    for partition, offset in results:
        answered_to[partition] = max(answered_to[partition], offset + 1)
    print(
        json.dumps(
            {
                "frames": len(frames),
                "once": sum(1 for frame in frames if results[frame] == 1),
                "lost": sum(1 for frame in frames - results.keys() if frame[1] < answered_to[frame[0]]),
                "waiting": sum(1 for frame in frames - results.keys() if frame[1] >= answered_to[frame[0]]),
                "several": sum(1 for frame in frames if results[frame] > 1),
                "strange": len(set(results) - frames),
                "records": records,
                "open": unfinished,
            }
        )
    )


if __name__ == "__main__":
    main()
