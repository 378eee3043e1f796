package dev.offramp.refresh;

/**
 * What both did for some samples of one {@link StreamClusters group of streams}.
 *
 * @param agreed    samples to which both gave the same class, of those that both answered
 * @param candidate what is on trial
 * @param serving   what serves
 */
public record GroupTotals(long agreed, SideTotals candidate, SideTotals serving) {

    /** Of one sample that both answered. */
    public static GroupTotals ofBoth(boolean agreed, SideTotals candidate, SideTotals serving) {
        return new GroupTotals(agreed ? 1 : 0, candidate, serving);
    }

    /** Of samples that the candidate answered alone. */
    public static GroupTotals ofCandidate(SideTotals candidate) {
        return new GroupTotals(0, candidate, SideTotals.NOTHING);
    }

    /** Of samples that were answered by what serves alone. */
    public static GroupTotals ofServing(SideTotals serving) {
        return new GroupTotals(0, SideTotals.NOTHING, serving);
    }

    /** Whether both may have answered the same samples. */
    boolean isOfPairs() {
        return candidate.answered() == serving.answered() && candidate.labelled() == serving.labelled();
    }

    /** Of the samples of both. */
    public GroupTotals and(GroupTotals other) {
        return new GroupTotals(agreed + other.agreed, candidate.and(other.candidate), serving.and(other.serving));
    }
}
