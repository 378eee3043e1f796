package dev.offramp.it.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.budget.SteeringLaw;
import dev.offramp.sample.Lanes;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.autoscaler.JobAutoScalerContext;
import org.apache.flink.autoscaler.JobVertexScaler;
import org.apache.flink.autoscaler.config.AutoScalerOptions;
import org.apache.flink.autoscaler.event.LoggingEventHandler;
import org.apache.flink.autoscaler.topology.ShipStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart tells the autoscaler about how many subtasks there may be, and what the autoscaler makes of that. */
class AutoscalerProfileTest {

    private static final String ON = "{autoscaler: {enabled: true}}";

    @Test
    void the_profile_with_gpus_allows_what_its_gpus_bring() throws IOException {
        Manifests profile = gpus();
        Configuration flink = profile.flinkConfiguration();
        int slots = Integer.parseInt(flink.toMap().get("taskmanager.numberOfTaskSlots"));
        int taskManagers = flink.get(AutoScalerOptions.VERTEX_MAX_PARALLELISM) / slots;
        var resource = profile.flink().at("/taskManager/resource");

        assertThat(profile.flink().at("/job/parallelism").asInt())
                .isBetween(
                        flink.get(AutoScalerOptions.VERTEX_MIN_PARALLELISM),
                        flink.get(AutoScalerOptions.VERTEX_MAX_PARALLELISM));
        assertThat(flink.get(AutoScalerOptions.CPU_QUOTA))
                .isEqualTo(taskManagers * resource.path("cpu").asDouble());
        assertThat(flink.get(AutoScalerOptions.MEMORY_QUOTA))
                .isEqualTo(MemorySize.parse(resource.path("memory").asText()).multiply(taskManagers));
        assertThat(flink.get(AutoScalerOptions.MEMORY_TUNING_ENABLED)).isFalse();
    }

    @Test
    void the_profile_that_steers_scales_up_before_the_slots_are_as_busy_as_steering_leaves_them() throws IOException {
        var most = gpus().flinkConfiguration().toMap().get("job.autoscaler.utilization.max");

        assertThat(Double.parseDouble(most)).isLessThan(SteeringLaw.UTILISATION);
    }

    @Test
    void bounds_divide_the_lanes() throws IOException {
        for (Manifests profile : List.of(gpus(), Chart.with(ON))) {
            Configuration flink = profile.flinkConfiguration();

            assertThat(Lanes.COUNT % flink.get(AutoScalerOptions.VERTEX_MIN_PARALLELISM))
                    .isZero();
            assertThat(Lanes.COUNT % flink.get(AutoScalerOptions.VERTEX_MAX_PARALLELISM))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 16, 60, 5040})
    void up_to_a_bound_that_divides_the_lanes_it_takes_the_next_number_that_does(int bound) {
        for (int wanted = 1; wanted <= bound; wanted++) {
            int taken = Scaler.taken(wanted, bound);

            assertThat(taken).as("%d wanted", wanted).isBetween(wanted, bound);
            assertThat(Lanes.COUNT % taken).isZero();
        }
    }

    @Test
    void a_bound_that_does_not_divide_the_lanes_it_does_not_reach() {
        assertThat(Scaler.taken(11, 11)).isEqualTo(10);
    }

    private static Manifests gpus() throws IOException {
        return Chart.with("demo", Chart.FOLDER.resolve("examples/autoscaled-gpu.yaml"));
    }

    /** How many subtasks the autoscaler gives to a task behind a keyed exchange. */
    private static final class Scaler extends JobVertexScaler<String, JobAutoScalerContext<String>> {

        private static final LoggingEventHandler<String, JobAutoScalerContext<String>> EVENTS =
                new LoggingEventHandler<>();

        private Scaler() {
            super(EVENTS);
        }

        static int taken(int wanted, int bound) {
            return scale(
                    new JobVertexID(),
                    1,
                    List.of(ShipStrategy.HASH, ShipStrategy.BROADCAST),
                    0,
                    Lanes.COUNT,
                    wanted,
                    1,
                    bound,
                    EVENTS,
                    context());
        }

        private static JobAutoScalerContext<String> context() {
            return new JobAutoScalerContext<>(
                    "job", new JobID(), JobStatus.RUNNING, new Configuration(), new UnregisteredMetricsGroup(), () -> {
                        throw new IllegalStateException("nobody is asked");
                    });
        }
    }
}
