package dev.offramp.cli.read;

import java.io.IOException;
import java.io.Writer;

/** One aligned line a record. */
final class TextSink implements RecordSink {

    private final Writer out;
    private final RecordText text;
    private final Columns columns;

    TextSink(Writer out, RecordText text) {
        this.out = out;
        this.text = text;
        this.columns = new Columns(text.alignment());
    }

    @Override
    public void write(TopicRecord record) throws IOException {
        out.write(columns.align(text.line(record)) + "\n");
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
