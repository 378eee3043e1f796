package dev.offramp.stage;

import dev.offramp.policy.Consistency;
import dev.offramp.sample.Task;

/**
 * Where a sample stands between two exits.
 *
 * @param predicted   answer of the newest exit with scores, as {@link Task#answer} tells it, or -1 before the first
 * @param consistency how that compares with the answers before it
 * @param outOfTime   whether a stage passed it by, because its answer would have come too late
 * @param answeredBy  exit that has answered it already, so that it runs on as a shadow; or 0
 * @param answered    that answer, told likewise
 */
public record ExitHistory(int predicted, Consistency consistency, boolean outOfTime, int answeredBy, int answered) {

    private static final Consistency NOTHING = new Consistency(0, Double.NaN);

    /** No exit has seen the sample. */
    public static final ExitHistory NOT_BEGUN = new ExitHistory(-1, NOTHING, false, 0, -1);

    /** Behind one more stage; the lower index wins a tie of logits. A stage that ran without its head has said nothing. */
    public ExitHistory after(float[] logits, Task task) {
        if (logits.length == 0) {
            return this;
        }
        int answer = task.answer(logits);
        return new ExitHistory(answer, consistency(answer, task), outOfTime, answeredBy, answered);
    }

    private Consistency consistency(int answer, Task task) {
        return consistency.agreeing() == 0
                ? Consistency.FIRST
                : new Consistency(
                        answer == predicted ? consistency.agreeing() + 1 : 1, task.distance(answer, predicted));
    }

    ExitHistory late() {
        return new ExitHistory(predicted, consistency, true, answeredBy, answered);
    }

    ExitHistory shadowing(int exit) {
        return new ExitHistory(predicted, consistency, outOfTime, exit, predicted);
    }

    /** Whether the sample has been answered, and runs on only to see whether the last exit agrees. */
    public boolean isShadow() {
        return answeredBy > 0;
    }
}
