package dev.offramp.kafka;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.LabelSet;
import dev.offramp.sample.NumberAnswer;
import dev.offramp.sample.Sample;
import dev.offramp.sample.Task;
import dev.offramp.schema.Frame;
import dev.offramp.schema.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    /** What is true of a frame, as a task tells answers. */
    static OptionalInt label(Task task, Frame frame) throws Refusal {
        return label(task, frame.getLabel(), frame.getLabels(), frame.getValue());
    }

    /** What is true of each frame of a segment, likewise. */
    static OptionalInt label(Task task, Segment segment) throws Refusal {
        return label(task, segment.getLabel(), segment.getLabels(), segment.getValue());
    }

    /** What a record says for another task is not looked at. Whether a bundle has such classes is not checked. */
    private static OptionalInt label(
            Task task, @Nullable Integer label, @Nullable List<Integer> labels, @Nullable Float value) throws Refusal {
        return switch (task) {
            case CLASSIFICATION -> label == null ? OptionalInt.empty() : OptionalInt.of(label);
            case MULTI_LABEL -> labels == null ? OptionalInt.empty() : OptionalInt.of(set(labels));
            case REGRESSION -> value == null ? OptionalInt.empty() : OptionalInt.of(NumberAnswer.of(value));
        };
    }

    private static int set(List<Integer> labels) throws Refusal {
        for (int label : labels) {
            if (label < 0 || label >= LabelSet.MOST_LABELS) {
                throw new Refusal(
                        RefusalReason.LABEL_OUT_OF_RANGE,
                        "a label is " + label + ", bundles have labels 0 to " + (LabelSet.MOST_LABELS - 1)
                                + " at most");
            }
        }
        return LabelSet.of(labels);
    }
}
