package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bench.profile.CpuTime;
import dev.offramp.bench.profile.Stack;
import dev.offramp.bench.profile.Work;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Turns of 100 samples. */
class ProfileReportTest {

    private static final Stack STACK = new Stack(Work.STAGES, false, List.of("dev.offramp.exit.ExitRule.decide"));

    private final ProfileRow open = new ProfileRow("open", List.of(turn(40, 10, 30), turn(60, 30, 30)));
    private final ProfileRow closed = new ProfileRow("closed", List.of(turn(90, 10, 80)));

    @Test
    void outside_the_stages_is_all_but_the_bare_loop_and_the_measurement_itself() {
        assertThat(open.figure().measured()).isEqualTo("40 (20 to 60) microseconds");
        assertThat(closed.figure().name()).isEqualTo("outside the stages, closed");
    }

    @Test
    void core_time_adds_up_to_that_of_the_process_with_the_bare_loop_below() {
        assertThat(new ProfileReport(List.of(open, closed)).coreTime().rows())
                .contains(
                        List.of("stages and exits", "50.0", "66.7", "90.0", "85.7"),
                        List.of("broker", "20.0", "26.7", "10.0", "9.5"),
                        List.of("bench itself", "5.0", "6.7", "5.0", "4.8"),
                        List.of("together", "75.0", "100.0", "105.0", "100.0"),
                        List.of("bare loop over the same stages", "30.0", "40.0", "80.0", "76.2"))
                .noneMatch(row -> row.get(0).equals(Work.BARE_LOOP.title()));
    }

    @Test
    void stacks_of_all_turns_grow_from_their_policy() {
        assertThat(new ProfileReport(List.of(open, closed)).collapsed())
                .containsExactly(
                        "open;stages and exits;dev.offramp.exit.ExitRule.decide 2",
                        "closed;stages and exits;dev.offramp.exit.ExitRule.decide 1");
    }

    private static ProfileTurn turn(long stagesMicros, long brokerMicros, double bareMicros) {
        JobRound round = new JobRound(1_000, 100, 0.9, 5e6, List.of(100L), List.of(16.0), Set.of(1L));
        CpuTime cpu = new CpuTime(
                Map.of(Work.STAGES, stagesMicros * 100_000, Work.BROKER, brokerMicros * 100_000, Work.BENCH, 500_000L));
        return new ProfileTurn(new Pair(2_000, round), bareMicros, cpu, List.of(STACK));
    }
}
