package dev.offramp.throughput;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** What can be set about throughput windows. */
public final class ThroughputOptions {

    public static final ConfigOption<Duration> WINDOW = ConfigOptions.key("throughput.window")
            .durationType()
            .defaultValue(Duration.ofSeconds(10))
            .withDescription(
                    "Length of a throughput window, whole seconds. Shorter ones show changes sooner and percentiles "
                            + "of fewer samples.");

    public static final ConfigOption<Integer> STREAMS = ConfigOptions.key("throughput.streams")
            .intType()
            .defaultValue(20)
            .withDescription(
                    "How many streams a throughput window names, the dearest first, with what each cost; exact, however"
                            + " many streams there are. 0 tells none apart.");

    public static final ConfigOption<String> GROUP_BY = ConfigOptions.key("throughput.group-by")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Regular expression for the beginning of streams' ids: throughput.streams then names groups of streams, each"
                            + " called by the prefix that matches, as policies are for prefixes. Of streams named site/camera,"
                            + " [^/]+/ makes a group of each site. A stream that does not match counts by itself.");

    /** All of them, for checks and documentation. */
    public static final List<ConfigOption<?>> ALL = List.of(WINDOW, STREAMS, GROUP_BY);

    private ThroughputOptions() {}
}
