package dev.offramp.bundle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.bundle.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TransferTest {

    private static final URI FROM = URI.create("http://models/stage-1.pt");
    private static final int LARGE = 8 << 20;

    private final byte[] content = new byte[LARGE];
    private final List<Long> askedFrom = new ArrayList<>();
    private final Path to;
    private final Transfer transfer = new Transfer(
            (file, from) -> {
                askedFrom.add(from);
                return new ByteArrayInputStream(content, Math.toIntExact(from), LARGE - Math.toIntExact(from));
            },
            Duration.ofSeconds(10));

    TransferTest(@TempDir Path folder) {
        to = folder.resolve("stage-1.pt");
        new Random(1).nextBytes(content);
    }

    private long copy(long most) throws IOException {
        return transfer.copy(FROM, to, Digest.sha256(content), most);
    }

    private void left(int bytes) throws IOException {
        Files.write(to, Arrays.copyOf(content, bytes));
    }

    @Test
    void a_file_comes_as_it_is() throws IOException {
        assertThat(copy(LARGE)).isEqualTo(LARGE);
        assertThat(to).hasBinaryContent(content);
    }

    @Test
    void what_an_earlier_attempt_left_is_gone_on_with() throws IOException {
        left(LARGE / 2);

        assertThat(copy(LARGE)).isEqualTo(LARGE);

        assertThat(to).hasBinaryContent(content);
        assertThat(askedFrom).containsExactly(LARGE / 2L);
    }

    @Test
    void what_is_whole_already_is_not_asked_for() throws IOException {
        left(LARGE);

        assertThat(copy(LARGE)).isEqualTo(LARGE);
        assertThat(askedFrom).isEmpty();
    }

    @Test
    void where_the_source_has_changed_since_the_earlier_attempt_it_is_copied_from_the_beginning() throws IOException {
        Files.write(to, new byte[LARGE / 2]);

        assertThat(copy(LARGE)).isEqualTo(LARGE);

        assertThat(to).hasBinaryContent(content);
        assertThat(askedFrom).containsExactly(LARGE / 2L, 0L);
    }

    @Test
    void what_is_larger_than_it_may_be_is_refused_though_it_is_whole_already() throws IOException {
        left(LARGE);

        assertThatThrownBy(() -> copy(LARGE - 1))
                .isInstanceOf(Transfer.Altered.class)
                .hasMessageContaining("more than the " + (LARGE - 1) + " bytes");
        assertThat(to).doesNotExist();
    }

    @Test
    void one_byte_too_many_is_seen_where_an_earlier_attempt_is_gone_on_with() throws IOException {
        left(LARGE / 2);

        assertThatThrownBy(() -> copy(LARGE - 1)).isInstanceOf(Transfer.Altered.class);
        assertThat(to).doesNotExist();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void what_comes_is_digested_as_it_comes() throws IOException {
        copy(LARGE);
        Files.delete(to);

        FileReads reads = new FileReads();
        copy(LARGE);

        assertThat(reads.bytes()).isLessThan(LARGE / 2);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void what_an_earlier_attempt_left_is_read_once() throws IOException {
        copy(LARGE);
        left(LARGE / 2);

        FileReads reads = new FileReads();
        copy(LARGE);

        assertThat(reads.bytes()).isBetween(LARGE / 2L, LARGE * 3L / 4);
    }
}
