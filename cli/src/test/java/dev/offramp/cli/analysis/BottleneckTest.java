package dev.offramp.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.throughput.Totals;
import java.util.List;
import org.junit.jupiter.api.Test;

class BottleneckTest {

    private static final Totals MOSTLY_FIRST = SomeWindows.totals(900, 100);
    private static final String STAGES = "admit -> decode -> stage-1 -> exit-1 -> (stage-2 -> exit-2, pack-1)";
    private static final Flow STEADY = new Flow(100, 100, 5, 0);
    private static final Flow BEHIND = new Flow(200, 100, 3000, 100);

    @Test
    void nothing_comes_and_nothing_waits() {
        assertThat(Bottleneck.of(new Flow(0, 0, 0, 0), Totals.NONE, List.of())).satisfies(found -> {
            assertThat(found.holds()).isFalse();
            assertThat(found.name()).isEqualTo("no frames");
        });
    }

    @Test
    void a_job_that_keeps_up_is_held_back_by_nothing() {
        var found = Bottleneck.of(STEADY, MOSTLY_FIRST, List.of(load("stages", .4, .4, 0)));

        assertThat(found.holds()).isFalse();
        assertThat(found.reason()).contains("keeps up").contains("busy 40 %");
    }

    @Test
    void where_one_task_is_busy_the_stage_that_computes_most_is_named_by_the_time_of_its_samples() {
        // stage 1: 1000 samples x 4 ms / 16 = .25 s; stage 2: 100 samples x 20 ms / 2 = 1 s
        var found = Bottleneck.of(BEHIND, MOSTLY_FIRST, List.of(load(STAGES, .97, .95, 0), load("sink", .1, .1, 0)));

        assertThat(found.holds()).isTrue();
        assertThat(found.name()).startsWith("stage 2, in admit");
        assertThat(found.reason())
                .contains("busy 97 %")
                .contains("stage 2 takes 80 %")
                .contains("batches of 2.0");
    }

    @Test
    void a_busy_task_without_a_stage_is_named_itself_and_one_with_some_stages_names_only_those() {
        var source = Bottleneck.of(
                BEHIND, MOSTLY_FIRST, List.of(load("frames -> route", .99, .98, 0), load(STAGES, .2, .2, 0)));
        assertThat(source.name()).isEqualTo("frames -> route");

        var first = Bottleneck.of(
                BEHIND, MOSTLY_FIRST, List.of(load("stage-1 -> exit-1", .99, .98, 0), load("stage-2", .2, .2, 0)));
        assertThat(first.name()).startsWith("stage 1, in");
        assertThat(first.reason()).contains("stage 1 takes 100 %");
    }

    @Test
    void a_job_that_reads_nothing_gets_no_endless_figure() {
        var found = Bottleneck.of(new Flow(10, 0, 3000, 10), MOSTLY_FIRST, List.of());

        assertThat(found.reason()).contains("3000 frames wait, and none is read");
    }

    @Test
    void a_subtask_that_is_busier_than_the_others_is_uneven_load() {
        var found = Bottleneck.of(BEHIND, MOSTLY_FIRST, List.of(load("stages", .99, .3, 0)));

        assertThat(found.name()).contains("one subtask");
        assertThat(found.reason()).contains("uneven");
    }

    @Test
    void tasks_that_wait_for_room_say_that_what_comes_behind_holds_them() {
        var found = Bottleneck.of(BEHIND, MOSTLY_FIRST, List.of(load("stages", .1, .1, .95), load("sink", .2, .2, 0)));

        assertThat(found.name()).isEqualTo("what comes behind stages");
    }

    @Test
    void nobody_busy_and_yet_behind_is_the_source() {
        assertThat(Bottleneck.of(BEHIND, MOSTLY_FIRST, List.of(load("stages", .1, .1, 0)))
                        .name())
                .isEqualTo("the source");
    }

    @Test
    void without_flink_only_that_it_is_behind_is_known() {
        assertThat(Bottleneck.of(BEHIND, MOSTLY_FIRST, List.of()).reason()).contains("--cluster");
        assertThat(Bottleneck.of(STEADY, MOSTLY_FIRST, List.of()).holds()).isFalse();
    }

    private static TaskLoad load(String task, double busy, double meanBusy, double backpressured) {
        return new TaskLoad(task, 2, busy, meanBusy, backpressured);
    }
}
