package dev.offramp.cli.read;

import dev.offramp.cli.terminal.Printable;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.Origin;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Counts the records that are left out, and says of the first ones why. Not thread-safe. */
final class LeftOut {

    private static final int TOLD = 3;

    private final Map<RefusalReason, Long> unreadable = new EnumMap<>(RefusalReason.class);
    private long otherKinds;

    /** A record that cannot be read; returns what is to be said of it. */
    Optional<String> unreadable(Origin origin, Refusal refusal) {
        unreadable.merge(refusal.reason(), 1L, Long::sum);
        return unreadable() > TOLD
                ? Optional.empty()
                : Optional.of("left out " + origin + ": " + refusal.reason() + ", " + Printable.text(refusal.detail()));
    }

    /** A record for which there is no room beside those of another kind. */
    void otherKind() {
        otherKinds++;
    }

    /** What was left out in all, a line each, where anything was. */
    List<String> summary(String kind) {
        return List.of(unreadableInAll(), otherKindsInAll(kind)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> unreadableInAll() {
        if (unreadable.isEmpty()) {
            return Optional.empty();
        }
        String reasons = unreadable.entrySet().stream()
                .map(reason -> reason.getValue() + " " + reason.getKey())
                .collect(Collectors.joining(", "));
        boolean newer = unreadable.containsKey(RefusalReason.UNKNOWN_SCHEMA);
        return Optional.of(records(unreadable()) + " left out that cannot be read: " + reasons
                + (newer ? "; an unknown schema may be that of a newer version of Offramp" : ""));
    }

    private Optional<String> otherKindsInAll(String kind) {
        return otherKinds == 0
                ? Optional.empty()
                : Optional.of(records(otherKinds) + " left out that are no " + kind
                        + ": an Avro file is of one kind; --kind chooses another");
    }

    private long unreadable() {
        return unreadable.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String records(long count) {
        return count == 1 ? "1 record" : count + " records";
    }
}
