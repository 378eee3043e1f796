package dev.offramp.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

class StackTallyTest {

    private static final Stack RULE = stack(false, "dev.offramp.exit.ExitRule.decide");
    private static final Stack COPY = stack(false, "java.util.ArrayList.grow");
    private static final Stack NETWORK = stack(true, "ai.djl.pytorch.jni.PyTorchLibrary.moduleRunMethod");
    private static final Stack READ =
            new Stack(Work.READING, false, List.of("org.apache.avro.io.BinaryDecoder.readInt"));

    private final StackTally tally = StackTally.of(List.of(RULE, COPY, RULE, NETWORK, NETWORK, RULE, READ));

    @Test
    void shares_are_of_java_code_of_one_kind_of_thread_largest_first() {
        assertThat(tally.seen(Work.STAGES)).isEqualTo(4);
        assertThat(tally.components(Work.STAGES)).containsExactly(entry("Offramp: exit", 0.75), entry("Flink", 0.25));
        assertThat(tally.leaves(Work.STAGES))
                .containsExactly(
                        entry("dev.offramp.exit.ExitRule.decide", 0.75), entry("java.util.ArrayList.grow", 0.25));
    }

    @Test
    void nothing_seen_has_no_shares() {
        assertThat(tally.seen(Work.BROKER)).isZero();
        assertThat(tally.components(Work.BROKER)).isEmpty();
    }

    @Test
    void collapsed_stacks_begin_at_the_root_and_end_in_a_count() {
        assertThat(tally.collapsed("open"))
                .containsExactly(
                        "open;read and decode;org.apache.avro.io.BinaryDecoder.readInt 1",
                        "open;stages and exits (native);org.apache.flink.StreamTask.invoke;"
                                + "ai.djl.pytorch.jni.PyTorchLibrary.moduleRunMethod 2",
                        "open;stages and exits;org.apache.flink.StreamTask.invoke;dev.offramp.exit.ExitRule.decide 3",
                        "open;stages and exits;org.apache.flink.StreamTask.invoke;java.util.ArrayList.grow 1");
    }

    private static Stack stack(boolean isNative, String leaf) {
        return new Stack(Work.STAGES, isNative, List.of(leaf, "org.apache.flink.StreamTask.invoke"));
    }
}
