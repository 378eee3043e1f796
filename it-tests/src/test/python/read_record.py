"""Reads one record of a topic as any Python client would: schema file and raw bytes in, JSON out."""

import io
import json
import sys

import fastavro
from fastavro.schema import fingerprint, to_parsing_canonical_form


def main(schema_file: str, record_file: str) -> None:
    schema = fastavro.parse_schema(json.load(open(schema_file)))
    record = open(record_file, "rb").read()
    marker, announced = record[:2], record[2:10]
    if marker != b"\xc3\x01":
        sys.exit(f"no single-object header: {marker.hex()}")
    expected = bytes.fromhex(fingerprint(to_parsing_canonical_form(schema), "CRC-64-AVRO"))
    if announced != expected:
        sys.exit(f"fingerprint {announced.hex()} is not the schema's {expected.hex()}")
    value = fastavro.schemaless_reader(io.BytesIO(record[10:]), schema, None)
    json.dump(value, sys.stdout, default=lambda other: other.hex() if isinstance(other, bytes) else str(other))


if __name__ == "__main__":
    main(*sys.argv[1:])
