package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Reject;
import dev.offramp.schema.RejectReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnAnswersTest {

    private final List<String> heard = new ArrayList<>();
    private final OwnAnswers own = new OwnAnswers("turn-2-", new OpenRun.AnswerConsumer() {

        @Override
        public void accept(Classification answer, long writtenMillis) {
            heard.add(answer.getStream() + " at " + writtenMillis);
        }

        @Override
        public void refusedAsLate(long createdMillis) {
            heard.add("late " + createdMillis);
        }
    });

    @Test
    void answers_and_late_frames_of_another_run_do_not_count() {
        own.answered(answer("turn-1-camera-7"), 10);
        own.rejected(reject("turn-1-camera-7", RejectReason.PAST_DEADLINE));
        own.answered(answer("turn-2-camera-7"), 20);
        own.rejected(reject("turn-2-camera-8", RejectReason.PAST_DEADLINE));

        assertThat(heard).containsExactly("turn-2-camera-7 at 20", "late 5");
        assertThat(own.count()).isEqualTo(2);
    }

    @Test
    void any_other_reject_ends_the_measurement_but_that_of_a_policy() {
        own.rejected(reject("DEFAULT/", RejectReason.BAD_POLICY));

        assertThatThrownBy(() -> own.rejected(reject("turn-1-camera-7", RejectReason.MODEL_FAILED)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("MODEL_FAILED");
        assertThat(own.count()).isZero();
    }

    private static Classification answer(String stream) {
        return Classification.newBuilder(TestingAnswers.answer(0, 1, 1, 1))
                .setStream(stream)
                .build();
    }

    private static Reject reject(String key, RejectReason reason) {
        return Reject.newBuilder()
                .setTopic("frames")
                .setPartition(0)
                .setOffset(0)
                .setTimestamp(Instant.ofEpochMilli(5))
                .setKey(ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8)))
                .setReason(reason)
                .setDetail("")
                .setOriginal(ByteBuffer.allocate(0))
                .setOriginalSize(0)
                .build();
    }
}
