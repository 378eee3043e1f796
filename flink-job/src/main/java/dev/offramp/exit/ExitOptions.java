package dev.offramp.exit;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** What can be set about exits; what they obey is a policy, not an option. */
public final class ExitOptions {

    public static final ConfigOption<Integer> TOP_K = ConfigOptions.key("exit.top-k")
            .intType()
            .defaultValue(3)
            .withDescription("Most probable classes in an answer. More make answers larger.");

    public static final ConfigOption<Integer> CREDIT_BURST = ConfigOptions.key("exit.credit.burst")
            .intType()
            .defaultValue(32)
            .withDescription(
                    "Samples of a stream that may go deeper in a row before its budget stops them. More forgives "
                            + "bursts of hard samples, and lets a hard stream take more at once.");

    public static final ConfigOption<Duration> CREDIT_TIME_TO_LIVE = ConfigOptions.key("exit.credit.time-to-live")
            .durationType()
            .defaultValue(Duration.ofHours(1))
            .withDescription("How long the credit of a silent stream is kept; it then begins anew.");

    /** All of them, for checks and documentation. */
    public static final List<ConfigOption<?>> ALL = List.of(TOP_K, CREDIT_BURST, CREDIT_TIME_TO_LIVE);

    private ExitOptions() {}
}
