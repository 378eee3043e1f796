package dev.offramp.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offramp.cli.analysis.Flow;
import dev.offramp.cli.analysis.SomeWindows;
import dev.offramp.cli.analysis.TaskLoad;
import dev.offramp.cli.watch.JobState;
import dev.offramp.cli.watch.TestingBoard;
import dev.offramp.sample.BundleId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the page is told where two bundles answer beside each other. */
class BoardJsonTest {

    private static final BundleId OTHER = new BundleId("other", "2.0.0");

    private final TestingBoard board = new TestingBoard(1_000_000_000);
    private final BoardJson json = new BoardJson(Optional.empty());

    @Test
    void the_newest_intervals_are_added_up_for_each_bundle() {
        for (int second = 0; second < 10; second++) {
            board.window(SomeWindows.of(OTHER, 1000L * second, 0, 10));
            board.window(SomeWindows.at(1000L * second, 90, 0));
        }

        JsonNode now = json.now(board.board().snapshot());
        assertThat(now.path("bundles")).hasSize(2);
        assertThat(now.at("/bundles/0/bundle").asText()).isEqualTo("tiny 1.0.0");
        assertThat(now.at("/bundles/0/samples").asLong()).isEqualTo(6 * 90);
        assertThat(now.at("/bundles/1/bundle").asText()).isEqualTo("other 2.0.0");
        assertThat(now.at("/bundles/1/samples").asLong()).isEqualTo(6 * 10);
        assertThat(now.at("/bundles/1/cost").asLong()).isEqualTo(5_000_000);
        assertThat(now.at("/bundles/1/p99").asDouble()).isBetween(99.0, 101.0);
        assertThat(now.at("/recent/bundle").asText()).isEqualTo("tiny 1.0.0");
        assertThat(now.at("/recent/start").asLong()).isEqualTo(4000);
    }

    @Test
    void a_shadow_is_told_of_and_all_of_the_page_is_of_what_answers() {
        board.window(SomeWindows.shadow(OTHER, 1000));
        board.window(SomeWindows.at(1000, 90, 0));

        JsonNode now = json.now(board.board().snapshot());
        assertThat(now.at("/recent/bundle").asText()).isEqualTo("tiny 1.0.0");
        assertThat(now.at("/bundles/1/bundle").asText()).isEqualTo("other 2.0.0");
        assertThat(now.at("/bundles/1/samples").asLong()).isZero();
        assertThat(now.at("/bundles/1/shadow/agreement").asDouble()).isEqualTo(.9);
    }

    @Test
    void both_are_in_the_history_once_each_time() {
        board.window(SomeWindows.at(1000, 90, 0));
        board.window(SomeWindows.of(OTHER, 1000, 0, 10));
        board.window(SomeWindows.of(OTHER, 1000, 0, 10));

        assertThat(json.history(board.board().snapshot()).path("windows")).hasSize(2);
    }

    /** The dearer bundle answers less, and still it is its second stage that takes the most time. */
    @Test
    void what_holds_the_job_back_is_judged_by_all_of_them() {
        board.flow(new Flow(200, 100, 3000, 100));
        board.job(new JobState(
                "a1", "job", "RUNNING", 1, 2, 0, 1, 0, List.of(new TaskLoad("stage-1 -> stage-2", 2, .97, .95, 0))));
        board.window(SomeWindows.at(1000, 900, 0));
        board.window(SomeWindows.of(OTHER, 1000, 0, 100));

        assertThat(json.now(board.board().snapshot()).at("/bottleneck/name").asText())
                .startsWith("stage 2");
    }
}
