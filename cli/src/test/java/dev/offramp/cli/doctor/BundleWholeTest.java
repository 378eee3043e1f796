package dev.offramp.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleWholeTest {

    private static final Path BUNDLE = Path.of("../model-artifacts/bundles/fashion-mnist-branchy");

    @TempDir
    private Path folder;

    @Test
    void one_that_is_whole_is_named_with_its_exits() {
        assertThat(found(Map.of("bundle.path", BUNDLE.toString())))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("ok       bundle")
                        .contains("fashion-mnist-branchy", "exits", "no signature asked for"));
    }

    @Test
    void none_and_one_that_is_not_there_are_told_apart() {
        assertThat(found(Map.of()))
                .singleElement()
                .asString()
                .contains("no bundle is named -> name its folder with --bundle");
        assertThat(found(Map.of("bundle.path", folder.resolve("none").toString())))
                .singleElement()
                .asString()
                .startsWith("wrong")
                .contains("there is no manifest.json", "-> put the bundle there");
    }

    @Test
    void a_file_that_is_altered_is_named() throws IOException {
        copy();
        Files.write(folder.resolve("stage-1.pt"), new byte[] {1}, StandardOpenOption.APPEND);

        assertThat(found(Map.of("bundle.path", folder.toString())))
                .singleElement()
                .asString()
                .startsWith("wrong")
                .contains("file stage-1.pt is altered", "-> copy the bundle anew");
    }

    @Test
    void a_signature_that_is_wanted_and_missing_is_named() throws IOException {
        Path key = folder.resolve("release.pem");
        Files.writeString(
                key,
                "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n");

        assertThat(found(Map.of("bundle.path", BUNDLE.toString(), "bundle.keys", key.toString())))
                .singleElement()
                .asString()
                .contains("it is not signed, and bundle.keys wants it signed", "./offramp bundle sign");
    }

    private List<String> found(Map<String, String> settings) {
        return Found.by(new BundleWhole(), Told.of(Configuration.fromMap(settings)));
    }

    private void copy() throws IOException {
        try (Stream<Path> files = Files.list(BUNDLE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }
}
