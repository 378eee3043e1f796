package dev.offramp.refresh;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.wire.WireTypeInfo;
import java.util.Optional;

/**
 * What {@link CanaryAnalysis} keeps.
 *
 * @param serving       what serves everybody; empty for the bundle that the job was started with
 * @param ordered       the newest order about what is on trial for everybody
 * @param canary        that a rule has to decide about
 * @param newestVersion of all orders
 */
public record AnalysisState(
        Optional<BundleSource> serving, Optional<Order> ordered, Optional<Canary> canary, long newestVersion) {

    public static final WireTypeInfo<AnalysisState> TYPE =
            new WireTypeInfo<>(AnalysisState.class, new AnalysisStateFormat());
}
