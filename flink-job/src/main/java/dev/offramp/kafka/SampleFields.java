package dev.offramp.kafka;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What frames and segments say alike of their samples, checked. */
final class SampleFields {

    /** The last moment that every client can read. */
    static final long LAST_MILLIS = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private static final long LONGEST_DEADLINE_MILLIS = Duration.ofDays(1).toMillis();
    private static final long FIRST_MILLIS = 0;

    private SampleFields() {}

    /** An ordinary client cannot read a time beyond these, and would fail on the whole topic of answers. */
    static long eventTime(Instant time) throws Refusal {
        long millis = time.toEpochMilli();
        if (millis < FIRST_MILLIS || millis > LAST_MILLIS) {
            throw new Refusal(
                    RefusalReason.BAD_EVENT_TIME,
                    "eventTime must be from 1970 to 9999, was " + millis + " ms after 1970-01-01");
        }
        return millis;
    }

    static long deadline(@Nullable Long millis) throws Refusal {
        if (millis == null) {
            return Sample.NO_DEADLINE;
        }
        if (millis <= 0 || millis > LONGEST_DEADLINE_MILLIS) {
            throw new Refusal(
                    RefusalReason.BAD_DEADLINE,
                    "deadlineMillis must be 1 to " + LONGEST_DEADLINE_MILLIS + ", a day, was " + millis);
        }
        return millis;
    }

    static OptionalInt label(@Nullable Integer label) {
        return label == null ? OptionalInt.empty() : OptionalInt.of(label);
    }
}
