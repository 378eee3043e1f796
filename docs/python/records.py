"""Avro's single-object encoding with the project's schema files: C3 01, the schema's fingerprint, the body.

The schemas of releases are read too, so that records that an earlier release wrote are still understood.
"""

import io
import json
from pathlib import Path

import fastavro
from fastavro.schema import fingerprint, to_parsing_canonical_form

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
MARKER = b"\xc3\x01"
HEADER_BYTES = 10


class Records:
    """Writes records with the current schemas, reads what any release wrote."""

    def __init__(self, folder: Path = SCHEMAS) -> None:
        self._current = {}
        self._written = {}
        for file in sorted(folder.glob("released/*/*.avsc")) + sorted(folder.glob("src/main/avro/*.avsc")):
            raw = json.loads(file.read_text())
            schema = fastavro.parse_schema(raw, named_schemas={})
            mark = bytes.fromhex(fingerprint(to_parsing_canonical_form(raw), "CRC-64-AVRO"))
            self._written[mark] = (raw["name"], schema)
            self._current[raw["name"]] = (mark, schema)  # the current ones come last

    def names(self) -> list[str]:
        """The records that there are, such as Frame."""
        return list(self._current)

    def schema(self, name: str) -> dict:
        """The current schema of the record of this name."""
        return self._current[name][1]

    def encode(self, name: str, record: dict) -> bytes:
        """A record of this name, such as Frame; fields that are left out have their defaults."""
        mark, schema = self._current[name]
        out = io.BytesIO()
        out.write(MARKER + mark)
        fastavro.schemaless_writer(out, schema, record)
        return out.getvalue()

    def decode(self, value: bytes) -> tuple[str, dict]:
        """The name of a record and its fields; ValueError where it is none that is known here, or is broken."""
        if value[:2] != MARKER or value[2:HEADER_BYTES] not in self._written:
            raise ValueError(f"no record of a known schema: it begins with {value[:HEADER_BYTES].hex()}")
        name, schema = self._written[value[2:HEADER_BYTES]]
        try:
            body = io.BytesIO(value[HEADER_BYTES:])
            return name, fastavro.schemaless_reader(body, schema, self._current[name][1])
        except (EOFError, IndexError, OverflowError) as problem:  # others are ValueError
            raise ValueError(f"a broken {name}: {problem!r}") from problem
