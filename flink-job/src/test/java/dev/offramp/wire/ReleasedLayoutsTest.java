package dev.offramp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A format reads every layout that it ever wrote: for each version a value is kept on file, {@code
 * wire/<format>-<version>.base64}. A layout that changes without a new version is seen here.
 */
class ReleasedLayoutsTest {

    @TestFactory
    Stream<DynamicTest> a_layout_that_was_written_once_is_read_for_ever() {
        return Specimens.all().flatMap(ReleasedLayoutsTest::layouts);
    }

    private static <T> Stream<DynamicTest> layouts(Specimen<T> specimen) {
        return Stream.iterate(1, version -> version <= specimen.format().version(), version -> version + 1)
                .map(version -> DynamicTest.dynamicTest(
                        specimen + " layout " + version, () -> assertReadable(specimen, version)));
    }

    private static <T> void assertReadable(Specimen<T> specimen, int version) throws IOException {
        String name = "/wire/" + specimen + "-" + version + ".base64";
        try (InputStream file = ReleasedLayoutsTest.class.getResourceAsStream(name)) {
            assertThat(file)
                    .as("%s must be kept on file, with: %s", name, current(specimen))
                    .isNotNull();
            DataInputDeserializer in =
                    new DataInputDeserializer(Base64.getMimeDecoder().decode(file.readAllBytes()));

            Specimen.assertSame(
                    specimen.format().read(version, in), specimen.values().get(0));
            assertThat(in.available()).as("bytes left over").isZero();
        }
    }

    private static <T> String current(Specimen<T> specimen) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        specimen.format().write(specimen.values().get(0), out);
        return Base64.getEncoder().encodeToString(out.getCopyOfBuffer());
    }
}
