package dev.offramp.sql;

import dev.offramp.kafka.RecordKinds;
import dev.offramp.kafka.SingleObjectReader;
import dev.offramp.rejects.Refusal;
import java.io.IOException;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the records of one type, of this release or one before, as rows of a table. */
final class RowDeserialization implements DeserializationSchema<RowData> {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(RowDeserialization.class);

    private final TopicRecordType record;
    private final RowType columns;
    private final TypeInformation<RowData> rows;
    private final boolean ignoreParseErrors;

    private transient @Nullable Tools tools;

    /** What reads, made where the query runs. */
    private record Tools(
            SingleObjectReader<? extends SpecificRecord> reader,
            RecordKinds<Boolean> others,
            RowMaker rows,
            Counter skipped) {}

    RowDeserialization(
            TopicRecordType record, RowType columns, TypeInformation<RowData> rows, boolean ignoreParseErrors) {
        this.record = record;
        this.columns = columns;
        this.rows = rows;
        this.ignoreParseErrors = ignoreParseErrors;
    }

    @Override
    public void open(InitializationContext context) {
        Counter skipped = context.getMetricGroup().counter("skippedRecords");
        tools = new Tools(record.reader(), record.others(), new RowMaker(columns, record.schema()), skipped);
    }

    /** A row; null of a record of another type, of one without a value, and of one that cannot be read, where those are left out. */
    @Override
    public @Nullable RowData deserialize(byte @Nullable [] value) throws IOException {
        Tools open = Objects.requireNonNull(tools, "open comes before the first record");
        if (value == null || open.others().of(value)) {
            return null;
        }
        try {
            return open.rows().row(open.reader().read(value));
        } catch (Refusal refusal) {
            skip(refusal, open.skipped());
            return null;
        }
    }

    private void skip(Refusal refusal, Counter skipped) throws IOException {
        String what = "a record of the topic is no " + record + ": " + refusal.reason() + ", " + refusal.detail();
        if (!ignoreParseErrors) {
            throw new IOException(what + ". To leave such records out, say 'offramp."
                    + FormatOptions.IGNORE_PARSE_ERRORS.key() + "' = 'true' where the table is created");
        }
        if (skipped.getCount() == 0) {
            LOG.warn("{}. It is left out, and so will be others; the metric skippedRecords counts them", what);
        }
        skipped.inc();
    }

    @Override
    public boolean isEndOfStream(RowData row) {
        return false;
    }

    @Override
    public TypeInformation<RowData> getProducedType() {
        return rows;
    }
}
