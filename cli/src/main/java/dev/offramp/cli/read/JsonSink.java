package dev.offramp.cli.read;

import dev.offramp.cli.terminal.Printable;
import java.io.IOException;
import java.io.Writer;

/** One JSON object a line. */
final class JsonSink implements RecordSink {

    private final Writer out;
    private final RecordJson json;

    JsonSink(Writer out, RecordJson json) {
        this.out = out;
        this.json = json;
    }

    /** What would have to be escaped stands in strings alone, and JSON may escape everything there. */
    @Override
    public void write(TopicRecord record) throws IOException {
        out.write(Printable.text(json.of(record).toString()) + "\n");
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
