package dev.offramp.cli.bundle;

import dev.offramp.cli.options.AuditOptions;
import dev.offramp.cli.options.TimeValues;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From when on an order holds, whose it is, and whether what becomes of it is waited for. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class OrderOptions {

    @Option(
            names = "--valid-from",
            paramLabel = "TIME",
            description =
                    "Event time from which frames meet it, as 2026-01-31T12:00:00Z or +30s from now on (default: as"
                            + " soon as all tasks are ready). Of a time that is past, frames that were answered meanwhile met another.",
            converter = TimeValues.Moment.class)
    private Optional<Instant> validFrom;

    @Mixin
    private AuditOptions audit;

    @Mixin
    private WaitOptions waiting;

    OptionalLong validFromMillis() {
        return validFrom.isPresent() ? OptionalLong.of(validFrom.get().toEpochMilli()) : OptionalLong.empty();
    }

    String author() {
        return audit.author();
    }

    String reason() {
        return audit.reason();
    }

    WaitOptions waiting() {
        return waiting;
    }
}
