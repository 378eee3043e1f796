"""Publishes the pictures of a folder as the frames of one stream, in the order of their names."""

import argparse
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from confluent_kafka import Producer
from records import Records

ENCODINGS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}


def main() -> None:
    """Reads the command line, and does it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="JPEG, PNG and WebP files")
    parser.add_argument("--bootstrap", default="localhost:9092", help="Kafka brokers (default: %(default)s)")
    parser.add_argument("--topic", default="offramp-frames", help="topic of frames (default: %(default)s)")
    parser.add_argument("--stream", default="python", help="id of the stream (default: %(default)s)")
    arguments = parser.parse_args()

    pictures = sorted(file for file in arguments.folder.iterdir() if file.suffix.lower() in ENCODINGS)
    if not pictures:
        sys.exit(f"{arguments.folder} holds no picture that ends in {', '.join(ENCODINGS)}")

    # idempotent: what is sent again after a failure does not arrive twice, nor out of order
    producer = Producer({"bootstrap.servers": arguments.bootstrap, "enable.idempotence": True})
    records = Records()
    lost = []

    def send(record: bytes) -> None:
        while True:
            try:
                producer.produce(arguments.topic, record, arguments.stream.encode(), on_delivery=delivered)
                break
            except BufferError:  # the queue is full: the broker is slower than the disk
                producer.poll(0.1)
        producer.poll(0)

    def delivered(error: object, _: object) -> None:
        if error is not None:
            lost.append(error)

    epoch = int(time.time() * 1000)  # rises with every opening of a source; in it, sequences count from 0
    taken = datetime.now(UTC)
    for sequence, picture in enumerate(pictures):
        taken = datetime.fromtimestamp(picture.stat().st_mtime, UTC)
        frame = {
            "stream": arguments.stream,
            "sequence": sequence,
            "eventTime": taken,
            "encoding": ENCODINGS[picture.suffix.lower()],
            "bytes": picture.read_bytes(),
            "epoch": epoch,
            "clock": "FILE",
        }
        send(records.encode("Frame", frame))
    end = {
        "stream": arguments.stream,
        "sequence": len(pictures),
        "eventTime": taken,
        "epoch": epoch,
        "dropped": 0,
    }
    send(records.encode("EndOfStream", end))
    producer.flush()
    if lost:
        sys.exit(f"{len(lost)} of {len(pictures) + 1} records were not taken; the first: {lost[0]}")
    print(f"{len(pictures)} frames of stream {arguments.stream} on {arguments.topic}")


if __name__ == "__main__":
    main()
