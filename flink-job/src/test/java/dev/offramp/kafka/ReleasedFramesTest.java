package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.offramp.registry.WriterSchemas;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.PictureEncoding;
import dev.offramp.sample.Sample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Publishers are not upgraded with the job: it reads the frames of every release. */
class ReleasedFramesTest {

    private static final FrameReader FRAMES = new FrameReader(WriterSchemas.NONE);

    private static final Path RELEASED = Path.of("../schemas/released");

    @TestFactory
    Stream<DynamicTest> a_frame_written_with_the_schema_of_a_release_is_read() throws IOException {
        return releases().stream()
                .map(release -> dynamicTest(release.getFileName().toString(), () -> assertReadable(release)));
    }

    private static void assertReadable(Path release) throws Exception {
        Schema schema = new Schema.Parser().parse(release.resolve("frame.avsc").toFile());
        GenericRecord frame = new GenericRecordBuilder(schema)
                .set("stream", "camera-1")
                .set("sequence", 7L)
                .set("eventTime", 1_234L)
                .set(
                        "encoding",
                        new GenericData.EnumSymbol(schema.getField("encoding").schema(), "PNG"))
                .set("bytes", ByteBuffer.wrap(new byte[] {1, 2, 3}))
                .set("label", 5)
                .build();
        ByteBuffer encoded = new BinaryMessageEncoder<GenericRecord>(new GenericData(), schema).encode(frame);
        byte[] value = new byte[encoded.remaining()];
        encoded.get(value);

        EncodedFrame read = FRAMES.read(TestRecords.record("camera-1", value));
        assertThat(read.sample()).isEqualTo(new Sample(TestRecords.ORIGIN, "camera-1", 7, 1_234, OptionalInt.of(5)));
        assertThat(read.picture().encoding()).isEqualTo(PictureEncoding.PNG);
        assertThat(read.picture().bytes()).containsExactly(1, 2, 3);
    }

    private static List<Path> releases() throws IOException {
        try (Stream<Path> releases = Files.list(RELEASED)) {
            return releases.filter(Files::isDirectory).sorted().toList();
        }
    }
}
