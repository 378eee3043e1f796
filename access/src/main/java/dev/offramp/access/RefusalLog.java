package dev.offramp.access;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what was refused: of each kind one line in ten seconds at most, so that nobody fills a disk by asking. Thread-safe. */
final class RefusalLog {

    /** Where lines go. */
    interface Lines {

        void write(String line, Optional<Exception> cause);
    }

    static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

    private record Kind(long writtenAt, long leftOut) {}

    private final LongSupplier nanoTime;
    private final Lines lines;
    private final Map<Refusal, Kind> kinds = new EnumMap<>(Refusal.class);

    RefusalLog() {
        this(System::nanoTime, RefusalLog::toLogger);
    }

    RefusalLog(LongSupplier nanoTime, Lines lines) {
        this.nanoTime = nanoTime;
        this.lines = lines;
    }

    /** @param who where it came from, fit for a log */
    synchronized void note(Refusal refusal, String who, Optional<Exception> cause) {
        long now = nanoTime.getAsLong();
        Kind before = kinds.get(refusal);
        if (before != null && now - before.writtenAt() < PAUSE.toNanos()) {
            kinds.put(refusal, new Kind(before.writtenAt(), before.leftOut() + 1));
            return;
        }
        kinds.put(refusal, new Kind(now, 0));
        long leftOut = before == null ? 0 : before.leftOut();
        String more = leftOut == 0 ? "" : " (and " + leftOut + " more like it since the last such line)";
        lines.write("Not let in from " + who + ": " + refusal.reason() + more, cause);
    }

    private static void toLogger(String line, Optional<Exception> cause) {
        cause.ifPresentOrElse(why -> LOG.error(line, why), () -> LOG.warn(line));
    }
}
