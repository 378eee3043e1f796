package dev.offramp.refresh;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** What can be set about bundles that change without a restart. */
public final class RefreshOptions {

    public static final ConfigOption<String> BUNDLES_TOPIC = ConfigOptions.key("kafka.bundles-topic")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Compacted topic of orders of bundles and of what became of them, of one partition, read from its beginning and"
                            + " written. Left out, the job serves the bundle that it was started with, and no other.");

    public static final ConfigOption<String> CACHE = ConfigOptions.key("bundle.cache")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Folder on each task manager in which fetched bundles are kept, by their digests; processes may share it. Left"
                            + " out, a folder under the task manager's temporary one, which a new machine begins without.");

    public static final ConfigOption<Duration> GRACE = ConfigOptions.key("bundle.grace")
            .durationType()
            .defaultValue(Duration.ofMinutes(10))
            .withDescription(
                    "How long a bundle stays loaded that serves nobody any more. Longer keeps its memory, and takes it back in"
                            + " without a fetch and a warm-up, for late frames and for a roll back.");

    public static final ConfigOption<Duration> SWITCH_LEAD = ConfigOptions.key("bundle.switch-lead")
            .durationType()
            .defaultValue(Duration.ofSeconds(2))
            .withDescription(
                    "An order that names no time holds for frames from so long after all tasks are ready. Longer than the decision"
                            + " takes to reach every task, so that none has passed that time already.");

    public static final ConfigOption<Duration> SHADOW_MAX_AGE = ConfigOptions.key("bundle.shadow-max-age")
            .durationType()
            .defaultValue(Duration.ofMillis(250))
            .withDescription(
                    "A shadow sees no frame that was created longer ago when it is let in, or of whose deadline more than a quarter"
                            + " has passed: where frames wait, shadows stop first. Longer is for frames that come late on a quiet day"
                            + " too, and lets a shadow make answers later by as much.");

    /** All of them, for checks and documentation. */
    public static final List<ConfigOption<?>> ALL = List.of(BUNDLES_TOPIC, CACHE, GRACE, SWITCH_LEAD, SHADOW_MAX_AGE);

    private RefreshOptions() {}
}
