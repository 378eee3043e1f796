package dev.offramp.refresh;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.refresh.Decision.Outcome;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders on which nothing is decided yet, the oldest first, and what became of those before them. Not thread-safe. */
final class OpenOrders {

    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private final Map<String, Decision> decisions = new HashMap<>();

    /** What became of an order that is open no more, or, as a checkpoint has it, of one that is. */
    void decided(Decision decision) {
        pending(decision.about(), decision.order()).ifPresent(this::close);
        decisions.merge(decision.about(), decision, (old, fresh) -> fresh.order() >= old.order() ? fresh : old);
    }

    /** The newest version that was ordered about something; 0 where nothing was. */
    long newest(String about) {
        Pending open = pending.get(about);
        Decision decided = decisions.get(about);
        return Math.max(open == null ? 0 : open.order().version(), decided == null ? 0 : decided.order());
    }

    /** One more, in place of an older one about the same; it will be obeyed as has been decided, where somebody has. */
    void open(Pending order) {
        Optional.ofNullable(decisions.get(order.order().key()))
                .filter(known -> known.order() == order.order().version() && known.outcome() == Outcome.ACCEPTED)
                .ifPresent(order::decided);
        pending.remove(order.order().key());
        pending.put(order.order().key(), order);
    }

    private void close(Pending order) {
        pending.remove(order.order().key(), order);
    }

    /** Whatever is open about something. */
    Optional<Pending> pending(String about) {
        return Optional.ofNullable(pending.get(about));
    }

    /** One version, where it is open. */
    Optional<Pending> pending(String about, long version) {
        return pending(about).filter(open -> open.order().version() == version);
    }

    /** As they are now. */
    List<Pending> all() {
        return List.copyOf(pending.values());
    }

    /** Whether one of them waits for a bundle. */
    boolean want(BundleSource source) {
        return pending.values().stream()
                .map(open -> open.order().source())
                .anyMatch(wanted -> wanted.filter(source::isSame).isPresent());
    }

    /** Whether one of them would have everybody meet the bundle that the job was started with. */
    boolean wantHome() {
        return pending.values().stream().map(Pending::order).anyMatch(Order::isBackToHome);
    }

    /** What became of orders, and of open ones what is known of that already. */
    List<Decision> decisions() {
        Map<String, Decision> all = new HashMap<>(decisions);
        pending.forEach((about, open) -> open.decision().ifPresent(decision -> all.put(about, decision)));
        return List.copyOf(all.values());
    }
}
