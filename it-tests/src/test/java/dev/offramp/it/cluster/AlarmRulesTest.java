package dev.offramp.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every alarm fires on made-up series when it should, and does not when it should not, as Prometheus's own tool finds. */
class AlarmRulesTest {

    private static final Path TESTS = Path.of("src/test/resources/prometheus/offramp-rules-test.yml");

    @Test
    void every_alarm_has_a_test_in_which_it_fires_and_one_in_which_it_does_not() throws Exception {
        String tests = Files.readString(TESTS);
        List<String> alarms = AlarmRules.shipped().names();

        assertThat(alarms).hasSizeGreaterThan(10).doesNotHaveDuplicates();
        assertThat(alarms.stream().flatMap(alarm -> Stream.of(alarm + " fires", alarm + " does not")))
                .allSatisfy(name -> assertThat(tests).contains("- name: " + name + "\n"));
    }

    @Test
    void promtool_says_so() throws Exception {
        Process tool = promtool();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(tool.waitFor()).as(said).isZero();
    }

    private static Process promtool() {
        try {
            return new ProcessBuilder("promtool", "test", "rules", TESTS.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException absent) {
            assumeTrue(false, "promtool is not there (Debian: prometheus)");
            throw new AssertionError(absent);
        }
    }
}
