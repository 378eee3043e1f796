package dev.offramp.cli.read;

import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** One kind of record that a topic may hold. */
record RecordKind(Schema schema, Class<? extends SpecificRecord> type) {

    static RecordKind of(Class<? extends SpecificRecord> type) {
        return new RecordKind(SpecificData.get().getSchema(type), type);
    }

    /** As in {@code end-of-stream}. */
    String name() {
        return name(schema);
    }

    static String name(Schema schema) {
        return schema.getName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
