package dev.offramp.cli.read;

import java.io.IOException;

/** Where records go, one after the other. Not thread-safe. */
interface RecordSink extends AutoCloseable {

    void write(TopicRecord record) throws IOException;

    /** Makes what was written so far visible. */
    void flush() throws IOException;

    /** Writes what belongs behind the last record; standard output stays open. */
    @Override
    void close() throws IOException;
}
