package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.offramp.registry.KnownSchemas;
import dev.offramp.registry.Subject;
import dev.offramp.registry.TestingRegistry;
import dev.offramp.registry.ValueFormat;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.registry.WrittenForm;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.schema.EndOfStream;
import dev.offramp.schema.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Records in Confluent's wire format, as other clients of a registry write and read them. */
class RegistryFormTest {

    private static final int HEADER_BYTES = 5;

    @AutoClose
    private final TestingRegistry registry = TestingRegistry.start();

    @Test
    void a_frame_is_written_with_its_schema_s_id_and_nothing_else_of_it_changes() {
        byte[] singleObject = TestRecords.encoded(TestRecords.frame("camera-1"));
        int id = registerFrames();

        byte[] written = form().of(singleObject);

        assertThat(ByteBuffer.wrap(written).get()).isZero();
        assertThat(ByteBuffer.wrap(written).getInt(1)).isEqualTo(id);
        assertThat(Arrays.copyOfRange(written, HEADER_BYTES, written.length))
                .isEqualTo(Arrays.copyOfRange(singleObject, 10, singleObject.length));
        ByteBuffer inTheMiddle = ByteBuffer.allocate(singleObject.length + 3).position(3);
        inTheMiddle.duplicate().put(singleObject);
        assertThat(form().of(inTheMiddle)).isEqualTo(ByteBuffer.wrap(written));
    }

    @Test
    void what_was_written_so_is_read_as_what_was_written_otherwise() throws Refusal {
        byte[] singleObject = TestRecords.encoded(TestRecords.frame("camera-1"));
        registerFrames();
        FrameReader frames = new FrameReader(schemas());

        EncodedFrame read = frames.read(TestRecords.record("camera-1", form().of(singleObject)));
        EncodedFrame same = frames.read(TestRecords.record("camera-1", singleObject));

        assertThat(read.sample()).isEqualTo(same.sample());
        assertThat(read.picture().bytes()).isEqualTo(same.picture().bytes()).containsExactly(1, 2, 3);
    }

    @Test
    void a_record_whose_schema_nobody_registered_is_not_written() {
        registerFrames();

        assertThatThrownBy(() -> form().of(TestRecords.encoded(TestRecords.end("camera-1"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("whose schema the registry was not asked for");
    }

    @Test
    void a_client_s_own_schema_is_read_where_ours_can_be_read_from_it() throws Exception {
        Schema own = new Schema.Parser()
                .parse(frameSchema()
                        .toString()
                        .replaceFirst(
                                "\"fields\":\\[",
                                "\"fields\":[{\"name\":\"tags\",\"type\":{\"type\":\"map\",\"values\":\"string\"}},"));
        int id = registry.register("frames-value", own.toString());
        GenericRecord frame = frame(own);
        frame.put("tags", Map.of("site", "north"));

        EncodedFrame read = new FrameReader(schemas()).read(TestRecords.record("camera-1", encoded(id, frame)));

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
    void a_record_that_breaks_off_is_refused() {
        registerFrames();
        byte[] written = form().of(TestRecords.encoded(TestRecords.frame("camera-1")));

        for (int length = HEADER_BYTES; length < written.length; length++) {
            assertThat(refusal(Arrays.copyOf(written, length)).reason()).isEqualTo(RefusalReason.CORRUPT_AVRO);
        }
    }

    @Test
    void kinds_of_records_on_one_topic_are_told_apart() throws Refusal {
        registerFrames();
        registry.register(
                "frames-dev.offramp.schema.EndOfStream",
                shipped(EndOfStream.class).toString());
        byte[] end = form().of(TestRecords.encoded(TestRecords.end("camera-1")));
        byte[] frame = form().of(TestRecords.encoded(TestRecords.frame("camera-1")));
        EndOfStreamReader ends = new EndOfStreamReader(schemas());

        assertThat(ends.isEndOfStream(TestRecords.record("camera-1", end))).isTrue();
        assertThat(ends.isEndOfStream(TestRecords.record("camera-1", frame))).isFalse();
        assertThat(ends.read(TestRecords.record("camera-1", end)).stream()).isEqualTo("camera-1");
    }

    @Test
    void without_a_registry_such_a_record_is_refused_with_what_to_set() {
        byte[] record = "\0\0\0\0\7something".getBytes(UTF_8);
        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> new FrameReader(WriterSchemas.NONE).read(TestRecords.record("camera-1", record)));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.NOT_AVRO);
        assertThat(refusal.detail()).contains("a schema's id, 7; kafka.registry.url is not set");
    }

    private int registerFrames() {
        return registry.register("frames-value", frameSchema().toString());
    }

    private static Schema frameSchema() {
        return shipped(Frame.class);
    }

    private static Schema shipped(Class<? extends SpecificRecord> type) {
        return WrittenSchemas.shipped(type);
    }

    private Refusal refusal(byte[] value) {
        return catchThrowableOfType(
                Refusal.class, () -> new FrameReader(schemas()).read(TestRecords.record("camera-1", value)));
    }

    private WriterSchemas schemas() {
        return new KnownSchemas(registry.settings(ValueFormat.SINGLE_OBJECT), Map.of()).open();
    }

    /** Of what is registered of the topic "frames". */
    private WrittenForm form() {
        List<Subject> there = TopicSubjects.frames("frames").stream()
                .filter(subject -> registry.subjects().contains(subject.name()))
                .toList();
        List<String> problems = new ArrayList<>();
        WrittenForm form = KnownSchemas.ask(
                        registry.settings(ValueFormat.REGISTRY), there, List.of(), Duration.ofSeconds(5), problems)
                .form();
        assertThat(problems).isEmpty();
        return form;
    }

    private static GenericRecord frame(Schema schema) {
        return new GenericRecordBuilder(schema)
                .set("stream", "camera-1")
                .set("sequence", 7L)
                .set("eventTime", 1_234L)
                .set(
                        "encoding",
                        new GenericData.EnumSymbol(schema.getField("encoding").schema(), "PNG"))
                .set("bytes", ByteBuffer.wrap(new byte[] {1, 2, 3}))
                .set("tags", Map.of())
                .build();
    }

    /** As a client of a registry writes it. */
    private static byte[] encoded(int id, GenericRecord record) throws IOException {
        var out = new ByteArrayOutputStream();
        out.writeBytes(
                ByteBuffer.allocate(HEADER_BYTES).put((byte) 0).putInt(id).array());
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
