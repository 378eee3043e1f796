package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.offramp.registry.KnownSchemas;
import dev.offramp.registry.RegistryFindings;
import dev.offramp.registry.Subject;
import dev.offramp.registry.TestingRegistry;
import dev.offramp.registry.ValueFormat;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.registry.WrittenForm;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.schema.Frame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
    void a_record_that_breaks_off_is_refused() {
        registerFrames();
        byte[] written = form().of(TestRecords.encoded(TestRecords.frame("camera-1")));

        for (int length = HEADER_BYTES; length < written.length; length++) {
            assertThat(refusal(Arrays.copyOf(written, length)).reason()).isEqualTo(RefusalReason.CORRUPT_AVRO);
        }
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
        return registry.register(
                "frames-value", WrittenSchemas.shipped(Frame.class).toString());
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
        RegistryFindings found =
                KnownSchemas.ask(registry.settings(ValueFormat.REGISTRY), there, List.of(), Duration.ofSeconds(5));
        assertThat(found.problems()).isEmpty();
        return found.known().form();
    }
}
