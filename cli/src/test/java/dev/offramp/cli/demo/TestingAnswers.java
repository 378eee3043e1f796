package dev.offramp.cli.demo;

import dev.offramp.cli.publish.FrameAddress;
import dev.offramp.schema.Classification;
import dev.offramp.schema.ExitVerdict;
import dev.offramp.schema.Journey;
import dev.offramp.schema.RankedClass;
import dev.offramp.schema.StageVisit;
import java.time.Instant;
import java.util.List;

/** Answers as a job would give them: at exit k after k million multiply-adds, right at exit 1 and wrong at the others. */
final class TestingAnswers {

    private static final Instant START = Instant.ofEpochSecond(1_000_000);

    private TestingAnswers() {}

    static Classification answer(FrameAddress frame, int exit, long millisAfterStart) {
        return Classification.newBuilder()
                .setStream(frame.stream())
                .setSequence(frame.sequence())
                .setFrameTopic("frames")
                .setFramePartition(0)
                .setFrameOffset(frame.sequence())
                .setEventTime(START)
                .setCreatedAt(START)
                .setAnsweredAt(START.plusMillis(millisAfterStart))
                .setPredicted(exit)
                .setPredictedName("class " + exit)
                .setTop(List.of(new RankedClass(exit, "class " + exit, 0.875f)))
                .setExit(exit)
                .setVerdict(ExitVerdict.CONFIDENT)
                .setConfidence(0.875f)
                .setBundleName("testing")
                .setBundleVersion("1")
                .setPolicyVersion(7)
                .setLabel(1)
                .setJourney(new Journey(
                        exit * 1_000_000L, (double) millisAfterStart, List.of(new StageVisit(1000L, 2000L, 8))))
                .build();
    }
}
