package dev.offramp.bench;

import dev.offramp.schema.Classification;
import dev.offramp.schema.ExitVerdict;
import dev.offramp.schema.Journey;
import java.time.Instant;
import java.util.List;

/** Answers to frames of class 1, of which tests say where, when and how well. */
final class TestingAnswers {

    private TestingAnswers() {}

    static Classification answer(long createdMillis, long answeredMillis, int exit, int predicted) {
        Instant created = Instant.ofEpochMilli(createdMillis);
        return Classification.newBuilder()
                .setStream("stream")
                .setSequence(0)
                .setFrameTopic("frames")
                .setFramePartition(0)
                .setFrameOffset(0)
                .setEventTime(created)
                .setCreatedAt(created)
                .setAnsweredAt(Instant.ofEpochMilli(answeredMillis))
                .setPredicted(predicted)
                .setPredictedName("any")
                .setTop(List.of())
                .setExit(exit)
                .setVerdict(ExitVerdict.CONFIDENT)
                .setConfidence(1)
                .setBundleName("testing")
                .setBundleVersion("1")
                .setPolicyVersion(0)
                .setLabel(1)
                .setJourney(new Journey(100L * exit, 1.0, List.of()))
                .build();
    }
}
