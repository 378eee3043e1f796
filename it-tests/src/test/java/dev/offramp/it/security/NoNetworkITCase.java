package dev.offramp.it.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is downloaded at run time: the whole system runs where there is no network but its own loopback, with empty caches. */
@Timeout(300)
class NoNetworkITCase {

    private static final List<String> WITHOUT_NETWORK =
            List.of("unshare", "--net", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh");

    @TempDir
    private Path folder;

    @BeforeEach
    void needsNamespaces() throws Exception {
        assumeTrue(succeeds(List.of("true")), "no network namespace can be made here: that wants root, unshare and ip");
    }

    @Test
    void there_is_no_way_out() throws Exception {
        assertThat(succeeds(List.of("ip", "route", "get", "192.0.2.1"))).isFalse();
    }

    @Test
    void the_demo_answers_every_picture() throws Exception {
        try (var demo = CommandProcess.start(
                folder,
                "demo",
                WITHOUT_NETWORK,
                Map.of("DJL_CACHE_DIR", folder.resolve("djl").toString(), "HOME", folder.toString()),
                "demo",
                "--limit",
                "40",
                "--parallelism",
                "1")) {
            assertThat(demo.exitCode()).as(demo.said()).isZero();
            assertThat(demo.said()).contains("40");
        }
    }

    private static boolean succeeds(List<String> command) throws Exception {
        var all = new ArrayList<>(WITHOUT_NETWORK);
        all.addAll(command);
        try {
            Process process = new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
