package dev.offramp.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.Offramp;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans with costs of 0.1 ms a sample and stage in batches of 16, and half of that in batches of 64. */
class PlanCommandTest {

    private static final String BUNDLE = "../model-artifacts/bundles/fashion-mnist-branchy";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void measure() throws IOException {
        String stages = IntStream.rangeClosed(1, 4)
                .mapToObj(
                        stage -> "{\"stage\": " + stage + ", \"batches\": [{\"size\": 1, \"millisecondsASample\": 0.4},"
                                + " {\"size\": 16, \"millisecondsASample\": 0.1}, {\"size\": 64, \"millisecondsASample\": 0.05}]}")
                .collect(Collectors.joining(","));
        Files.writeString(folder.resolve("costs.json"), """
                {"formatVersion": 1, "bundle": "fashion-mnist-branchy 1.0.0", "machine": "a test", "device": "cpu",
                 "threads": 1, "precision": "float32", "stages": [%s]}""".formatted(stages));
    }

    @Test
    void cameras_times_frames_a_second_are_the_rate() {
        assertThat(plan("--streams", "40", "--fps", "25")).isZero();
        assertThat(out.toString()).contains("1,000 samples/s, leaving at exit").doesNotContain("Warning");
    }

    @Test
    void cores_alone_say_what_they_carry() {
        assertThat(plan("--cores", "8")).isZero();
        assertThat(out.toString()).contains("colocated: 8 subtasks").doesNotContain("Warning: colocated");
    }

    @Test
    void too_few_cores_are_a_warning_that_says_what_they_carry() {
        assertThat(plan("--rate", "100k", "--cores", "2")).isZero();
        assertThat(out.toString())
                .containsPattern("Warning: colocated needs [0-9]+ cores, 2 are there")
                .containsPattern("Colocated on 2 cores: at most [0-9,]+/s");
    }

    @Test
    void a_batch_that_carries_more_than_the_default_is_pointed_at() {
        assertThat(plan("--rate", "1000")).isZero();
        assertThat(out.toString())
                .containsPattern("Batches of 64 would carry [0-9]+ % more")
                .contains("--batch 64");

        out.getBuffer().setLength(0);
        assertThat(plan("--rate", "1000", "--batch", "64")).isZero();
        assertThat(out.toString()).doesNotContain("would carry");
    }

    @Test
    void a_lower_accuracy_needs_fewer_multiply_adds() {
        assertThat(plan("--rate", "1000", "--accuracy", "94%")).isZero();
        assertThat(plan("--rate", "1000", "--accuracy", "92 %")).isZero();

        List<Double> costs = out.toString()
                .lines()
                .filter(line -> line.startsWith("At these thresholds: "))
                .map(line -> line.replaceFirst(".*samples, ([0-9.]+) M.*", "$1"))
                .map(Double::valueOf)
                .toList();
        assertThat(costs).hasSize(2);
        assertThat(costs.get(1)).isLessThan(costs.get(0));
    }

    @Test
    void a_rate_that_no_cluster_carries_is_refused_in_one_line() {
        assertThat(plan("--rate", "1000G")).isEqualTo(1);
        assertThat(err.toString()).startsWith("offramp: this rate cannot be planned for");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--fps 25|--streams and --fps go together",
                "--rate 5 --streams 2 --fps 3|leave one out",
                "--cores 0|--cores must be above 0",
                "--batch 8|how much comes in?",
                "--rate 5 --accuracy 99%|--accuracy can be at most 94.3 %",
                "--rate 5 --accuracy 92% --budget 6M|leave one out",
                "--rate 5 --slots 2|--placement and --slots are about --values",
                "--rate 5 --placement colocated|--placement and --slots are about --values",
                "--rate 5 --values target/plan.yaml --slots 0|--slots must be at least 1, was 0",
                "--rate 5 --values target/plan.yaml --linger 2.5|--linger must be whole milliseconds for --values, was 2.5",
                "--rate 60M --values target/plan.yaml|a job has at most 5,040 subtasks of a kind"
            })
    void what_contradicts_itself_is_told(String line, String message) {
        assertThat(plan(line.split(" "))).isEqualTo(1);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void the_values_of_the_chart_are_of_the_plan_with_fewer_subtasks_and_say_how_many_machines_that_is()
            throws IOException {
        Path values = folder.resolve("plan.yaml");

        assertThat(plan("--rate", "1000", "--values", values.toString())).isZero();

        String machines = "1 task manager of 1 slot, 1 CPU and ";
        assertThat(out.toString()).contains("Wrote " + values + ": " + machines).contains("MiB, colocated.");
        assertThat(Files.readString(values))
                .startsWith("# What ./offramp plan says to deploy/helm/offramp: " + machines)
                .contains("# Planned for 1,000 samples/s under the bundle's own policy.")
                .contains("job:\n  parallelism: 1\n");
    }

    @Test
    void thresholds_that_are_not_the_bundles_are_a_command_beside_the_values() throws IOException {
        Path values = folder.resolve("plan.yaml");

        assertThat(plan("--rate", "1000", "--budget", "6M", "--values", values.toString()))
                .isZero();

        assertThat(Files.readString(values)).containsPattern("# ./offramp policy set --default --cost 5[0-9]{6}\n");
    }

    @Test
    void stages_apart_on_gpus_are_refused_as_values() throws IOException {
        Path costs = folder.resolve("costs.json");
        Files.writeString(costs, Files.readString(costs).replace("\"cpu\"", "\"gpu\""));
        Path values = folder.resolve("plan.yaml");

        assertThat(plan("--rate", "1000", "--values", values.toString(), "--placement", "disaggregated"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no values of a disaggregated plan on GPUs");
        assertThat(plan("--rate", "1000", "--values", values.toString())).isZero();
        assertThat(out.toString()).contains("1 task manager of 1 slot, 1 CPU, 1 GPU and ");
    }

    @Test
    void a_share_wants_its_sign() {
        assertThat(plan("--rate", "5", "--accuracy", "0.92")).isEqualTo(2);
        assertThat(err.toString()).contains("'0.92' is no share such as 92%");
    }

    private int plan(String... arguments) {
        List<String> line = new ArrayList<>(
                List.of("plan", BUNDLE, "--costs", folder.resolve("costs.json").toString()));
        line.addAll(List.of(arguments));
        return Offramp.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line.toArray(String[]::new));
    }
}
