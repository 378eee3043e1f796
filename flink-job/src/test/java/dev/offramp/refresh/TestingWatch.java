package dev.offramp.refresh;

import dev.offramp.sample.BundleId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rules, windows and watches, with every part present and absent. */
public final class TestingWatch {

    public static final List<PromotionRule> RULES = List.of(
            new PromotionRule(
                    List.of(
                            new Condition(Quantity.AGREEMENT, true, 0.98),
                            new Condition(Quantity.ACCURACY_LOSS, false, -0.005)),
                    Duration.ofMinutes(10)),
            new PromotionRule(List.of(new Condition(Quantity.COST, false, 1.1)), Duration.ofMillis(1_500)));

    public static final List<ComparedWindow> WINDOWS = List.of(
            new ComparedWindow(1_700_000_000_000L, 1_700_000_010_000L, pairs()),
            new ComparedWindow(-1, 0, Comparison.nothing(Design.TWO_SAMPLE)));

    public static final List<CandidateWatch> WATCHES = List.of(
            new CandidateWatch(
                    RULES.get(0), Design.PAIRED, 1_699_999_990_000L, 1_700_000_011_000L, List.of(WINDOWS.get(0))),
            CandidateWatch.begin(RULES.get(1), Design.TWO_SAMPLE, 0));

    /** What a shadow did beside what answered. */
    public static final Comparison PAIRS = pairs();

    public static final List<SideWindow> SIDES = List.of(
            new SideWindow(
                    new BundleId("vit", "2.0.1"),
                    Optional.of(new BundleId("vit", "1.0.0")),
                    1_700_000_000_000L,
                    1_700_000_001_000L,
                    PAIRS),
            new SideWindow(
                    new BundleId("vit", "2.0.1"),
                    Optional.empty(),
                    1_700_000_000_000L,
                    1_700_000_001_000L,
                    new Comparison(
                            Design.TWO_SAMPLE,
                            new TreeMap<>(Map.of(
                                    0,
                                    GroupTotals.ofCandidate(SideTotals.labelled(true, 4.5e6, 12)),
                                    StreamClusters.COUNT - 1,
                                    GroupTotals.ofCandidate(SideTotals.unlabelled(9e6, 1L << 40)))))),
            new SideWindow(BundleId.UNNAMED, Optional.empty(), -1, 0, Comparison.nothing(Design.TWO_SAMPLE)));

    private TestingWatch() {}

    private static Comparison pairs() {
        ComparisonTally tally = new ComparisonTally(Design.PAIRED);
        tally.add(
                "a",
                GroupTotals.ofBoth(true, SideTotals.labelled(true, 4.5e6, 12), SideTotals.labelled(false, 9e6, 13.5)));
        tally.add("b", GroupTotals.ofBoth(false, SideTotals.unlabelled(9e6, -1), SideTotals.unlabelled(9e6, 1L << 40)));
        return tally.total();
    }
}
