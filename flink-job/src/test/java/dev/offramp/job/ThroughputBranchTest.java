package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.exit.Agreement;
import dev.offramp.exit.Answer;
import dev.offramp.model.LaneItem;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Partitioning;
import dev.offramp.sample.Sample;
import dev.offramp.schema.ExitThroughput;
import dev.offramp.schema.StreamThroughput;
import dev.offramp.schema.ThroughputWindow;
import dev.offramp.stage.InFlight;
import dev.offramp.stage.PairSide;
import dev.offramp.stage.TestSamples;
import dev.offramp.throughput.TestAnswers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The branch that counts, on a MiniCluster, fed by two bundles that answer by turns. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThroughputBranchTest {

    private static final int EACH = 2_000;
    private static final BundleId HOME = TestSamples.ID;
    private static final BundleId OTHER = new BundleId("other", "2.0.0");
    private static final BundleId SHADOW = new BundleId("shadow", "3.0.0");

    private final MemorySink throughput = new MemorySink("throughput-" + UUID.randomUUID());
    private List<ThroughputWindow> home = List.of();
    private List<ThroughputWindow> other = List.of();
    private List<ThroughputWindow> shadow = List.of();

    @BeforeAll
    void count() throws Exception {
        List<Answer> answers = new ArrayList<>();
        for (int n = 0; n < EACH; n++) {
            answers.add(TestAnswers.of(n == 0 ? BundleId.UNNAMED : HOME, 1 + n % 2));
            answers.add(TestAnswers.of(OTHER, 1 + n % 4));
        }
        Settings settings = TestSettings.with(Placement.COLOCATED, Duration.ofMillis(5));
        Configuration user = Configuration.fromMap(Map.of("parallelism.default", "2", "rest.port", "0"));
        var env = StreamExecutionEnvironment.getExecutionEnvironment(FlinkDefaults.under(user, settings));
        var branch = new ThroughputBranch(settings);
        var tallied =
                branch.tally(env.fromData(answers, Answer.TYPE).uid("answers").rebalance());
        var shadows = branch.tallyShadows(
                env.fromData(agreements(), Agreement.TYPE).uid("shadows").rebalance());
        var pairs = branch.pair(env.fromData(answered(), InFlight.ITEM)
                .uid("answered")
                .flatMap(ThroughputBranchTest::withCopy, InFlight.ITEM)
                .uid("with-copies")
                .keyBy(side -> side.key(Partitioning.BALANCED), Types.INT));
        branch.window(branch.sum(tallied, List.of(shadows, pairs)).union(branch.streams(tallied)))
                .sinkTo(throughput)
                .uid("throughput");
        env.execute("throughput-branch-test");
        home = windowsOf(HOME);
        other = windowsOf(OTHER);
        shadow = windowsOf(SHADOW);
    }

    @Test
    void each_bundle_has_its_own_windows_with_its_own_counts_and_exits() {
        assertThat(throughput.written()).hasSize(home.size() + other.size() + shadow.size());
        assertThat(samples(home)).isEqualTo(EACH);
        assertThat(samples(other)).isEqualTo(EACH);
        assertThat(lefts(home)).as("the last exit answered nothing").containsExactly(1_000L, 1_000L, 0L);
        assertThat(lefts(other)).containsExactly(500L, 500L, 500L, 500L);
        assertThat(home).allSatisfy(window -> assertThat(window.getStages()).hasSize(TestSamples.STAGES));
        assertThat(multiplyAdds(home)).isEqualTo(EACH * 150L);
        assertThat(multiplyAdds(other)).isEqualTo(EACH * 250L);
    }

    @Test
    void shadows_count_in_the_windows_of_their_bundle() {
        assertThat(agreed(home)).isEqualTo(1);
        assertThat(agreed(other)).isEqualTo(2);
    }

    @Test
    void what_a_bundle_ran_beside_others_is_in_windows_of_its_own_in_which_it_answered_nothing() {
        assertThat(samples(shadow)).isZero();
        assertThat(shadow.stream()
                        .mapToLong(window -> window.getShadow().getSamples())
                        .sum())
                .isEqualTo(EACH);
        assertThat(shadow.stream()
                        .mapToLong(window -> window.getShadow().getAgreed())
                        .sum())
                .isEqualTo(EACH / 2);
        assertThat(home).allSatisfy(window -> assertThat(window.getShadow()).isNull());
    }

    @Test
    void what_the_streams_of_a_window_cost_is_what_its_bundle_cost() {
        List<ThroughputWindow> all = new ArrayList<>(home);
        all.addAll(other);

        assertThat(all)
                .filteredOn(window -> window.getSamples() > 0)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(window -> {
                    assertThat(window.getStreams())
                            .extracting(StreamThroughput::getStream)
                            .containsExactly("camera-1");
                    assertThat(window.getStreams().get(0).getMultiplyAdds()).isEqualTo(window.getMultiplyAdds());
                    assertThat(window.getOtherStreams()).isZero();
                });
    }

    private static List<LaneItem> answered() {
        List<LaneItem> sides = new ArrayList<>();
        for (int n = 0; n < EACH; n++) {
            sides.add(new PairSide(TestSamples.sample("camera-" + n % 10, n), HOME, false, 1, 100, 5));
        }
        return sides;
    }

    /** To every other copy the shadow gives another class. No barrier falls between the two, as none does at admission. */
    private static void withCopy(LaneItem item, Collector<LaneItem> sides) {
        Sample sample = ((PairSide) item).sample();
        sides.collect(item);
        sides.collect(new PairSide(sample, SHADOW, true, (int) sample.sequence() % 2, 200, 9));
    }

    /** One names no bundle, as those of an older release did. */
    private static List<Agreement> agreements() {
        return List.of(
                new Agreement(BundleId.UNNAMED, 1, true, 7),
                new Agreement(HOME, 1, false, 7),
                new Agreement(OTHER, 1, true, 7),
                new Agreement(OTHER, 3, true, 7));
    }

    private List<ThroughputWindow> windowsOf(BundleId bundle) {
        return throughput.written().stream()
                .map(record -> window(record.value()))
                .filter(window -> window.getBundleName().equals(bundle.name())
                        && window.getBundleVersion().equals(bundle.version()))
                .toList();
    }

    private static long samples(List<ThroughputWindow> windows) {
        return windows.stream().mapToLong(ThroughputWindow::getSamples).sum();
    }

    private static long multiplyAdds(List<ThroughputWindow> windows) {
        return windows.stream().mapToLong(ThroughputWindow::getMultiplyAdds).sum();
    }

    private static long agreed(List<ThroughputWindow> windows) {
        return windows.stream()
                .flatMap(window -> window.getExits().stream())
                .mapToLong(ExitThroughput::getAgreed)
                .sum();
    }

    private static List<Long> lefts(List<ThroughputWindow> windows) {
        List<Long> lefts = new ArrayList<>();
        for (ThroughputWindow window : windows) {
            for (ExitThroughput exit : window.getExits()) {
                while (lefts.size() < exit.getExit()) {
                    lefts.add(0L);
                }
                lefts.set(exit.getExit() - 1, lefts.get(exit.getExit() - 1) + exit.getSamples());
            }
        }
        return lefts;
    }

    private static ThroughputWindow window(byte[] value) {
        try {
            return ThroughputWindow.getDecoder().decode(value, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
