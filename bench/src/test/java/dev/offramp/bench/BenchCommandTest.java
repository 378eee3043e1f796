package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.Offramp;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "efficiency",
                "exits",
                "peers",
                "rebatching",
                "balance",
                "latency",
                "scaling",
                "plan",
                "brownout",
                "deadlines",
                "profile",
                "all"
            })
    void every_measurement_takes_the_common_options(String measurement) {
        CommandLine command = bench().getSubcommands().get(measurement);

        assertThat(command.getCommandSpec().optionsMap())
                .containsKeys("--bundle", "--data", "--parallelism", "--set", "--out", "--warm-up");
        assertThat(command.getUsageMessage()).contains("Example:", "./offramp bench " + measurement);
    }

    @Test
    void the_command_line_finds_the_measurements_and_hands_them_its_own_options() {
        CommandLine found = Offramp.commandLine().getSubcommands().get("bench");

        assertThat(found.getSubcommands().get("exits").getCommandSpec().optionsMap())
                .containsKeys("--help", "--debug");
    }

    @Test
    void numbers_that_mean_nothing_are_refused_before_anything_starts() {
        assertThat(bench().execute("exits", "--loss", "-1")).isEqualTo(1);
        assertThat(err.toString()).contains("--loss must be 0 to 100 points, was -1");
    }

    @Test
    void all_knows_its_measurements_by_name() {
        assertThat(bench().execute("all", "--only", "exits,speed")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no measurement [speed]").contains("peers");
    }

    private CommandLine bench() {
        return new CommandLine(new BenchCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    }
}
