package dev.offramp.cli.read;

import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** From where to where a topic is read. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ExtentOptions {

    private static final int USUAL = 10;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            converter = Since.class,
            description = "Begin with what Kafka took since then: 5m or 2h ago, or 2026-01-31T12:00:00Z.")
    private Optional<Instant> since;

    @Option(names = "--from-beginning", description = "Begin with the oldest record that the topic still has.")
    private boolean fromBeginning;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what comes, until Ctrl-C; without --since or --from-beginning, with that alone.")
    private boolean follow;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "At most so many records (default: the last " + USUAL
                    + " that are there, unless an option above says where to begin; then all).")
    private Optional<Integer> limit;

    /** Fails as wrong usage where the options do not fit each other. */
    void check(CommandLine command) {
        if (since.isPresent() && fromBeginning) {
            throw new ParameterException(command, "give one of --since and --from-beginning");
        }
        if (limit.isPresent() && limit.get() < 1) {
            throw new ParameterException(command, "--limit must be at least 1, was " + limit.get());
        }
    }

    boolean follows() {
        return follow;
    }

    /** How many records are wanted at most. */
    long limit() {
        return limit.map(Integer::longValue).orElse(Long.MAX_VALUE);
    }

    /** Reads what the options say, until nobody wants more. */
    void read(TopicConsumer topic, TopicReader reader) {
        if (since.isEmpty() && !fromBeginning && !follow) {
            reader.readNewest(limit.orElse(USUAL));
            return;
        }
        boolean wanted = fromBeginning
                ? reader.read(reader.beginnings())
                : since.isEmpty() || reader.read(topic.firstSince(since.get().toEpochMilli()));
        if (wanted && follow) {
            reader.follow(reader.ends());
        }
    }

    /** From when on was read, where that was said, as in {@code  since 2026-01-31T12:00:00Z}. */
    String described() {
        return since.map(from -> " since " + from).orElse("");
    }
}
