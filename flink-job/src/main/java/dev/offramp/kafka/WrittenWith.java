package dev.offramp.kafka;

import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;

/** One way in which records of a type are written, and what reads them. */
record WrittenWith<T>(Schema schema, DatumReader<T> reader) {}
