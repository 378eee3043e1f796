package dev.offramp.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.Limits;
import dev.offramp.policy.Measure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PolicyWishTest {

    private static final Optional<Policy> BEFORE = Optional.of(TestingPolicies.whole(3));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @Test
    void what_is_not_asked_for_stays() {
        assertThat(wish("--deadline", "20ms").over(BEFORE, 4))
                .isEqualTo(new Policy(4, BEFORE.get().criterion(), new Limits(20, 6_500_000), 0.015));
        assertThat(wish("--thresholds", "0.5,0.6").over(BEFORE, 4).criterion())
                .isEqualTo(new Criterion(
                        Measure.MARGIN, BEFORE.get().criterion().temperatures(), Thresholds.of(0.5f, 0.6f)));
    }

    @Test
    void every_part_can_be_taken_away() {
        Policy policy = wish("--deadline", "none", "--budget", "none", "--shadow", "0", "--temperatures", "none")
                .over(BEFORE, 4);

        assertThat(policy.limits()).isEqualTo(Limits.UNLIMITED);
        assertThat(policy.shadowShare()).isZero();
        assertThat(policy.criterion().temperatures()).isEqualTo(Temperatures.NONE);
    }

    @Test
    void with_nothing_before_measure_and_thresholds_are_needed() {
        assertThat(wish("--measure", "entropy", "--thresholds", "0.5,0.6").over(Optional.empty(), 1))
                .isEqualTo(Policy.of(1, Measure.ENTROPY, Thresholds.of(0.5f, 0.6f)));
        assertThatThrownBy(() -> wish("--measure", "entropy").over(Optional.empty(), 1))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("give --measure and --thresholds, or --bundle");
        assertThatThrownBy(() -> wish("--thresholds", "0.5,0.6").over(Optional.empty(), 1))
                .isInstanceOf(CommandFailure.class);
    }

    @Test
    void where_every_exit_is_closed_the_measure_does_not_matter() {
        Policy closed = wish().with(Thresholds.closed(2)).over(Optional.empty(), 1);

        assertThat(closed).isEqualTo(Policy.of(1, Measure.MAX_SOFTMAX, Thresholds.closed(2)));
    }

    @Test
    void thresholds_do_not_survive_their_measure() {
        assertThatThrownBy(() -> wish("--measure", "entropy").over(BEFORE, 4))
                .hasMessageContaining("are for margin and mean nothing under entropy: give --thresholds too");
        assertThat(wish("--measure", "margin").over(BEFORE, 4).thresholds())
                .isEqualTo(BEFORE.get().thresholds());
    }

    @Test
    void a_threshold_out_of_its_measures_range_is_refused() {
        assertThatThrownBy(() -> wish("--thresholds", "0.9,90").over(BEFORE, 4))
                .hasMessageContaining("the threshold of exit 2 is 90.0; under margin it is 0 to 1");
        assertThat(wish("--measure", "patience", "--thresholds", "2,3")
                        .over(BEFORE, 4)
                        .thresholds())
                .isEqualTo(Thresholds.of(2, 3));
    }

    @Test
    void a_file_gives_the_criterion_and_options_go_over_it() throws IOException {
        Path file = Files.writeString(
                folder.resolve("c.json"),
                "{\"measure\": \"entropy\", \"temperatures\": [1.5, 1, 1], \"thresholds\": [0.7, null]}");

        assertThat(wish("--from", file.toString()).over(BEFORE, 4).criterion())
                .isEqualTo(new Criterion(
                        Measure.ENTROPY, Temperatures.of(1.5f, 1, 1), Thresholds.of(0.7f, Thresholds.CLOSED)));
        assertThat(wish("--from", file.toString(), "--thresholds", "0.8,0.9")
                        .over(BEFORE, 4)
                        .thresholds())
                .isEqualTo(Thresholds.of(0.8f, 0.9f));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "no json",
                "{\"measure\": \"hunch\", \"thresholds\": [1]}",
                "{\"measure\": \"margin\"}",
                "{\"measure\": \"margin\", \"thresholds\": [\"1\"]}",
                "{\"measure\": \"margin\", \"thresholds\": [1], \"temperatures\": [null]}"
            })
    void a_file_that_is_no_criterion_is_named(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.json"), json);

        assertThatThrownBy(() -> wish("--from", file.toString()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("bad.json is no criterion: ");
    }

    private static PolicyWish wish(String... options) {
        return CommandLine.populateCommand(new WishOptions(), options).read();
    }
}
