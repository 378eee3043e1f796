package dev.offramp.cli.bundle;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.kafka.BundleEntry;
import dev.offramp.policy.Scope;
import dev.offramp.refresh.BundleRecord;
import dev.offramp.refresh.Decision;
import dev.offramp.refresh.Decision.Outcome;
import dev.offramp.refresh.Order;
import dev.offramp.refresh.Role;
import dev.offramp.refresh.TaskReport;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Origin;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What lies on a bundles topic. */
final class TestingOrders {

    static final String EVERYBODY = "DEFAULT/";
    static final String TRIAL = "trial of DEFAULT/";
    static final BundleSource ONE = source("1.0.0", "1a");
    static final BundleSource TWO = source("2.0.0", "2b");

    private TestingOrders() {}

    static BundleSource source(String version, String twoDigits) {
        return new BundleSource(
                new BundleId("tiny", version),
                twoDigits.repeat(32),
                URI.create("https://models.example.com/tiny/" + version + "/"));
    }

    /** For everybody. */
    static Order serve(long version, BundleSource source, BundleSource... previous) {
        return order(
                false,
                Role.SERVING,
                1,
                version,
                Optional.of(source),
                Arrays.stream(previous).findFirst());
    }

    /** For five in a hundred streams. */
    static Order canary(long version, BundleSource source) {
        return order(true, Role.CANARY, 0.05, version, Optional.of(source), Optional.empty());
    }

    private static Order order(
            boolean onTrial,
            Role role,
            double share,
            long version,
            Optional<BundleSource> source,
            Optional<BundleSource> previous) {
        return new Order(
                Scope.DEFAULT,
                "",
                onTrial,
                source,
                role,
                share,
                OptionalLong.empty(),
                "",
                version,
                "anna",
                "",
                previous);
    }

    static Decision decision(Order order, Outcome outcome, String reason) {
        return new Decision(
                order.key(), order.version(), order.source(), outcome, outcome == Outcome.ACCEPTED ? 1 : 0, reason, 2);
    }

    static TaskReport report(long round, int subtask, String... problem) {
        return new TaskReport(
                TWO, round, "stage-1", subtask, 4, Arrays.stream(problem).findFirst());
    }

    static List<BundleEntry> topic(BundleRecord... records) {
        List<BundleEntry> entries = new ArrayList<>();
        for (BundleRecord record : records) {
            entries.add(new BundleEntry.Said(new Origin("bundles", 0, entries.size(), 1_700_000_000_000L), record));
        }
        return entries;
    }
}
