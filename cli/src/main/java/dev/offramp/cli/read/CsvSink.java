package dev.offramp.cli.read;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import dev.offramp.cli.terminal.Printable;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** A table with a header, quoted as RFC 4180 says. */
final class CsvSink implements RecordSink {

    private final Writer out;
    private final CsvColumns columns;
    private final RecordJson json;
    private final SequenceWriter rows;

    CsvSink(Writer out, CsvColumns columns, RecordJson json) throws IOException {
        this.out = out;
        this.columns = columns;
        this.json = json;
        this.rows = CsvMapper.builder()
                .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                .build()
                .writer()
                .writeValues(out);
        write(columns.names()); // a row like the others, so that it is there without any record too
    }

    @Override
    public void write(TopicRecord record) throws IOException {
        write(columns.row(json.of(record)).stream().map(Printable::inQuotes).toList());
    }

    @Override
    public void flush() throws IOException {
        rows.flush();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        rows.close(); // and with it what it writes to
    }

    private void write(List<String> row) throws IOException {
        rows.write(row.toArray(String[]::new));
    }
}
