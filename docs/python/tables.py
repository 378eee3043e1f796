"""Records of the topics as tables of DuckDB: one of each type of record, its columns the fields but those of bytes."""

import json
import re
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from duckdb import DuckDBPyConnection
from records import Records

TYPES = {
    "string": "VARCHAR",
    "enum": "VARCHAR",
    "boolean": "BOOLEAN",
    "int": "INTEGER",
    "long": "BIGINT",
    "float": "FLOAT",
    "double": "DOUBLE",
}


class Tables:
    """Makes the tables and fills them."""

    def __init__(self, connection: DuckDBPyConnection, records: Records) -> None:
        self._connection = connection
        self._columns = {name: columns(records.schema(name)) for name in records.names()}
        for name, each in self._columns.items():
            declared = ", ".join(f'"{column}" {kind}' for column, kind in each.items())
            connection.execute(f"CREATE TABLE {table(name)} ({declared})")

    def add(self, records: Iterable[tuple[str, dict]]) -> None:
        """Appends records, each with its name; by way of files, which DuckDB reads much faster than rows one by one."""
        with tempfile.TemporaryDirectory() as folder:
            files = {}
            for name, record in records:
                if name not in files:
                    files[name] = (Path(folder) / name).open("w", encoding="utf-8")
                kept = {column: record[column] for column in self._columns[name]}
                files[name].write(json.dumps(kept, default=text) + "\n")
            for name, file in files.items():
                file.close()
                self._connection.execute(
                    f"INSERT INTO {table(name)} SELECT * FROM read_json(?, format='newline_delimited', columns=?)",
                    [file.name, self._columns[name]],
                )


def table(name: str) -> str:
    """ThroughputWindow is the table throughput_window."""
    return re.sub("(?<=[a-z])(?=[A-Z])", "_", name).lower()


def columns(record: dict) -> dict[str, str]:
    """The columns that an Avro record has in DuckDB, with their types."""
    named: dict[str, dict] = {}
    types = {field["name"]: duckdb_type(field["type"], named) for field in record["fields"]}
    return {name: kind for name, kind in types.items() if kind is not None}


def duckdb_type(avro: str | list | dict, named: dict[str, dict]) -> str | None:
    """The type of a field, or None of bytes; a type that has a name is defined once and then called by it."""
    if isinstance(avro, dict) and "name" in avro:
        named[avro["name"]] = avro
    match avro:
        case list():  # a union of null and what else it is
            return duckdb_type(next(branch for branch in avro if branch != "null"), named)
        case {"logicalType": "timestamp-millis"}:
            return "TIMESTAMP"
        case {"type": "array", "items": items}:
            return f"{duckdb_type(items, named)}[]"
        case {"type": "record", "fields": fields}:
            inner = {field["name"]: duckdb_type(field["type"], named) for field in fields}
            return "STRUCT(" + ", ".join(f'"{key}" {kind}' for key, kind in inner.items() if kind is not None) + ")"
        case {"type": str() as plain}:
            return TYPES.get(plain)
        case _:
            return duckdb_type(named[avro], named) if avro in named else TYPES.get(avro)


def text(value: datetime | bytes) -> str | None:
    """What JSON has no word for: times, in UTC, and bytes in records within records, which no column takes."""
    return value.astimezone(UTC).replace(tzinfo=None).isoformat() if isinstance(value, datetime) else None
