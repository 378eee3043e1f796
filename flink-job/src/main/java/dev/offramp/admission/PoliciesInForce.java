package dev.offramp.admission;

import dev.offramp.model.ById;
import dev.offramp.policy.Admission;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.policy.PolicyBook;
import dev.offramp.policy.PolicyChange;
import dev.offramp.policy.PolicyRecord;
import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.ServedBundle;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.BundleId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.jspecify.annotations.Nullable;

/**
 * The policies of a task, for each bundle that its frames meet: a wish comes to other thresholds with every one. What is let in is what
 * the bundle can meet that the job was started with. Not thread-safe.
 */
final class PoliciesInForce {

    private final ServedBundle home;
    private final KnownPolicies known;
    private final ById<OfBundle> books;
    private volatile @Nullable PolicyBook ofHome; // a gauge asks

    /** The policies as one bundle meets them. */
    private record OfBundle(ServedBundle bundle, PolicyBook book) {}

    /** @param known that were on the topic before the job started */
    PoliciesInForce(ServedBundle home, KnownPolicies known) {
        this.home = home;
        this.known = known;
        this.books = new ById<>(home.id());
    }

    /** Those of a bundle; nothing before they are opened. */
    @Nullable
    PolicyBook of(BundleId bundle) {
        OfBundle found = books.get(bundle);
        return found == null ? null : found.book();
    }

    /** What state says, unless the topic said something newer before the job started; and of that what the bundle can meet. */
    PolicyBook open(
            ServedBundle bundle,
            ReadOnlyBroadcastState<String, PolicySchedule> policies,
            ReadOnlyBroadcastState<Integer, Long> readUntil)
            throws Exception {
        PolicyBook book = new PolicyBook(bundle, fitting(bundle, policies, readUntil));
        books.put(bundle.id(), new OfBundle(bundle, book));
        if (bundle.id().equals(home.id())) {
            ofHome = book;
        }
        return book;
    }

    private Map<String, PolicySchedule> fitting(
            ServedBundle bundle,
            ReadOnlyBroadcastState<String, PolicySchedule> policies,
            ReadOnlyBroadcastState<Integer, Long> readUntil)
            throws Exception {
        Map<String, PolicySchedule> byKey = new HashMap<>();
        if (known.goesBeyond(offsets(readUntil))) {
            byKey.putAll(known.byKey());
        } else {
            for (Map.Entry<String, PolicySchedule> saved : policies.immutableEntries()) {
                byKey.put(saved.getKey(), saved.getValue());
            }
        }
        byKey.replaceAll((key, schedule) -> schedule.fitting(bundle));
        return byKey;
    }

    /**
     * The next record of the topic.
     *
     * @throws Refusal where it changes nothing, and somebody should know
     */
    void enter(
            PolicyRecord record,
            BroadcastState<String, PolicySchedule> policies,
            BroadcastState<Integer, Long> readUntil)
            throws Exception {
        if (known.goesBeyond(offsets(readUntil))) {
            policies.clear();
            policies.putAll(known.byKey());
            readUntil.putAll(known.readUntil());
        }
        Long read = readUntil.get(record.origin().partition());
        if (read != null && record.origin().offset() < read) {
            Optional<Refusal> refusal = known.refusal(record.origin());
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            return;
        }
        readUntil.put(record.origin().partition(), record.origin().offset() + 1);
        enter(record.change(), policies);
    }

    private void enter(PolicyChange change, BroadcastState<String, PolicySchedule> policies) throws Exception {
        PolicySchedule saved = policies.get(change.key());
        PolicySchedule before = saved == null ? PolicySchedule.EMPTY : saved.fitting(home);
        PolicySchedule after = new Admission(home).enter(change, before);
        policies.put(change.key(), after);
        for (OfBundle open : books.all()) {
            open.book().put(change.key(), after.fitting(open.bundle()));
        }
    }

    /** A bundle has left. */
    void forget(BundleId bundle) {
        books.remove(bundle);
    }

    /** How many scopes have thresholds of another bundle than that which the job was started with; any thread may ask. */
    int scopesForOtherBundles() {
        PolicyBook book = ofHome;
        return book == null ? 0 : book.scopesForOtherBundles();
    }

    private static Map<Integer, Long> offsets(ReadOnlyBroadcastState<Integer, Long> readUntil) throws Exception {
        Map<Integer, Long> offsets = new HashMap<>();
        for (Map.Entry<Integer, Long> partition : readUntil.immutableEntries()) {
            offsets.put(partition.getKey(), partition.getValue());
        }
        return offsets;
    }
}
