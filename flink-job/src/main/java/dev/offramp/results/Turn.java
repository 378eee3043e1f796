package dev.offramp.results;

import dev.offramp.exit.Answer;
import dev.offramp.sample.Unanswered;
import java.util.Comparator;

/** What stands at a place in a stream's order: an answer, or word that there will be none. */
public sealed interface Turn {

    /** By place; where an epoch ends goes before a frame at the same place. */
    Comparator<Turn> ORDER = Comparator.comparingLong(Turn::epoch)
            .thenComparingLong(Turn::sequence)
            .thenComparing(turn -> !turn.isEnd());

    String stream();

    long epoch();

    long sequence();

    /** Frames that the source lost in front of it. */
    int dropped();

    boolean isEnd();

    /** When it came to be put in order, milliseconds since the Unix epoch. */
    long arrivedMillis();

    /** About what it takes in state. */
    long bytes();

    /** An answer. */
    record Answered(Answer answer, long arrivedMillis) implements Turn {

        private static final long FIXED_BYTES = 160;
        private static final long CLASS_BYTES = 8;
        private static final long VISIT_BYTES = 20;

        @Override
        public String stream() {
            return answer.sample().stream();
        }

        @Override
        public long epoch() {
            return answer.sample().capture().epoch();
        }

        @Override
        public long sequence() {
            return answer.sample().sequence();
        }

        @Override
        public int dropped() {
            return answer.sample().capture().dropped();
        }

        @Override
        public boolean isEnd() {
            return false;
        }

        @Override
        public long bytes() {
            return FIXED_BYTES
                    + stream().length()
                    + answer.sample().origin().topic().length()
                    + answer.bundle().name().length()
                    + answer.bundle().version().length()
                    + CLASS_BYTES * answer.top().size()
                    + VISIT_BYTES * answer.journey().visits().size();
        }
    }

    /** A place that no answer will fill. */
    record Vacant(Unanswered place, long arrivedMillis) implements Turn {

        private static final long FIXED_BYTES = 34;

        @Override
        public String stream() {
            return place.stream();
        }

        @Override
        public long epoch() {
            return place.epoch();
        }

        @Override
        public long sequence() {
            return place.sequence();
        }

        @Override
        public int dropped() {
            return place.dropped();
        }

        @Override
        public boolean isEnd() {
            return place.isEnd();
        }

        @Override
        public long bytes() {
            return FIXED_BYTES + stream().length();
        }
    }
}
