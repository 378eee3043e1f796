package dev.offramp.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle's files are bytes in its own folder: what leads elsewhere or is no file is refused, unopened. */
class OwnFileTest {

    private static final String LINK = "is a link, or lies behind one; a bundle holds its files itself";

    private final Path folder;
    private final Path elsewhere;

    OwnFileTest(@TempDir Path folder, @TempDir Path elsewhere) {
        this.folder = folder;
        this.elsewhere = elsewhere;
    }

    @Test
    void a_file_here_and_one_in_a_folder_here_are_good() throws Exception {
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/c.pt"), "c");
        Files.writeString(folder.resolve("c.pt"), "c");

        assertThat(problem("c.pt")).isEmpty();
        assertThat(problem("a/b/c.pt")).isEmpty();
    }

    @Test
    void a_link_is_refused_wherever_it_leads_and_wherever_on_the_way_it_is() throws Exception {
        Files.writeString(elsewhere.resolve("c.pt"), "c");
        Files.writeString(folder.resolve("own.pt"), "c");
        Files.createSymbolicLink(folder.resolve("out.pt"), elsewhere.resolve("c.pt"));
        Files.createSymbolicLink(folder.resolve("in.pt"), folder.resolve("own.pt"));
        Files.createSymbolicLink(folder.resolve("dangling.pt"), folder.resolve("nothing"));
        Files.createSymbolicLink(folder.resolve("way"), elsewhere);

        assertThat(problem("out.pt")).isEqualTo(LINK);
        assertThat(problem("in.pt")).isEqualTo(LINK);
        assertThat(problem("dangling.pt")).isEqualTo(LINK);
        assertThat(problem("way/c.pt")).isEqualTo(LINK);
    }

    @Test
    void a_way_out_and_back_in_is_seen_for_what_it_is() {
        assertThat(problem("../c.pt")).isEqualTo("lies outside the bundle");
        assertThat(problem("a/../../c.pt")).isEqualTo("lies outside the bundle");
        assertThat(problem("/dev/zero")).isEqualTo("lies outside the bundle");
        assertThat(problem(".")).isEqualTo("lies outside the bundle");
        assertThat(problem("a/../nothing.pt")).isEqualTo("is missing");
    }

    @Test
    void a_folder_and_a_device_are_no_files() throws Exception {
        Files.createDirectories(folder.resolve("folder.pt"));

        assertThat(problem("folder.pt")).isEqualTo("is a folder, a pipe or a device, no file");
        assertThat(new OwnFile(Path.of("/dev"), Path.of("/dev/zero")).problem())
                .contains("is a folder, a pipe or a device, no file");
    }

    @Test
    void a_bundle_with_a_pipe_in_it_is_refused_and_nobody_waits_for_the_pipe() throws Exception {
        TinyBundle tiny = TinyBundle.in(folder);
        tiny.delete("stage-2.pt");
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("stage-2.pt").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThatThrownBy(tiny::open)
                .hasMessageEndingWith("file stage-2.pt is a folder, a pipe or a device, no file"));
    }

    @Test
    void a_manifest_is_no_link_either() throws Exception {
        TinyBundle tiny = TinyBundle.in(folder);
        tiny.open();
        Files.move(folder.resolve("manifest.json"), elsewhere.resolve("manifest.json"));
        Files.createSymbolicLink(folder.resolve("manifest.json"), elsewhere.resolve("manifest.json"));

        assertThatThrownBy(() -> Bundle.open(folder)).hasMessage("bundle " + folder + ": manifest.json " + LINK);
    }

    @Test
    void the_folder_itself_may_be_found_by_a_link() throws Exception {
        TinyBundle.in(folder).open();
        Path current = Files.createSymbolicLink(elsewhere.resolve("current"), folder);

        assertThat(Bundle.open(current).id().name()).isEqualTo("tiny");
    }

    private String problem(String name) {
        return new OwnFile(folder, folder.resolve(name).normalize()).problem().orElse("");
    }
}
