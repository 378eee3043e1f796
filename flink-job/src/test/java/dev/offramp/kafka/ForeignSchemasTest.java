package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.offramp.registry.KnownSchemas;
import dev.offramp.registry.TestingRegistry;
import dev.offramp.registry.ValueFormat;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.schema.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Frames that a client of a registry wrote with a schema of its own. */
class ForeignSchemasTest {

    private static final String MILLIS = "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}";

    @AutoClose
    private final TestingRegistry registry = TestingRegistry.start();

    @Test
    void a_client_s_own_schema_is_read_where_ours_can_be_read_from_it() throws Exception {
        Schema own = new Schema.Parser()
                .parse(frameSchema()
                        .toString()
                        .replaceFirst(
                                "\"fields\":\\[",
                                "\"fields\":[{\"name\":\"tags\",\"type\":{\"type\":\"map\",\"values\":\"string\"}},"));
        int id = registry.register("frames-value", own.toString());

        EncodedFrame read = new FrameReader(schemas()).read(TestRecords.record("camera-1", encoded(id, frame(own))));

        assertThat(read.sample().stream()).isEqualTo("camera-1");
        assertThat(read.sample().sequence()).isEqualTo(7);
        assertThat(read.picture().bytes()).containsExactly(1, 2, 3);
    }

    @Test
    void a_schema_that_no_frame_can_be_read_from_is_refused_with_the_reason() {
        int id = registry.register(
                "frames-value",
                "{\"type\":\"record\",\"name\":\"Frame\",\"namespace\":\"dev.offramp.schema\",\"fields\":"
                        + "[{\"name\":\"stream\",\"type\":\"string\"}]}");

        Refusal refusal =
                refusal(ByteBuffer.allocate(20).put((byte) 0).putInt(id).array());

        assertThat(refusal.reason()).isEqualTo(RefusalReason.UNKNOWN_SCHEMA);
        assertThat(refusal.detail())
                .startsWith("the schema " + id + " in the registry, dev.offramp.schema.Frame, is none that a"
                        + " dev.offramp.schema.Frame can be read from: ")
                .contains("sequence");
    }

    @Test
    void a_schema_that_holds_itself_does_not_end_the_job() {
        String own = frameSchema()
                .toString()
                .replaceFirst(
                        "\"fields\":\\[",
                        "\"fields\":[{\"name\":\"before\",\"type\":[\"null\",\"dev.offramp.schema.Frame\"]},");
        int id = registry.register("frames-value", own);
        byte[] deep = new byte[100_000];
        Arrays.fill(deep, (byte) 2); // the second branch, again and again
        ByteBuffer.wrap(deep).put((byte) 0).putInt(id);

        Refusal refusal = refusal(deep);

        assertThat(refusal.reason()).isEqualTo(RefusalReason.CORRUPT_AVRO);
        assertThat(refusal.detail()).contains("more than 64 deep");
    }

    @Test
    void a_map_that_lies_about_its_size_is_refused() {
        String own = frameSchema()
                .toString()
                .replaceFirst(
                        "\"fields\":\\[",
                        "\"fields\":[{\"name\":\"none\",\"type\":{\"type\":\"map\",\"values\":\"null\"}},");
        int id = registry.register("frames-value", own);
        byte[] lying = ByteBuffer.allocate(40)
                .put((byte) 0)
                .putInt(id)
                .put(new byte[] {-2, -1, -1, -1, -1, -1, -1, -1, 127})
                .array();

        assertThat(refusal(lying).reason()).isEqualTo(RefusalReason.CORRUPT_AVRO);
    }

    @Test
    void a_schema_whose_values_take_no_bytes_is_not_followed_for_ever() {
        String nothing = "\"null\"";
        for (int depth = 0; depth < 12; depth++) {
            String name = "Nothing" + depth;
            String again = depth == 0 ? "\"null\"" : "\"Nothing" + (depth - 1) + "\"";
            nothing = "{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[{\"name\":\"f0\",\"type\":" + nothing
                    + "}" + fields(again) + "]}";
        }
        String own = frameSchema()
                .toString()
                .replaceFirst("\"fields\":\\[", "\"fields\":[{\"name\":\"none\",\"type\":" + nothing + "},");
        int id = registry.register("frames-value", own);

        Refusal refusal =
                refusal(ByteBuffer.allocate(40).put((byte) 0).putInt(id).array());

        assertThat(refusal.reason()).isEqualTo(RefusalReason.CORRUPT_AVRO);
        assertThat(refusal.detail()).contains("more than 1048576 values");
    }

    private static String fields(String type) {
        return IntStream.range(1, 10)
                .mapToObj(n -> ",{\"name\":\"f" + n + "\",\"type\":" + type + "}")
                .collect(Collectors.joining());
    }

    @Test
    void a_choice_among_one_is_read_as_what_it_is() throws Exception {
        Schema own = new Schema.Parser()
                .parse(frameSchema()
                        .toString()
                        .replace("\"name\":\"stream\",\"type\":\"string\"", "\"name\":\"stream\",\"type\":[\"string\"]")
                        .replace("\"name\":\"bytes\",\"type\":\"bytes\"", "\"name\":\"bytes\",\"type\":[\"bytes\"]")
                        .replace(MILLIS, "[" + MILLIS + "]"));
        int id = registry.register("frames-value", own.toString());
        assertThat(own).isNotEqualTo(frameSchema());

        EncodedFrame read = new FrameReader(schemas()).read(TestRecords.record("camera-1", encoded(id, frame(own))));

        assertThat(read.sample().stream()).isEqualTo("camera-1");
        assertThat(read.sample().eventTimeMillis()).isEqualTo(1_234);
        assertThat(read.picture().bytes()).containsExactly(1, 2, 3);
    }

    @Test
    void a_schema_that_is_a_choice_itself_is_refused_as_no_record() {
        int id = registry.register("frames-value", "[" + frameSchema() + "]");

        Refusal refusal = refusal(TestRecords.registered(id));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.UNKNOWN_SCHEMA);
        assertThat(refusal.detail()).endsWith("can be read from: it is no record");
    }

    @Test
    void microseconds_are_not_taken_for_milliseconds() throws Exception {
        Schema own =
                new Schema.Parser().parse(frameSchema().toString().replace("timestamp-millis", "timestamp-micros"));
        int id = registry.register("frames-value", own.toString());

        Refusal refusal = refusal(encoded(id, frame(own)));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.UNKNOWN_SCHEMA);
        assertThat(refusal.detail()).endsWith("can be read from: eventTime is timestamp-micros, not timestamp-millis");
    }

    @Test
    void a_number_that_does_not_say_its_unit_is_read_as_ours() throws Exception {
        Schema own = new Schema.Parser().parse(frameSchema().toString().replace(MILLIS, "\"long\""));
        int id = registry.register("frames-value", own.toString());

        EncodedFrame read = new FrameReader(schemas()).read(TestRecords.record("camera-1", encoded(id, frame(own))));

        assertThat(read.sample().eventTimeMillis()).isEqualTo(1_234);
    }

    @Test
    void whether_a_schema_can_be_read_is_found_out_once() {
        int id = registry.register("frames-value", "{\"type\":\"record\",\"name\":\"Other\",\"fields\":[]}");
        AtomicInteger asked = new AtomicInteger();
        WriterSchemas schemas = schemas();
        FrameReader frames = new FrameReader(wanted -> {
            asked.incrementAndGet();
            return schemas.byId(wanted);
        });

        Refusal first = refusal(frames, TestRecords.registered(id));
        Refusal second = refusal(frames, TestRecords.registered(id));

        assertThat(second).isSameAs(first);
        assertThat(asked).hasValue(1);
    }

    private static Schema frameSchema() {
        return WrittenSchemas.shipped(Frame.class);
    }

    private Refusal refusal(byte[] value) {
        return refusal(new FrameReader(schemas()), value);
    }

    private static Refusal refusal(FrameReader frames, byte[] value) {
        return catchThrowableOfType(Refusal.class, () -> frames.read(TestRecords.record("camera-1", value)));
    }

    private WriterSchemas schemas() {
        return new KnownSchemas(registry.settings(ValueFormat.SINGLE_OBJECT), Map.of()).open();
    }

    private static GenericRecord frame(Schema schema) {
        var frame = new GenericRecordBuilder(schema)
                .set("stream", "camera-1")
                .set("sequence", 7L)
                .set("eventTime", 1_234L)
                .set(
                        "encoding",
                        new GenericData.EnumSymbol(schema.getField("encoding").schema(), "PNG"))
                .set("bytes", ByteBuffer.wrap(new byte[] {1, 2, 3}));
        if (schema.getField("tags") != null) {
            frame.set("tags", Map.of("site", "north"));
        }
        return frame.build();
    }

    /** As a client of a registry writes it. */
    private static byte[] encoded(int id, GenericRecord record) throws IOException {
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return TestRecords.registered(id, out.toByteArray());
    }
}
