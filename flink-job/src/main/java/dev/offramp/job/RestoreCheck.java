package dev.offramp.job;

import dev.offramp.results.InOrderOperator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.flink.configuration.StateRecoveryOptions;

/**
 * Whether a job may leave behind what its savepoint holds of operators that it does not have: soft state it may, whatever it
 * would lose for good it may not.
 *
 * @param savepoint    its path
 * @param unclaimed    uids of the operators that the savepoint has state of and the job has not
 * @param holdsAnswers whether answers wait in it for those before them
 */
record RestoreCheck(String savepoint, List<String> unclaimed, boolean holdsAnswers) {

    /** Of the operator that puts answers in order; with none that waits, it only knows how far each stream is. */
    static final String IN_ORDER = "in-order";

    /**
     * What exits, smoothing and steering know of the past they learn again: the credit of streams with a budget behind an exit that is no more, the
     * default policies and the orders about bundles that are on their topics as well, what was seen of a canary or a shadow, the last interval's totals, and sinks without
     * transactions.
     */
    private static final Predicate<String> SOFT = Pattern.compile(
                    "exit-[0-9]+|smooth|steer|steer-windows|(.*: )?steered-policies|bundles|refresh|canary-analysis|tally-pairs|(.*: )?told-bundles")
            .asMatchPredicate();

    /** What {@link InOrderOperator} marks in the metadata of the operators that hold answers. */
    static RestoreCheck of(String savepoint, SavepointOperators operators, List<String> unclaimed) {
        return new RestoreCheck(savepoint, unclaimed, operators.hasEntries(IN_ORDER, InOrderOperator.HOLDING));
    }

    /** Names every operator whose state would be lost; empty where nothing is, or nothing that matters. */
    List<String> problems() {
        List<String> lost = unclaimed.stream().filter(uid -> !isSoft(uid)).toList();
        return lost.isEmpty()
                ? List.of()
                : List.of("the savepoint " + savepoint + " holds state of " + String.join(", ", lost)
                        + ", and this job has no such operators: their state would be lost. Start from it a job that has"
                        + " them" + wayOut(lost) + ", or lose it knowingly with "
                        + StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE.key() + ": true");
    }

    /** Whether Flink has to be told to go on without some of the state. */
    boolean leavesStateBehind() {
        return !unclaimed.isEmpty() && problems().isEmpty();
    }

    private boolean isSoft(String uid) {
        return SOFT.test(uid) || (uid.equals(IN_ORDER) && !holdsAnswers);
    }

    private static String wayOut(List<String> lost) {
        return lost.contains(IN_ORDER)
                ? " (answers wait in it for frames that are missing: run it once more with results.order: stream, longer than"
                        + " results.max-wait, and stop it again)"
                : "";
    }
}
