package dev.offramp.bundle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that do badly. */
class WebFetchTest {

    private static final Duration IMPATIENCE = Duration.ofMillis(500);

    private final StoreFixture fixture;

    WebFetchTest(@TempDir Path there, @TempDir Path here) throws Exception {
        fixture = new StoreFixture(there, here);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void where_the_connection_is_cut_the_next_attempt_goes_on_behind_what_came() throws Exception {
        fixture.web.cutAfter = 2;
        assertThatThrownBy(fixture::openFromWeb).isInstanceOf(IOException.class);
        fixture.web.cutAfter = Integer.MAX_VALUE;

        assertThat(fixture.openFromWeb().id()).isEqualTo(fixture.id);

        assertThat(fixture.web.asked()).contains("manifest.json from 0", "manifest.json from 2");
    }

    @Test
    void a_server_without_ranges_sends_what_came_once_more() throws Exception {
        fixture.web.knowsRanges = false;
        fixture.web.cutAfter = 2;
        assertThatThrownBy(fixture::openFromWeb).isInstanceOf(IOException.class);
        fixture.web.cutAfter = Integer.MAX_VALUE;

        assertThat(fixture.openFromWeb().id()).isEqualTo(fixture.id);
    }

    @Test
    void a_server_that_stalls_is_given_up() {
        fixture.web.cutAfter = 2;
        fixture.web.stalls = true;

        assertThatThrownBy(() -> fixture.store(IMPATIENCE).open(fixture.source()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing came for 500 ms");
    }
}
