package dev.offramp.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class StaticStateTest {

    @Test
    void what_never_changes_passes() {
        assertThat(StaticState.of(Constants.class)).isEmpty();
    }

    @Test
    void what_can_change_is_named_with_the_reason() {
        assertThat(StaticState.of(Changing.class))
                .containsExactlyInAnyOrder(
                        "Changing.open: is not final",
                        "Changing.FILLED: holds a java.util.concurrent.ConcurrentHashMap",
                        "Changing.COUNT: holds a java.util.concurrent.atomic.LongAdder",
                        "Changing.NESTED: holds a java.util.ArrayList",
                        "Changing.OWN: holds Counter.count, which is not final",
                        "Changing.SEEN: is an array that others see");
    }

    @SuppressWarnings("unused")
    private static final class Constants {
        private static final int NUMBER = 1;
        private static final Integer BOXED = 1;
        private static final String TEXT = "text";
        private static final Map<String, Integer> MAP = Map.of("one", 1);
        private static final Pair RECORD = new Pair("a", List.of(1));
        private static final int[] TABLE = {1, 2};
    }

    @SuppressWarnings("unused")
    private static final class Changing {
        private static final Map<String, Integer> FILLED = new ConcurrentHashMap<>();
        private static final LongAdder COUNT = new LongAdder();
        private static final List<List<Integer>> NESTED = List.of(new ArrayList<>());
        private static final Counter OWN = new Counter();
        static final int[] SEEN = {1, 2};
        private static int open = 1;
    }

    private record Pair(String left, List<Integer> right) {}

    @SuppressWarnings("unused")
    private static final class Counter {
        private long count;
    }
}
