package dev.offramp.exit;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** What can be set about exits; what they obey is a policy, not an option. */
public final class ExitOptions {

    public static final ConfigOption<Integer> TOP_K = ConfigOptions.key("exit.top-k")
            .intType()
            .defaultValue(3)
            .withDescription("Most probable classes in an answer. More make answers larger.");

    /** All of them, for checks and documentation. */
    public static final List<ConfigOption<?>> ALL = List.of(TOP_K);

    private ExitOptions() {}
}
