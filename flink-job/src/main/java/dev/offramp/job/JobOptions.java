package dev.offramp.job;

import dev.offramp.sample.Partitioning;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** What can be set about the job as a whole. */
public final class JobOptions {

    public static final ConfigOption<String> BUNDLE_PATH = ConfigOptions.key("bundle.path")
            .stringType()
            .noDefaultValue()
            .withDescription("Folder of the model bundle, at the same path on the client and on every task manager.");

    public static final ConfigOption<Placement> PLACEMENT = ConfigOptions.key("job.placement")
            .enumType(Placement.class)
            .defaultValue(Placement.COLOCATED)
            .withDescription(
                    "colocated: all stages of a sample in one task, activations by reference; disaggregated: each "
                            + "stage with its own slots, parallelism and device, activations over the network.");

    public static final ConfigOption<Partitioning> PARTITIONING = ConfigOptions.key("job.partitioning")
            .enumType(Partitioning.class)
            .defaultValue(Partitioning.BALANCED)
            .withDescription(
                    "balanced: samples are dealt out over all subtasks in turn, however few streams there are and whatever "
                            + "they are called; stream: all samples of a stream run in one task, which a hot stream then fills.");

    public static final ConfigOption<Integer> MAX_STAGES = ConfigOptions.key("job.max-stages")
            .intType()
            .defaultValue(0)
            .withDescription(
                    "Most stages that a bundle may have which is ordered later (kafka.bundles-topic); 0 is as many as the first"
                            + " has. Stages beyond a bundle's last pass nothing, and cost next to nothing.");

    /** All of them, for checks and documentation. */
    public static final List<ConfigOption<?>> ALL = List.of(BUNDLE_PATH, PLACEMENT, PARTITIONING, MAX_STAGES);

    private JobOptions() {}
}
