package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.registry.KnownSchemas;
import dev.offramp.registry.TestingRegistry;
import dev.offramp.registry.ValueFormat;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.schema.Classification;
import dev.offramp.schema.EndOfStream;
import dev.offramp.schema.Frame;
import dev.offramp.schema.Segment;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RecordKindsTest {

    private static final Map<Class<? extends SpecificRecord>, String> KINDS =
            Map.of(Segment.class, "segment", EndOfStream.class, "end");

    @AutoClose
    private final TestingRegistry registry = TestingRegistry.start();

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void records_in_single_object_encoding_are_told_apart_by_their_fingerprints() {
        RecordKinds<String> kinds = new RecordKinds<>(WriterSchemas.NONE, KINDS, "other");

        assertThat(kinds.of(TestRecords.encoded(TestRecords.end("camera-1")))).isEqualTo("end");
        assertThat(kinds.of(TestRecords.encoded(TestRecords.frame("camera-1")))).isEqualTo("other");
        assertThat(kinds.of(new byte[0])).isEqualTo("other");
    }

    @Test
    void those_in_the_form_of_a_registry_by_the_name_of_their_schema_with_one_question_each() {
        RecordKinds<String> kinds = kinds();
        int end = register(EndOfStream.class);
        int segment = register(Segment.class);
        int frame = register(Frame.class);

        assertThat(kinds.of(TestRecords.registered(end))).isEqualTo("end");
        assertThat(kinds.of(TestRecords.registered(segment))).isEqualTo("segment");
        assertThat(kinds.of(TestRecords.registered(frame))).isEqualTo("other");
        assertThat(asked).hasValue(3);
    }

    @Test
    void what_nobody_knows_is_another() {
        assertThat(kinds().of(TestRecords.registered(99))).isEqualTo("other");
        assertThat(kinds().of(TestRecords.registered(register(Classification.class))))
                .isEqualTo("other");
    }

    private RecordKinds<String> kinds() {
        WriterSchemas schemas = new KnownSchemas(registry.settings(ValueFormat.SINGLE_OBJECT), Map.of()).open();
        WriterSchemas counted = id -> {
            asked.incrementAndGet();
            return schemas.byId(id);
        };
        return new RecordKinds<>(counted, KINDS, "other");
    }

    private int register(Class<? extends SpecificRecord> type) {
        return registry.register("any", WrittenSchemas.shipped(type).toString());
    }
}
