package dev.offramp.cli.bundle;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.kafka.BundleEntry;
import dev.offramp.refresh.BundleRecord;
import dev.offramp.refresh.Decision;
import dev.offramp.refresh.Decision.Outcome;
import dev.offramp.refresh.Order;
import dev.offramp.refresh.TaskReport;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the records of the bundles topic come to, one record after the other. */
final class BundleBoard {

    /** A record that no job obeys. */
    record RefusedRecord(Origin origin, String key, Refusal refusal) {}

    private static final Comparator<Order> REACH =
            Comparator.comparing(Order::scope).thenComparing(Order::target).thenComparing(Order::onTrial);

    private final Map<String, Order> orders = new HashMap<>();
    private final Map<String, Decision> decisions = new HashMap<>();
    private final Map<String, TaskReport> reports = new TreeMap<>();
    private final List<RefusedRecord> refused = new ArrayList<>();

    static BundleBoard of(List<BundleEntry> entries) {
        BundleBoard board = new BundleBoard();
        entries.forEach(board::add);
        return board;
    }

    /** Adds the next record; returns it where it is refused, and then it changes nothing. */
    Optional<RefusedRecord> add(BundleEntry entry) {
        if (entry instanceof BundleEntry.Damaged damaged) {
            return Optional.of(refuse(damaged.origin(), damaged.key(), damaged.refusal()));
        }
        BundleRecord said = ((BundleEntry.Said) entry).record();
        if (said instanceof Order order) {
            return add(order, entry.origin());
        }
        if (said instanceof Decision decision) {
            decisions.put(decision.about(), decision);
        } else if (said instanceof TaskReport report) {
            reports.put(report.topicKey(), report);
        }
        return Optional.empty();
    }

    private Optional<RefusedRecord> add(Order order, Origin origin) {
        long newest = order(order.key()).map(Order::version).orElse(0L);
        if (order.version() <= newest) {
            String why = "order " + order.version() + " about " + order.key() + " goes back: there is order " + newest;
            return Optional.of(refuse(origin, order.topicKey(), new Refusal(RefusalReason.BAD_BUNDLE_ORDER, why)));
        }
        orders.put(order.key(), order);
        return Optional.empty();
    }

    private RefusedRecord refuse(Origin origin, String key, Refusal refusal) {
        RefusedRecord record = new RefusedRecord(origin, key, refusal);
        refused.add(record);
        return record;
    }

    List<RefusedRecord> refused() {
        return List.copyOf(refused);
    }

    /** The newest of each scope, everybody's first, what serves before what is on trial. */
    List<Order> orders() {
        return orders.values().stream().sorted(REACH).toList();
    }

    /** The newest under a {@link Order#key()}. */
    Optional<Order> order(String key) {
        return Optional.ofNullable(orders.get(key));
    }

    /** What became of an order; empty where nothing did yet. */
    Optional<Decision> decision(Order order) {
        return Optional.ofNullable(decisions.get(order.key())).filter(decision -> decision.order() == order.version());
    }

    /** The bundle that holds under a key, or will at its time; empty where there is none. */
    Optional<BundleSource> standing(String key) {
        Optional<Order> order = order(key);
        Optional<Decision> decision = Optional.ofNullable(decisions.get(key))
                .filter(found -> order.isEmpty() || found.order() >= order.get().version());
        if (decision.isPresent() && decision.get().outcome() == Outcome.ACCEPTED) {
            return decision.get().source(); // also where the job itself decided, by a rule
        }
        boolean takenBack = decision.isPresent() && decision.get().outcome() == Outcome.ROLLED_BACK;
        return order.filter(found -> !(takenBack && found.onTrial())).flatMap(Order::previous);
    }

    /** How far tasks are, of each what it said last, in the newest round that any of them knows. */
    List<TaskReport> reports() {
        long newest =
                reports.values().stream().mapToLong(TaskReport::round).max().orElse(0);
        return reports.values().stream()
                .filter(report -> report.round() == newest)
                .sorted(Comparator.comparing(TaskReport::operator).thenComparing(TaskReport::subtask))
                .toList();
    }

    /** The newest version that any order had, or 0. */
    long newestVersion() {
        return orders.values().stream().mapToLong(Order::version).max().orElse(0);
    }
}
