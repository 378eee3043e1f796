package dev.offramp.cli.policy;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.ServedBundle;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import dev.offramp.sample.BundleId;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Thresholds of one bundle, for those who know better than its curve. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ThresholdOptions {

    @Option(
            names = "--thresholds",
            paramLabel = "T,T,...",
            description =
                    "One for each exit but the last, as 0.9,closed,0.4: a sample of this confidence leaves. For one"
                            + " bundle, --bundle or the one that the job serves; no other obeys them.",
            converter = CriterionValues.ThresholdList.class)
    private Optional<Thresholds> thresholds;

    @Option(names = "--close-all", description = "Close every exit but the last, of one bundle as with --thresholds.")
    private boolean closeAll;

    @Option(
            names = "--measure",
            paramLabel = "NAME",
            description =
                    "Their confidence measure: max-softmax, entropy, margin or patience; of a multi-label bundle least-certain, of one of numbers agreement.",
            converter = MeasureName.class)
    private Optional<ConfidenceMeasure> measure;

    @Option(
            names = "--temperatures",
            paramLabel = "T,T,...",
            description = "By what logits are divided, one for each exit, the last one too; or none.",
            converter = CriterionValues.TemperatureList.class)
    private Optional<Temperatures> temperatures;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description =
                    "ConfidenceMeasure, temperatures and thresholds, and their bundle, from JSON as './offramp evaluate --json"
                            + " FILE' writes it. The options above go over it.")
    private Optional<Path> file;

    boolean isGiven() {
        return thresholds.isPresent()
                || closeAll
                || measure.isPresent()
                || temperatures.isPresent()
                || file.isPresent();
    }

    boolean contradictsItself() {
        return closeAll && thresholds.isPresent();
    }

    /** The file is read; what is wrong with it ends the command. */
    Optional<CriterionJson> readFile() {
        return file.map(CriterionJson::read);
    }

    /**
     * The thresholds that are asked for.
     *
     * @param read   what {@link #readFile()} read
     * @param served the bundle, where its folder is named
     * @param seen   the bundle that a job serves, where that is known
     * @param before what is in force for the scope
     */
    Wish.ThresholdsOf over(
            Optional<CriterionJson> read, Optional<ServedBundle> served, Optional<BundleInForce> seen, Wish before) {
        Optional<Wish.ThresholdsOf> thresholdsBefore =
                before instanceof Wish.ThresholdsOf known ? Optional.of(known) : Optional.empty();
        BundleId bundle = served.map(ServedBundle::id)
                .or(() -> read.flatMap(CriterionJson::bundle))
                .or(() -> seen.map(BundleInForce::id))
                .or(() -> thresholdsBefore.map(Wish.ThresholdsOf::bundle))
                .orElseThrow(this::forWhichBundle);
        Optional<Criterion> base = read.map(CriterionJson::criterion)
                .or(() -> thresholdsBefore
                        .filter(known -> ServedBundle.areSame(known.bundle(), bundle))
                        .map(Wish.ThresholdsOf::criterion))
                .or(() -> served.map(known -> known.recommended().criterion()));
        return new Wish.ThresholdsOf(bundle, over(base, earlyExits(base, seen)));
    }

    private Criterion over(Optional<Criterion> base, Optional<Integer> earlyExits) {
        ConfidenceMeasure next = measure.or(() -> base.map(Criterion::measure)).orElse(ConfidenceMeasure.MAX_SOFTMAX);
        if (thresholds.isEmpty() && !closeAll && base.isPresent() && base.get().measure() != next) {
            throw new CommandFailure("the thresholds in force are for "
                    + PolicyField.nameOf(base.get().measure()) + " and mean nothing under " + PolicyField.nameOf(next)
                    + ": give --thresholds too");
        }
        Optional<Thresholds> closed = closeAll ? earlyExits.map(Thresholds::closed) : Optional.empty();
        Thresholds values = thresholds
                .or(() -> closed)
                .or(() -> base.map(Criterion::thresholds))
                .orElseThrow(() -> new CommandFailure("no thresholds of this scope are in force to start from: give"
                        + " --thresholds, or --bundle DIR to start from its recommended policy"));
        checkRange(next, values);
        return new Criterion(
                next, temperatures.or(() -> base.map(Criterion::temperatures)).orElse(Temperatures.NONE), values);
    }

    private static Optional<Integer> earlyExits(Optional<Criterion> base, Optional<BundleInForce> seen) {
        return seen.map(BundleInForce::earlyExits)
                .or(() -> base.map(known -> known.thresholds().count()));
    }

    private CommandFailure forWhichBundle() {
        String wanted = thresholds
                .map(values -> "--thresholds " + PolicyField.text(values))
                .orElse(closeAll ? "--close-all" : "--thresholds T,T,...");
        return new CommandFailure(
                "thresholds are for one bundle, and no job's throughput says yet which one is served: name"
                        + " it, as in './offramp policy set --default " + wanted
                        + " --bundle model-artifacts/bundles/NAME'; --loss 0.5% and --cost 6M are for any bundle");
    }

    private static void checkRange(ConfidenceMeasure measure, Thresholds thresholds) {
        for (int exit = 1; exit <= thresholds.count(); exit++) {
            float threshold = thresholds.at(exit);
            if (measure != ConfidenceMeasure.PATIENCE
                    && threshold != Thresholds.CLOSED
                    && !(threshold >= 0 && threshold <= 1)) {
                throw new CommandFailure("the threshold of exit " + exit + " is " + threshold + "; under "
                        + PolicyField.nameOf(measure) + " it is 0 to 1, or 'closed'");
            }
        }
    }
}
