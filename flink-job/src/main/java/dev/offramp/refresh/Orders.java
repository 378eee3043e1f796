package dev.offramp.refresh;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.model.Notice;
import dev.offramp.refresh.Decision.Outcome;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Origin;
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
    private final OpenOrders open = new OpenOrders();
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
        state.decisions().forEach(open::decided);
        inForce.restore(state.told(), state.assignments(), nowMillis);
        for (PlacedRecord placed : state.pending()) {
            begin(new Pending(placed, (Order) placed.record(), nowMillis), nowMillis);
        }
    }

    /** For a checkpoint. */
    OrdersState state() {
        return new OrdersState(
                open.all().stream().map(Pending::placed).toList(),
                open.decisions(),
                inForce.assignments(),
                inForce.told());
    }

    /** Whether somebody still waits for the bundle of an order. */
    boolean isPending(Order order) {
        return open.pending(order.key(), order.version()).isPresent();
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
        long newest = open.newest(order.key());
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
            begin(fresh, nowMillis);
        }
    }

    /** It takes the place of an older one about the same, which nobody wants any more. */
    private void begin(Pending begun, long nowMillis) {
        open.open(begun);
        if (begun.order().source().isPresent()) {
            doing.open(begun.order());
        } else {
            withdraw(begun, nowMillis);
        }
    }

    /** What is on trial stays for as long as nobody knows whether it takes over. */
    private void withdraw(Pending withdrawal, long nowMillis) {
        Order order = withdrawal.order();
        if (order.onTrial() && open.pending(order.key(false)).isPresent()) {
            return;
        }
        if (order.isBackToHome() && inForce.hasLeft(home.bundle())) {
            String reason = "the bundle that the job was started with has left; order another one instead";
            refuse(withdrawal, reason, nowMillis);
        } else {
            ready(withdrawal, nowMillis);
        }
    }

    /** An order about what serves a scope is decided: the end of a trial in it need wait no more. */
    private void endTrial(Order decided, boolean accepted, long nowMillis) {
        if (!decided.onTrial()) {
            open.pending(decided.key(true))
                    .filter(end -> end.order().source().isEmpty() && !end.isReady())
                    .ifPresent(end -> endTrial(end, accepted, nowMillis));
        }
    }

    private void endTrial(Pending end, boolean accepted, long nowMillis) {
        if (accepted) {
            ready(end, nowMillis);
        } else {
            refuse(end, "what was to take over is refused, so the trial goes on", nowMillis);
        }
    }

    /** The bundle of an order is open here; {@code served} is what its samples will name. */
    void opened(String about, long version, BundleId served, long nowMillis) {
        open.pending(about, version).ifPresent(order -> opened(order, served, nowMillis));
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
        open.pending(about, version).ifPresent(order -> refuse(order, reason, nowMillis));
    }

    private void report(TaskReport report, long nowMillis) {
        open.all().stream().filter(order -> order.isMeantBy(report)).forEach(order -> report(order, report, nowMillis));
    }

    private void report(Pending order, TaskReport report, long nowMillis) {
        if (report.problem().isPresent()) {
            refuse(
                    order,
                    report.task() + " cannot serve it: " + report.problem().get(),
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
            doing.tell(Decision.accepted(order.order(), validFrom, nowMillis));
        }
    }

    /** A decision on the topic: of this attempt of the job, or of one before it, which this one follows. */
    private void decided(Decision decision, long nowMillis) {
        open.pending(decision.about(), decision.order()).ifPresent(order -> decided(order, decision, nowMillis));
    }

    private void decided(Pending order, Decision decision, long nowMillis) {
        if (decision.outcome() != Outcome.ACCEPTED) {
            open.decided(decision);
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
        open.decided(decision);
        Assignment assignment =
                inForce.assign(order, accepted.notice().map(Notice::bundle), decision.validFromMillis(), nowMillis);
        doing.direct(new Directive.Serve(assignment));
        endTrial(order, true, nowMillis);
        letGo(nowMillis);
    }

    private void refuse(Pending refused, String reason, long nowMillis) {
        Order order = refused.order();
        Decision decision = Decision.refused(order, reason, nowMillis);
        open.decided(decision);
        doing.refuse(refused.origin(), order, reason);
        doing.tell(decision);
        endTrial(order, false, nowMillis);
        letGo(nowMillis);
    }

    /** Some time has passed: who waits in vain is refused, and what nobody has met for long enough leaves. */
    void tick(long nowMillis) {
        open.all().stream()
                .filter(order -> order.waitsSinceBefore(nowMillis - rules.patienceMillis()))
                .forEach(late -> refuse(
                        late,
                        "not all tasks had it ready in time; missing: " + late.missing(rules.operators()),
                        nowMillis));
        letGo(nowMillis);
    }

    private void letGo(long nowMillis) {
        for (Notice farewell : inForce.leaving(open::want, open.wantHome(), nowMillis)) {
            doing.direct(new Directive.Tell(farewell));
        }
    }
}
