package dev.offramp.cli.read;

import dev.offramp.kafka.SingleObjectReader;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** One kind of record that a topic may hold. */
record RecordKind(Schema schema, SingleObjectReader<? extends SpecificRecord> reader) {

    static RecordKind of(Class<? extends SpecificRecord> type) {
        return new RecordKind(SpecificData.get().getSchema(type), new SingleObjectReader<>(type));
    }

    /** As in {@code end-of-stream}. */
    String name() {
        return name(schema);
    }

    static String name(Schema schema) {
        return schema.getName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
