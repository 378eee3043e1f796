package dev.offramp.results;

import dev.offramp.results.StreamOrder.Phase;
import dev.offramp.results.StreamResult.Cause;
import dev.offramp.results.StreamResult.Missing;
import dev.offramp.results.StreamResult.Ordered;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One step of putting a stream in order, at one moment. Not thread-safe; used once. */
final class Resequencing {

    private static final long FIRST_SEQUENCE = 0;

    private final long nowMillis;
    private final List<Turn> held;
    private final List<StreamResult> results = new ArrayList<>();
    private Phase phase;
    private long epoch;
    private long next;

    Resequencing(StreamOrder before, long nowMillis) {
        this.nowMillis = nowMillis;
        this.held = new ArrayList<>(before.held());
        this.phase = before.phase();
        this.epoch = before.epoch();
        this.next = before.next();
    }

    /**
     * What has come leaves where it is its turn, or late where that is over, or else waits.
     *
     * @return whether it came in time
     */
    boolean take(Turn turn) {
        int place = Collections.binarySearch(held, turn, Turn.ORDER);
        if (isOver(turn) || place >= 0) {
            goLate(turn);
            return false;
        }
        held.add(-place - 1, turn);
        drain();
        return true;
    }

    /** Lets go what waits up to this one, and gives up what is missing before it. */
    void giveUpBefore(Turn last, Cause cause) {
        while (!held.isEmpty() && Turn.ORDER.compare(held.get(0), last) <= 0) {
            Turn first = held.remove(0);
            if (phase != Phase.NEW && first.epoch() == epoch && first.sequence() > next) {
                results.add(missing(first, next, cause));
            }
            leave(first);
            drain();
        }
    }

    List<Turn> held() {
        return held;
    }

    List<StreamResult> results() {
        return results;
    }

    StreamOrder after(long lastArrivalMillis, long wakeAtMillis) {
        return new StreamOrder(phase, epoch, next, lastArrivalMillis, wakeAtMillis, held);
    }

    private boolean isOver(Turn turn) {
        return phase != Phase.NEW && (turn.epoch() < epoch || (turn.epoch() == epoch && turn.sequence() < next));
    }

    private void goLate(Turn turn) {
        declareDropped(turn);
        if (turn instanceof Turn.Answered answered) {
            results.add(new Ordered(answered.answer(), true));
        }
    }

    private void drain() {
        int left = 0;
        while (left < held.size() && isNext(held.get(left))) {
            leave(held.get(left));
            left++;
        }
        held.subList(0, left).clear();
    }

    /** Of an epoch that begins only the first sequence of all is known to be next. */
    private boolean isNext(Turn turn) {
        return switch (phase) {
            case NEW -> turn.sequence() == FIRST_SEQUENCE;
            case RUNNING -> turn.epoch() == epoch && turn.sequence() == next;
            case ENDED -> turn.sequence() == (turn.epoch() == epoch ? next : FIRST_SEQUENCE);
        };
    }

    private void leave(Turn turn) {
        declareDropped(turn);
        if (turn instanceof Turn.Answered answered) {
            results.add(new Ordered(answered.answer(), false));
        }
        epoch = turn.epoch();
        next = turn.isEnd()
                ? turn.sequence()
                : Math.max(turn.sequence(), turn.sequence() + 1); // no way beyond the last
        phase = turn.isEnd() ? Phase.ENDED : Phase.RUNNING;
    }

    private void declareDropped(Turn turn) {
        if (turn.dropped() > 0) {
            long at = turn.sequence();
            results.add(new Missing(turn.stream(), turn.epoch(), at, at, turn.dropped(), Cause.DROPPED, nowMillis));
        }
    }

    private Missing missing(Turn before, long from, Cause cause) {
        long to = before.sequence();
        long frames = to - from < 0 ? Long.MAX_VALUE : to - from; // so many that a long does not count them
        return new Missing(before.stream(), before.epoch(), from, to, frames, cause, nowMillis);
    }
}
