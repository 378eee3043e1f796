package dev.offramp.results;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** What can be set about the answers that leave. */
public final class ResultsOptions {

    public static final ConfigOption<ResultOrder> ORDER = ConfigOptions.key("results.order")
            .enumType(ResultOrder.class)
            .defaultValue(ResultOrder.NONE)
            .withDescription(
                    "none: answers leave as soon as they are there, and early exits overtake late ones; stream: those of a "
                            + "stream leave in the order of its sequence, with a gap record where frames are missing, at the "
                            + "price of one more exchange, of small records, and of waiting for the slowest.");

    public static final ConfigOption<Duration> MAX_WAIT = ConfigOptions.key("results.max-wait")
            .durationType()
            .defaultValue(Duration.ofSeconds(2))
            .withDescription(
                    "results.order: stream: how long an answer waits for those before it at most. Shorter than the slowest frame "
                            + "takes behind the fastest (batches, deep stages, a backlog that is not even), it declares gaps "
                            + "that are filled late.");

    public static final ConfigOption<Integer> MAX_HELD = ConfigOptions.key("results.max-held")
            .intType()
            .defaultValue(4096)
            .withDescription(
                    "results.order: stream: answers and refusals of one stream that wait at most; beyond that the order goes on "
                            + "without what they wait for.");

    public static final ConfigOption<MemorySize> MAX_HELD_BYTES = ConfigOptions.key("results.max-held-bytes")
            .memoryType()
            .defaultValue(MemorySize.parse("4mb"))
            .withDescription("results.order: stream: likewise, in bytes as they are kept in state.");

    public static final ConfigOption<Double> SMOOTHING_DECAY = ConfigOptions.key("results.smoothing.decay")
            .doubleType()
            .noDefaultValue()
            .withDescription(
                    "results.order: stream: what a stream shows is written to kafka.states-topic whenever it changes. For that, "
                            + "probabilities are smoothed from answer to answer, and keep this share each time, above 0 and below 1: "
                            + "0.8 forgets half in three answers. Left out, no states are written.");

    public static final ConfigOption<Double> SMOOTHING_ENTER = ConfigOptions.key("results.smoothing.enter")
            .doubleType()
            .defaultValue(0.6)
            .withDescription("Smoothed probability from which a class is what the stream shows.");

    public static final ConfigOption<Double> SMOOTHING_LEAVE = ConfigOptions.key("results.smoothing.leave")
            .doubleType()
            .defaultValue(0.4)
            .withDescription("Smoothed probability below which it no longer is; less than results.smoothing.enter.");

    /** All of them, for checks and documentation. */
    public static final List<ConfigOption<?>> ALL =
            List.of(ORDER, MAX_WAIT, MAX_HELD, MAX_HELD_BYTES, SMOOTHING_DECAY, SMOOTHING_ENTER, SMOOTHING_LEAVE);

    private ResultsOptions() {}
}
