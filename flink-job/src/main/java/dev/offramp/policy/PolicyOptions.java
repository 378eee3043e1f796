package dev.offramp.policy;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** What a job needs beside its bundle to understand policies. */
public final class PolicyOptions {

    public static final ConfigOption<String> STAGE_COSTS = ConfigOptions.key("policy.stage-costs")
            .stringType()
            .noDefaultValue()
            .withDescription("File of measured stage costs, as ./offramp calibrate BUNDLE --costs FILE writes it on a "
                    + "machine like those that serve. With it policies may ask for a mean cost in milliseconds.");

    /** All of them, for checks and documentation. */
    public static final List<ConfigOption<?>> ALL = List.of(STAGE_COSTS);

    private PolicyOptions() {}
}
