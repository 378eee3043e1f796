package dev.offramp.job;

import static dev.offramp.job.RelaySettings.ordinary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.schema.Classification;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Savepoints of earlier builds, kept in the repository, are restored by this one: each was taken of one subtask behind the first so many
 * frames, and the others are answered here.
 *
 * <p>{@code -Dsavepoint.keep=0.1.0} writes that of this build, for every later one.
 */
class KeptSavepointsTest {

    private static final Path KEPT = Path.of("src", "test", "resources", "savepoints");
    private static final Pattern NAME = Pattern.compile(".*-after-([0-9]+)\\.metadata\\.gz");

    @TestFactory
    Stream<DynamicTest> a_savepoint_on_file_is_restored(@TempDir Path folder) throws IOException {
        try (Stream<Path> files = Files.list(KEPT)) {
            List<Path> kept = files.filter(file -> NAME.matcher(file.toString()).matches())
                    .toList();
            assertThat(kept).isNotEmpty();
            return kept.stream()
                    .map(file ->
                            DynamicTest.dynamicTest(file.getFileName().toString(), () -> assertRestored(file, folder)));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "savepoint.keep", matches = "[0-9].*")
    void the_savepoint_of_this_build_is_kept(@TempDir Path folder) throws Exception {
        Relay relay = new Relay(folder, Optional.empty());
        URI savepoint = URI.create(relay.leg(ordinary().steering(), 1));
        int answered = relay.answers().size();
        String name = System.getProperty("savepoint.keep") + "-after-" + answered;
        Files.createDirectories(KEPT);
        String schema = Classification.getClassSchema().toString();
        Files.writeString(KEPT.resolve(name + ".classification.avsc"), schema); // of the answers that it will commit
        try (InputStream in = Files.newInputStream(Path.of(savepoint).resolve("_metadata"));
                OutputStream out = new GZIPOutputStream(Files.newOutputStream(KEPT.resolve(name + ".metadata.gz")))) {
            in.transferTo(out);
        }
    }

    private static void assertRestored(Path file, Path folder) throws Exception {
        Path savepoint = Files.createDirectory(folder.resolve("restored-" + file.getFileName()));
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            Files.copy(in, savepoint.resolve("_metadata"));
        }
        Relay relay = new Relay(folder, Optional.of(savepoint.toUri().toString()));

        Matcher name = NAME.matcher(file.toString());
        assertThat(name.matches()).isTrue();
        int answeredBefore = Integer.parseInt(name.group(1));

        relay.finishFrom(answeredBefore, ordinary(), 2);

        List<Integer> answered = relay.answers().stream().map(Written::index).toList();
        int first = Relay.FRAMES - answered.size();
        assertThat(first)
                .as("the first is one that the savepoint commits once more, or the next one")
                .isBetween(1, answeredBefore);
        assertThat(answered)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(first, Relay.FRAMES).boxed().toList());
        assertThat(relay.answers())
                .as("the policy that the first build heard")
                .extracting(Classification::getPolicyVersion)
                .containsOnly(Relay.POLICY.version());
    }
}
