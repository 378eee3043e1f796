package dev.offramp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A format reads every layout that it ever wrote: for each version a value is kept on file, {@code
 * wire/<id>-<version>.base64}. A layout that changes without a new version is seen here.
 *
 * <p>A new format, or a new layout of an old one, gets its file by running this test once with {@code
 * -Dwire.keep=true}; a file that is there is never written again, for savepoints hold what it holds.
 */
class ReleasedLayoutsTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "wire");
    private static final boolean KEEP = Boolean.getBoolean("wire.keep");

    @TestFactory
    Stream<DynamicTest> a_layout_that_was_written_once_is_read_for_ever() {
        return specimens().flatMap(ReleasedLayoutsTest::layouts);
    }

    @Test
    void no_layout_on_file_has_lost_its_format() throws IOException {
        List<String> known = specimens()
                .flatMap(specimen -> IntStream.rangeClosed(1, specimen.format().version())
                        .mapToObj(version -> specimen + "-" + version + ".base64"))
                .toList();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> FOLDER.relativize(file).toString()))
                    .as(
                            "savepoints hold values of every layout on file: an id is never renamed, a format never dropped")
                    .isNotEmpty()
                    .isSubsetOf(known);
        }
    }

    private static Stream<Specimen<?>> specimens() {
        return Stream.concat(Specimens.all(), formatsThatHaveChanged());
    }

    private static Stream<Specimen<?>> formatsThatHaveChanged() {
        Reading millimetres = new Reading(42, "mm");
        Reading degrees = new Reading(-3, "°C");
        Station station = new Station("north", millimetres, List.of(millimetres, millimetres));
        return Stream.of(
                new Specimen<>(Reading.class, new Reading.Format(), List.of(degrees), List.of(millimetres)),
                new Specimen<>(Station.class, new Station.Format(), List.of(station)));
    }

    private static <T> Stream<DynamicTest> layouts(Specimen<T> specimen) {
        return IntStream.rangeClosed(1, specimen.format().version())
                .mapToObj(version -> DynamicTest.dynamicTest(
                        specimen + " layout " + version, () -> assertReadable(specimen, version)));
    }

    private static <T> void assertReadable(Specimen<T> specimen, int version) throws IOException {
        Path file = FOLDER.resolve(specimen.format().id() + "-" + version + ".base64");
        if (KEEP && Files.notExists(file) && version == specimen.format().version()) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, written(specimen) + "\n");
        }
        assertThat(file)
                .as("the value that every later build reads; -Dwire.keep=true writes it, for the current layout")
                .exists();
        DataInputDeserializer in =
                new DataInputDeserializer(Base64.getMimeDecoder().decode(Files.readString(file)));

        Specimen.assertSame(specimen.format().read(version, in), specimen.kept(version));
        assertThat(in.available()).as("bytes left over").isZero();
    }

    private static <T> String written(Specimen<T> specimen) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        specimen.format().write(specimen.values().get(0), out);
        return Base64.getMimeEncoder(100, new byte[] {'\n'}).encodeToString(out.getCopyOfBuffer());
    }
}
