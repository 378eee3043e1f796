package dev.offramp.bench.profile;

import java.util.Arrays;
import java.util.regex.Pattern;

/** What a thread of the local system works on, by its name. */
public enum Work {
    STAGES("stages and exits", "admit -> |stage-\\d"),
    READING("read and decode", "Source: frames|Source Data Fetcher for Source: frames|decode"),
    ANSWERS("answers", "tally|classifications"),
    KAFKA_CLIENTS("Kafka clients", "kafka-(producer|admin|coordinator)-"),
    BROKER(
            "broker",
            "data-plane-|kafka-|raft-|quorum-|controller-|broker-|group-coordinator-|share-|transaction-log-|TxnMarker|"
                    + "AddPartitionsToTxn|ExpirationReaper-|executor-|metrics-meter-|.*-reaper$"),
    BARE_LOOP("bare loop", "bare-loop"),
    BENCH("bench itself", "main$|JFR "),
    FLINK("Flink, other", ".*"),
    /** What no Java thread takes. */
    MACHINE("JVM: compiler and collector", "");

    private final String title;
    private final Pattern threads;

    Work(String title, String threads) {
        this.title = title;
        this.threads = Pattern.compile(threads);
    }

    public String title() {
        return title;
    }

    /** Threads of names that nothing else claims are Flink's. */
    public static Work of(String thread) {
        return Arrays.stream(values())
                .filter(work -> work.threads.matcher(thread).lookingAt())
                .findFirst()
                .orElseThrow();
    }
}
