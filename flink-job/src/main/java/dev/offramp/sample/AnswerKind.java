package dev.offramp.sample;

import java.io.Serializable;

/**
 * What the answers of a bundle are, and when two of them count as the same: so when one is right, when exits and bundles agree.
 *
 * @param tolerance how far apart two answers may be and are the same, float32, inclusive: above 0 of numbers, in their unit; 0 of any
 *                  other task, whose answers have to be equal
 */
public record AnswerKind(Task task, float tolerance) implements Serializable {

    /** One class. */
    public static final AnswerKind CLASS = exact(Task.CLASSIFICATION);

    /** Answers that have to be equal. */
    public static AnswerKind exact(Task task) {
        return new AnswerKind(task, 0);
    }

    /** Whether two answers, as {@link Task#answer} tells them, count as the same; an answer and none, -1, never do. */
    public boolean areSame(int one, int other) {
        return task.distance(one, other) <= tolerance;
    }
}
