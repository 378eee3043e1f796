package dev.offramp.budget;

/**
 * What a plan takes for granted.
 *
 * @param utilisation        of a subtask that is planned for, below 1
 * @param maxBatch           samples
 * @param maxLingerMillis    that a sample waits for its batch in a stage at most
 * @param overhead           of a sample outside the stages
 * @param wireBytesPerSecond that a core packs or unpacks
 * @param wireShrink         bytes on the wire a byte of activation: 1, or 0.5 in half precision
 */
public record PlanAssumptions(
        double utilisation,
        int maxBatch,
        double maxLingerMillis,
        Overhead overhead,
        double wireBytesPerSecond,
        double wireShrink) {

    public PlanAssumptions {
        if (!(utilisation > 0 && utilisation < 1)) {
            throw new IllegalArgumentException("utilisation must be between 0 and 1, was " + utilisation);
        }
    }
}
