package dev.offramp.refresh;

import dev.offramp.model.Notice;
import java.util.List;

/**
 * What {@link Orders} keep.
 *
 * @param pending     orders on which nothing is decided
 * @param decisions   the newest about each
 * @param assignments the newest about each that was accepted
 * @param told        bundles that tasks were told of last: those that are there, and the first one where it has left
 */
record OrdersState(
        List<PlacedRecord> pending, List<Decision> decisions, List<Assignment> assignments, List<Notice> told) {

    OrdersState {
        pending = List.copyOf(pending);
        decisions = List.copyOf(decisions);
        assignments = List.copyOf(assignments);
        told = List.copyOf(told);
    }
}
