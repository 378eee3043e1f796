package dev.offramp.refresh;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.policy.Scope;
import dev.offramp.refresh.Decision.Outcome;
import dev.offramp.sample.BundleId;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** Canaries of half the streams, and what tasks see of them and of what serves. */
final class TestingCanary {

    static final BundleId HOME = new BundleId("digits", "1");
    static final BundleSource TWO = source("2", "b");
    static final BundleSource THREE = source("3", "c");
    static final String TRIAL = "trial of DEFAULT/";
    static final String SERVING = "DEFAULT/";

    private static final int SAMPLES = 20; // of each stream

    private final Random random = new Random(5);

    private static BundleSource source(String version, String digit) {
        return new BundleSource(
                new BundleId("digits", version),
                digit.repeat(64),
                URI.create("https://models.example/digits/" + version + "/"));
    }

    /** For every stream. */
    static Order canary(long version, String rule) {
        return canary(version, Scope.DEFAULT, "", rule);
    }

    static Order canary(long version, Scope scope, String target, String rule) {
        return new Order(
                scope,
                target,
                true,
                Optional.of(TWO),
                Role.CANARY,
                0.5,
                OptionalLong.empty(),
                rule,
                version,
                "anna",
                "",
                Optional.empty());
    }

    /** On a tenth of the samples of every stream. */
    static Order shadow(long version, String rule) {
        return new Order(
                Scope.DEFAULT,
                "",
                true,
                Optional.of(TWO),
                Role.SHADOW,
                0.1,
                OptionalLong.empty(),
                rule,
                version,
                "anna",
                "",
                Optional.empty());
    }

    static Decision accepted(String about, long version, Optional<BundleSource> source, long validFromMillis) {
        return new Decision(about, version, source, Outcome.ACCEPTED, validFromMillis, "", validFromMillis - 2_000);
    }

    /**
     * A second in which two bundles answered as many streams each.
     *
     * @param factor of what the candidate costs
     */
    List<SideWindow> second(long startMillis, BundleId candidate, double factor, BundleId serving, int streams) {
        SideTally tally = new SideTally();
        for (int stream = 0; stream < streams; stream++) {
            for (int sample = 0; sample < SAMPLES; sample++) {
                tally.add(candidate, "gate-" + stream, SideTotals.unlabelled(factor * cost(), 12));
                tally.add(serving, "lobby-" + stream, SideTotals.unlabelled(cost(), 12));
            }
        }
        return new ArrayList<>(tally.end(startMillis, startMillis + 1_000));
    }

    /**
     * A second in which one bundle ran copies of what another answered.
     *
     * @param agreement a share of the samples
     * @param factor    of what the candidate costs
     */
    List<SideWindow> pairedSecond(long startMillis, double agreement, double factor, BundleId serving, int streams) {
        SideTally tally = new SideTally();
        for (int stream = 0; stream < streams; stream++) {
            for (int sample = 0; sample < SAMPLES; sample++) {
                double cost = cost();
                boolean agreed = random.nextDouble() < agreement;
                tally.add(
                        TWO.id(),
                        serving,
                        "gate-" + stream,
                        GroupTotals.ofBoth(
                                agreed, SideTotals.unlabelled(factor * cost, 14), SideTotals.unlabelled(cost, 12)));
                tally.add(serving, "gate-" + stream, SideTotals.unlabelled(cost, 12));
            }
        }
        return tally.end(startMillis, startMillis + 1_000);
    }

    /** Of a sample. */
    double cost() {
        return random.nextDouble() < 0.7 ? 4.5e6 : 9e6;
    }
}
