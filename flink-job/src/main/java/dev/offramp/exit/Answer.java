package dev.offramp.exit;

import dev.offramp.policy.Limits;
import dev.offramp.sample.AnswerKind;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.LabelSet;
import dev.offramp.sample.NumberAnswer;
import dev.offramp.sample.Sample;
import dev.offramp.sample.Task;
import dev.offramp.stage.SampleJourney;
import dev.offramp.wire.WireTypeInfo;
import java.util.List;
import org.apache.flink.util.OutputTag;

/**
 * What is known of a sample when it leaves.
 *
 * @param limits           what it was allowed to cost
 * @param exit             that answered, 1-based
 * @param exits            that the bundle has; those that nobody reaches count, too
 * @param confidence       under the policy's measure
 * @param top              the most probable classes, at least one; of labels at least all that are named; none where it is a number
 * @param answeredAtMillis when the exit decided, since the Unix epoch
 * @param kind             of the bundle's answers
 * @param number           the answer itself where it is a number, in the bundle's unit, finite; NaN where it is none
 * @param names            what people call the classes in {@code top}, one for each; none where they have the names of the
 *                         bundle that the job was started with
 */
public record Answer(
        Sample sample,
        BundleId bundle,
        long policyVersion,
        Limits limits,
        int exit,
        int exits,
        Verdict verdict,
        float confidence,
        List<ClassProbability> top,
        SampleJourney journey,
        long answeredAtMillis,
        AnswerKind kind,
        float number,
        List<String> names) {

    public static final WireTypeInfo<Answer> TYPE = new WireTypeInfo<>(Answer.class, new AnswerFormat());

    /** The side output on which every exit puts its answers. */
    public static final OutputTag<Answer> ANSWERS = new OutputTag<>("answers", TYPE);

    public Answer {
        top = List.copyOf(top);
        names = List.copyOf(names);
    }

    /** An answer that is a class. */
    public Answer(
            Sample sample,
            BundleId bundle,
            long policyVersion,
            Limits limits,
            int exit,
            int exits,
            Verdict verdict,
            float confidence,
            List<ClassProbability> top,
            SampleJourney journey,
            long answeredAtMillis) {
        this(
                sample,
                bundle,
                policyVersion,
                limits,
                exit,
                exits,
                verdict,
                confidence,
                top,
                journey,
                answeredAtMillis,
                AnswerKind.CLASS,
                Float.NaN,
                List.of());
    }

    /** What the bundle is asked. */
    public Task task() {
        return kind.task();
    }

    /** Index of the most probable class, or label; 0, that of what is counted or measured, where the answer is a number. */
    public int predicted() {
        return task() == Task.REGRESSION ? 0 : top.get(0).index();
    }

    /** Where the bundle names any number of labels: those that it names, most probable first. */
    public List<ClassProbability> labels() {
        return top.stream().filter(ClassProbability::isNamed).toList();
    }

    /** Whether it is right; not, where what is true is not known. */
    public boolean isRight() {
        return sample.label().isPresent() && kind.areSame(sample.label().getAsInt(), value());
    }

    /** The answer itself, as {@link Task#answer} tells it. */
    public int value() {
        return switch (task()) {
            case CLASSIFICATION -> predicted();
            case MULTI_LABEL ->
                LabelSet.of(labels().stream().map(ClassProbability::index).toList());
            case REGRESSION -> NumberAnswer.of(number);
        };
    }

    /** Whether an answer was wanted within a time, counted from the frame's Kafka timestamp. */
    public boolean hasDeadline() {
        return dueMillis() != Limits.NONE;
    }

    /** When the answer was due, milliseconds since the Unix epoch; {@link Limits#NONE} where it could wait. */
    public long dueMillis() {
        return limits.dueMillis(sample.origin().timestampMillis());
    }

    /** Milliseconds from the frame's Kafka timestamp to the decision; 0 where the frame has none. */
    public long endToEndMillis() {
        return sample.ageMillis(answeredAtMillis);
    }
}
