package dev.offramp.budget;

/**
 * Judges, from shadows, how many samples the last exit would have answered otherwise. Evidence gathers until it decides, and
 * begins anew after each decision: it was about another setting of the exits. Not thread-safe.
 */
final class DriftGuard {

    /** What the evidence says. */
    enum Judgement {
        TOO_MANY,
        FEW_ENOUGH,
        OPEN
    }

    private static final long LEAST_SHADOWS = 200;
    /** Of the accepted share: further in, so that a setting just tightened is not loosened again. */
    private static final double FEW = 0.7;

    private final double accepted;
    private long shadowed;
    private long agreed;
    private double earlyShare;

    /** @param accepted share of all samples that the last exit may answer otherwise */
    DriftGuard(double accepted) {
        this.accepted = accepted;
    }

    Judgement with(Observation seen) {
        shadowed += seen.shadowed();
        agreed += seen.agreed();
        earlyShare = seen.earlyShare();
        if (shadowed < LEAST_SHADOWS) {
            return Judgement.OPEN;
        }
        Interval agreement = Interval.ofShare(agreed, shadowed);
        if (earlyShare * (1 - agreement.high()) > accepted) {
            return Judgement.TOO_MANY;
        }
        return earlyShare * (1 - agreement.low()) < FEW * accepted ? Judgement.FEW_ENOUGH : Judgement.OPEN;
    }

    void beginAnew() {
        shadowed = 0;
        agreed = 0;
    }
}
