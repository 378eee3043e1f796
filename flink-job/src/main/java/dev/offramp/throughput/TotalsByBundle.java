package dev.offramp.throughput;

import dev.offramp.sample.BundleId;
import dev.offramp.wire.WireTypeInfo;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What answers cost, by the bundle that gave them. Those of different subtasks add up. Immutable.
 *
 * @param each of those that answered
 */
public record TotalsByBundle(Map<BundleId, Totals> each) {

    public static final WireTypeInfo<TotalsByBundle> TYPE =
            new WireTypeInfo<>(TotalsByBundle.class, new TotalsByBundleFormat());
    public static final TotalsByBundle NONE = new TotalsByBundle(Map.of());

    private static final Comparator<BundleId> BY_NAME =
            Comparator.comparing(BundleId::name).thenComparing(BundleId::version);

    public TotalsByBundle {
        each = Map.copyOf(each);
    }

    /** Of one bundle alone. */
    public static TotalsByBundle of(BundleId bundle, Totals totals) {
        return new TotalsByBundle(Map.of(bundle, totals));
    }

    /** Those that answered, by name. */
    List<BundleId> bundles() {
        return each.keySet().stream().sorted(BY_NAME).toList();
    }

    /** Of one of them; of nothing where it did not answer. */
    public Totals of(BundleId bundle) {
        return each.getOrDefault(bundle, Totals.NONE);
    }

    /** The same, where what an older release counted, when a job had one bundle, is that of the bundle that the job was started with. */
    TotalsByBundle withHome(BundleId home) {
        if (!each.containsKey(BundleId.UNNAMED)) {
            return this;
        }
        Map<BundleId, Totals> named = new HashMap<>(each);
        named.remove(BundleId.UNNAMED);
        named.merge(home, of(BundleId.UNNAMED), Totals::plus);
        return new TotalsByBundle(named);
    }

    /** Both together; they stay as they are. Of more than two, {@link SumByBundle} copies less. */
    public TotalsByBundle plus(TotalsByBundle other) {
        SumByBundle sum = new SumByBundle();
        sum.add(this);
        sum.add(other);
        return sum.totals();
    }

    /** Of all bundles together, exit by exit and stage by stage whichever they are of. */
    Totals together() {
        TotalsSum sum = new TotalsSum();
        each.values().forEach(sum::add);
        return sum.totals();
    }
}
