package dev.offramp.throughput;

import dev.offramp.exit.Answer;
import dev.offramp.exit.AnswerLike;
import dev.offramp.exit.ClassProbability;
import dev.offramp.exit.Verdict;
import dev.offramp.policy.Limits;
import dev.offramp.sample.AnswerKind;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.LabelSet;
import dev.offramp.sample.NumberAnswer;
import dev.offramp.sample.Origin;
import dev.offramp.sample.Sample;
import dev.offramp.sample.Task;
import dev.offramp.stage.SampleJourney;
import dev.offramp.stage.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;

/** Answers of a network of three exits, or of more where one of those answers; a stage takes 100 multiply-adds. */
public final class TestAnswers {

    private static final int EXITS = 3;
    private static final long CREATED = 1_700_000_000_000L;
    public static final BundleId BUNDLE = new BundleId("tiny", "1.0.0");

    private TestAnswers() {}

    /** Left by an exit, 1-based, after so many milliseconds, without label and budget. */
    static Answer answer(int exit, long millis) {
        return answer(exit, millis, OptionalInt.empty(), OptionalLong.empty());
    }

    /** The same, of another bundle. */
    public static Answer of(BundleId bundle, int exit) {
        Answer answer = answer(exit, 5);
        return new Answer(
                answer.sample(),
                bundle,
                answer.policyVersion(),
                answer.limits(),
                exit,
                Math.max(exit, EXITS),
                answer.verdict(),
                answer.confidence(),
                answer.top(),
                answer.journey(),
                answer.answeredAtMillis());
    }

    static Answer labelled(int exit, int label, int predicted) {
        return answer(exit, 1, OptionalInt.of(label), OptionalLong.empty(), predicted);
    }

    static Answer answer(int exit, long millis, OptionalInt label, OptionalLong budget) {
        return answer(exit, millis, label, budget, 1);
    }

    /** Kafka knows no time of its frame. */
    static Answer ofNoTime() {
        Answer answer = answer(1, 5);
        Sample sample = new Sample(new Origin("frames", 0, 0, -1), "camera-1", 0, 0, OptionalInt.empty());
        return new Answer(
                sample,
                BUNDLE,
                0,
                Limits.UNLIMITED,
                1,
                EXITS,
                Verdict.CONFIDENT,
                0.9f,
                answer.top(),
                answer.journey(),
                answer.answeredAtMillis());
    }

    /** An answer of exit 1 that was wanted within a time, and came after another. */
    static Answer due(long deadlineMillis, long millis, Verdict verdict) {
        Answer answer = answer(1, millis);
        return new Answer(
                answer.sample(),
                BUNDLE,
                0,
                new Limits(deadlineMillis, Limits.NONE),
                1,
                EXITS,
                verdict,
                0.9f,
                answer.top(),
                answer.journey(),
                answer.answeredAtMillis());
    }

    /** One that names labels, and of which it is known which are true. */
    static Answer ofLabels(List<Integer> named, List<Integer> known) {
        Answer answer = answer(1, 5, OptionalInt.of(LabelSet.of(known)), OptionalLong.empty());
        List<ClassProbability> top = new ArrayList<>();
        named.forEach(label -> top.add(new ClassProbability(label, 0.9f)));
        top.add(new ClassProbability(9, 0.1f));
        return AnswerLike.of(answer, AnswerKind.exact(Task.MULTI_LABEL), top, List.of());
    }

    /** One that is a number, right within a half, and of which the true one is known. */
    static Answer ofNumber(float number, float known) {
        Answer answer = answer(1, 5, OptionalInt.of(NumberAnswer.of(known)), OptionalLong.empty());
        return AnswerLike.of(answer, new AnswerKind(Task.REGRESSION, 0.5f), number);
    }

    /** Any answers, the same for the same seed. */
    static List<Answer> random(int count, int seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> answer(
                        1 + random.nextInt(3),
                        random.nextInt(100_000),
                        random.nextBoolean() ? OptionalInt.of(random.nextInt(3)) : OptionalInt.empty(),
                        random.nextBoolean() ? OptionalLong.of(random.nextInt(1_000)) : OptionalLong.empty()))
                .toList();
    }

    private static Answer answer(int exit, long millis, OptionalInt label, OptionalLong budget, int predicted) {
        List<Visit> visits = IntStream.rangeClosed(1, exit)
                .mapToObj(stage -> new Visit(10L * stage, millis + stage, 4 * stage))
                .toList();
        return new Answer(
                new Sample(new Origin("frames", 0, 0, CREATED), "camera-1", 0, 0, label),
                BUNDLE,
                0,
                new Limits(Limits.NONE, budget.orElse(Limits.NONE)),
                exit,
                Math.max(exit, EXITS),
                exit == EXITS ? Verdict.FINAL : Verdict.CONFIDENT,
                0.9f,
                List.of(new ClassProbability(predicted, 0.9f)),
                new SampleJourney(100L * exit, visits),
                CREATED + millis);
    }
}
