package dev.offramp.refresh;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.model.Notice;
import dev.offramp.policy.Scope;
import dev.offramp.refresh.Decision.Outcome;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Origin;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of orders. A bundle is opened and checked in one place, then all tasks are told of it, and once all of them have it ready
 * it is decided from when it holds. Whatever fails on this way leaves everything as it was. Pure: times come from outside, and what is
 * to be done goes to {@link Doing}. Not thread-safe.
 */
final class Orders {

    /** What is to be done. */
    interface Doing {

        /** Open the bundle of an order, and say what came of it. */
        void open(Order order);

        /** Have admission do something. */
        void direct(Directive directive);

        /** Tell what became of an order. */
        void tell(Decision decision);

        /** Tell whoever gave it that an order changes nothing. */
        void refuse(Origin origin, Order order, String reason);
    }

    private final Home home;
    private final OrderRules rules;
    private final Doing doing;
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private final Map<String, Decision> decisions = new HashMap<>();
    private final InForce inForce;

    /**
     * Nothing ordered yet.
     *
     * @param home  that the job was started with
     * @param rules of the job
     */
    Orders(Home home, OrderRules rules, Doing doing) {
        this.home = home;
        this.rules = rules;
        this.doing = doing;
        this.inForce = new InForce(home, rules.graceMillis());
    }

    /** As a checkpoint has it; what was on its way is begun again, and decided as the topic has said already. */
    void restore(OrdersState state, long nowMillis) {
        state.decisions().forEach(decision -> decisions.put(decision.about(), decision));
        inForce.restore(state.told(), state.assignments(), nowMillis);
        for (PlacedRecord placed : state.pending()) {
            Order order = (Order) placed.record();
            begin(new Pending(placed, order, nowMillis), Optional.ofNullable(decisions.get(order.key())), nowMillis);
        }
    }

    /** For a checkpoint. */
    OrdersState state() {
        Map<String, Decision> all = new HashMap<>(decisions);
        pending.forEach((about, order) -> order.decision().ifPresent(decision -> all.put(about, decision)));
        return new OrdersState(
                pending.values().stream().map(Pending::placed).toList(),
                List.copyOf(all.values()),
                inForce.assignments(),
                inForce.told());
    }

    /** Whether somebody still waits for the bundle of an order. */
    boolean isPending(Order order) {
        return pending(order.key(), order.version()).isPresent();
    }

    private Optional<Pending> pending(String about, long version) {
        return Optional.ofNullable(pending.get(about))
                .filter(open -> open.order().version() == version);
    }

    /** The next record of the topic. */
    void read(PlacedRecord placed, long nowMillis) {
        BundleRecord record = placed.record();
        if (record instanceof Order order) {
            order(placed, order, nowMillis);
        } else if (record instanceof TaskReport report) {
            report(report, nowMillis);
        } else {
            decided((Decision) record, nowMillis);
        }
    }

    private void order(PlacedRecord placed, Order order, long nowMillis) {
        long newest = newest(order.key());
        if (order.version() == newest) {
            return; // the topic is read once more
        }
        Pending fresh = new Pending(placed, order, nowMillis);
        if (order.version() < newest) {
            doing.refuse(placed.origin(), order, "version " + newest + " of the same was ordered before it");
            return;
        }
        Optional<String> problem = TrialCheck.problem(order);
        if (problem.isPresent()) {
            refuse(fresh, problem.get(), nowMillis);
        } else {
            pending.remove(order.key()); // the newer order says that nobody wants the older one any more
            begin(fresh, Optional.empty(), nowMillis);
        }
    }

    private long newest(String about) {
        Pending open = pending.get(about);
        Decision decided = decisions.get(about);
        return Math.max(open == null ? 0 : open.order().version(), decided == null ? 0 : decided.order());
    }

    /** @param decision that is known, of whichever order about the same */
    private void begin(Pending begun, Optional<Decision> decision, long nowMillis) {
        Order order = begun.order();
        decision.filter(known -> known.order() == order.version() && known.outcome() == Outcome.ACCEPTED)
                .ifPresent(begun::decided);
        pending.put(order.key(), begun);
        if (order.source().isPresent()) {
            doing.open(order);
        } else {
            withdraw(begun, nowMillis);
        }
    }

    /** What is on trial stays for as long as nobody knows whether it takes over. */
    private void withdraw(Pending withdrawal, long nowMillis) {
        Order order = withdrawal.order();
        if (order.onTrial() && pending.containsKey(Assignment.key(order.scope(), order.target(), false))) {
            return;
        }
        if (isBackToHome(order) && inForce.hasLeft(home.bundle())) {
            refuse(
                    withdrawal,
                    "the bundle that the job was started with has left; order another one instead",
                    nowMillis);
        } else {
            ready(withdrawal, nowMillis);
        }
    }

    private static boolean isBackToHome(Order order) {
        return order.source().isEmpty() && order.scope() == Scope.DEFAULT && !order.onTrial();
    }

    /** An order about what serves a scope is decided: the end of a trial in it need wait no more. */
    private void endTrial(Order decided, boolean accepted, long nowMillis) {
        Pending end = decided.onTrial() ? null : pending.get(Assignment.key(decided.scope(), decided.target(), true));
        if (end == null || end.order().source().isPresent() || end.isReady()) {
            return;
        }
        if (accepted) {
            ready(end, nowMillis);
        } else {
            refuse(end, "what was to take over is refused, so the trial goes on", nowMillis);
        }
    }

    /** The bundle of an order is open here; {@code served} is what its samples will name. */
    void opened(String about, long version, BundleId served, long nowMillis) {
        pending(about, version).ifPresent(order -> opened(order, served, nowMillis));
    }

    private void opened(Pending order, BundleId served, long nowMillis) {
        BundleSource source = order.order().source().orElseThrow();
        Optional<String> other = inForce.conflict(served, source);
        if (other.isPresent()) {
            refuse(order, other.get(), nowMillis);
            return;
        }
        Notice arrival = Notice.arrival(served, source, inForce.nextRound(nowMillis));
        order.told(arrival);
        inForce.told(arrival);
        doing.direct(new Directive.Tell(arrival));
    }

    /** The bundle of an order cannot be opened. */
    void failed(String about, long version, String reason, long nowMillis) {
        pending(about, version).ifPresent(order -> refuse(order, reason, nowMillis));
    }

    private void report(TaskReport report, long nowMillis) {
        for (Pending order : List.copyOf(pending.values())) {
            if (order.isMeantBy(report)) {
                report(order, report, nowMillis);
            }
        }
    }

    private void report(Pending order, TaskReport report, long nowMillis) {
        if (report.problem().isPresent()) {
            refuse(
                    order,
                    report.operator() + " (" + (report.subtask() + 1) + "/" + report.parallelism()
                            + ") cannot serve it: " + report.problem().get(),
                    nowMillis);
            return;
        }
        order.ready(report);
        if (!order.isReady() && order.areReady(rules.operators())) {
            ready(order, nowMillis);
        }
    }

    /** Nothing stands in its way: it holds once that has been read from the topic, which every attempt of the job reads in one order. */
    private void ready(Pending order, long nowMillis) {
        order.ready();
        if (order.decision().isPresent()) {
            apply(order, order.decision().get(), nowMillis);
        } else {
            long validFrom = order.order().validFromMillis().orElse(nowMillis + rules.leadMillis());
            doing.tell(decision(
                    order.order(), Outcome.ACCEPTED, validFrom, order.order().reason(), nowMillis));
        }
    }

    /** A decision on the topic: of this attempt of the job, or of one before it, which this one follows. */
    private void decided(Decision decision, long nowMillis) {
        pending(decision.about(), decision.order()).ifPresent(order -> decided(order, decision, nowMillis));
    }

    private void decided(Pending order, Decision decision, long nowMillis) {
        if (decision.outcome() != Outcome.ACCEPTED) {
            pending.remove(decision.about());
            decisions.put(decision.about(), decision);
            endTrial(order.order(), false, nowMillis);
            letGo(nowMillis);
        } else if (order.decision().isEmpty()) {
            order.decided(decision);
            if (order.isReady()) {
                apply(order, decision, nowMillis);
            }
        }
    }

    private void apply(Pending accepted, Decision decision, long nowMillis) {
        Order order = accepted.order();
        pending.remove(order.key());
        decisions.put(order.key(), decision);
        Assignment assignment =
                inForce.assign(order, accepted.notice().map(Notice::bundle), decision.validFromMillis(), nowMillis);
        doing.direct(new Directive.Serve(assignment));
        endTrial(order, true, nowMillis);
        letGo(nowMillis);
    }

    private void refuse(Pending refused, String reason, long nowMillis) {
        Order order = refused.order();
        pending.remove(order.key(), refused);
        Decision decision = decision(order, Outcome.REFUSED, 0, reason, nowMillis);
        doing.refuse(refused.origin(), order, reason);
        doing.tell(decision);
        decisions.merge(order.key(), decision, (old, fresh) -> fresh.order() > old.order() ? fresh : old);
        endTrial(order, false, nowMillis);
        letGo(nowMillis);
    }

    private static Decision decision(Order order, Outcome outcome, long validFrom, String reason, long nowMillis) {
        return new Decision(order.key(), order.version(), order.source(), outcome, validFrom, reason, nowMillis);
    }

    /** Some time has passed: who waits in vain is refused, and what nobody has met for long enough leaves. */
    void tick(long nowMillis) {
        List<Pending> late = pending.values().stream()
                .filter(order -> order.waitsSinceBefore(nowMillis - rules.patienceMillis()))
                .toList();
        for (Pending order : late) {
            refuse(
                    order,
                    "not all tasks had it ready in time; missing: " + order.missing(rules.operators()),
                    nowMillis);
        }
        letGo(nowMillis);
    }

    private void letGo(long nowMillis) {
        boolean homeIsWanted = pending.values().stream().map(Pending::order).anyMatch(Orders::isBackToHome);
        for (Notice farewell : inForce.leaving(this::isWanted, homeIsWanted, nowMillis)) {
            doing.direct(new Directive.Tell(farewell));
        }
    }

    private boolean isWanted(BundleSource source) {
        return pending.values().stream()
                .map(order -> order.order().source())
                .anyMatch(wanted -> wanted.filter(source::isSame).isPresent());
    }
}
