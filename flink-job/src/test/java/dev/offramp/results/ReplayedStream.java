package dev.offramp.results;

import java.util.ArrayList;
import java.util.List;

/** One stream put in order turn by turn, with the clock of the turns and the wake-ups that it asks for. */
final class ReplayedStream {

    private final Resequencer resequencer;
    private final List<StreamResult> results = new ArrayList<>();
    private StreamOrder order = StreamOrder.NEW;

    ReplayedStream(HoldLimits limits) {
        this.resequencer = new Resequencer(limits);
    }

    ReplayedStream come(Turn turn) {
        sleepUntil(turn.arrivedMillis());
        take(resequencer.offer(order, turn));
        return this;
    }

    /** Wakes the stream whenever it wants to be, up to this moment. */
    ReplayedStream sleepUntil(long millis) {
        while (order.wakeAtMillis() <= millis) {
            take(resequencer.wake(order, order.wakeAtMillis()));
        }
        return this;
    }

    ReplayedStream finish(long millis) {
        take(resequencer.finish(order, millis));
        return this;
    }

    StreamOrder order() {
        return order;
    }

    List<StreamResult> results() {
        return results;
    }

    List<String> brief() {
        return results.stream().map(TestTurns::brief).toList();
    }

    private void take(Resequencer.Step step) {
        order = step.after();
        results.addAll(step.results());
    }
}
