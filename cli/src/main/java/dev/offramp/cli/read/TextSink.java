package dev.offramp.cli.read;

import java.io.IOException;
import java.io.Writer;

/** One aligned line a record, and what else stands below it. */
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
        TextLine line = text.line(record);
        out.write(columns.align(line) + "\n");
        for (String below : line.below()) {
            out.write(below + "\n");
        }
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
