package dev.offramp.kafka;

import dev.offramp.exit.Answer;
import dev.offramp.exit.ClassProbability;
import dev.offramp.sample.Capture;
import dev.offramp.sample.LabelSet;
import dev.offramp.sample.NumberAnswer;
import dev.offramp.sample.PresentationTime;
import dev.offramp.sample.Sample;
import dev.offramp.sample.Task;
import dev.offramp.schema.CaptureClock;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Clip;
import dev.offramp.schema.ExitVerdict;
import dev.offramp.schema.Journey;
import dev.offramp.schema.RankedClass;
import dev.offramp.schema.StageVisit;
import dev.offramp.schema.VideoTime;
import dev.offramp.stage.Visit;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * From an answer to the bytes of a classification.
 *
 * @param classes names by index, where an answer brings none itself; those without a name are called by their index
 */
public record AnswerEncoder(List<String> classes) implements Serializable {

    /** The record's value, in Avro's single-object encoding. */
    public byte[] encode(Answer answer) {
        return encode(answer, false);
    }

    /** The same of an answer that may stand outside the order of its stream. */
    byte[] encode(Answer answer, boolean late) {
        return SingleObject.encode(Classification.getEncoder(), classification(answer, late));
    }

    private Classification classification(Answer answer, boolean late) {
        Sample sample = answer.sample();
        Capture capture = sample.capture();
        List<RankedClass> top = ranked(answer);
        return Classification.newBuilder()
                .setStream(sample.stream())
                .setSequence(sample.sequence())
                .setFrameTopic(sample.origin().topic())
                .setFramePartition(sample.origin().partition())
                .setFrameOffset(sample.origin().offset())
                .setFrameIndex(sample.origin().index())
                .setEventTime(Instant.ofEpochMilli(sample.eventTimeMillis()))
                .setCreatedAt(Instant.ofEpochMilli(sample.origin().timestampMillis()))
                .setAnsweredAt(Instant.ofEpochMilli(answer.answeredAtMillis()))
                .setPredicted(answer.predicted())
                .setPredictedName(
                        top.isEmpty() ? name(answer.predicted()) : top.get(0).getName())
                .setTop(top)
                .setExit(answer.exit())
                .setVerdict(ExitVerdict.valueOf(answer.verdict().name()))
                .setConfidence(answer.confidence())
                .setBundleName(answer.bundle().name())
                .setBundleVersion(answer.bundle().version())
                .setPolicyVersion(answer.policyVersion())
                .setDeadline(answer.hasDeadline() ? Instant.ofEpochMilli(answer.dueMillis()) : null)
                .setLabel(trueClass(answer))
                .setJourney(journey(answer))
                .setEpoch(capture.epoch())
                .setVideoTime(capture.videoTime().map(AnswerEncoder::videoTime).orElse(null))
                .setClock(CaptureClock.valueOf(capture.clock().name()))
                .setClip(sample.clip()
                        .map(frames -> new Clip(frames.first(), frames.count()))
                        .orElse(null))
                .setLate(late)
                .setLabels(answer.task() == Task.MULTI_LABEL ? labels(answer, top) : null)
                .setTrueLabels(trueLabels(answer))
                .setValue(answer.task() == Task.REGRESSION ? answer.number() : null)
                .setTrueValue(trueValue(answer))
                .setRight(trueValue(answer) == null ? null : answer.isRight())
                .build();
    }

    private static VideoTime videoTime(PresentationTime time) {
        return new VideoTime(time.pts(), time.numerator(), time.denominator());
    }

    private static @Nullable Integer trueClass(Answer answer) {
        OptionalInt label = answer.sample().label();
        return label.isPresent() && answer.task() == Task.CLASSIFICATION ? label.getAsInt() : null;
    }

    private static @Nullable List<Integer> trueLabels(Answer answer) {
        OptionalInt label = answer.sample().label();
        return label.isPresent() && answer.task() == Task.MULTI_LABEL ? LabelSet.indices(label.getAsInt()) : null;
    }

    private static @Nullable Float trueValue(Answer answer) {
        OptionalInt label = answer.sample().label();
        return label.isPresent() && answer.task() == Task.REGRESSION ? NumberAnswer.value(label.getAsInt()) : null;
    }

    private List<RankedClass> ranked(Answer answer) {
        List<RankedClass> ranked = new ArrayList<>(answer.top().size());
        for (ClassProbability each : answer.top()) {
            String name = answer.names().isEmpty()
                    ? name(each.index())
                    : answer.names().get(ranked.size());
            ranked.add(new RankedClass(each.index(), name, each.probability()));
        }
        return ranked;
    }

    /** Those of the ranked ones that are named: the first of them, for the most probable are. */
    private static List<RankedClass> labels(Answer answer, List<RankedClass> ranked) {
        return ranked.subList(0, answer.labels().size());
    }

    /** A class without a name is called by its index. */
    private String name(int index) {
        return index < classes.size() ? classes.get(index) : Integer.toString(index);
    }

    private static Journey journey(Answer answer) {
        return new Journey(
                answer.journey().multiplyAdds(),
                (double) answer.endToEndMillis(),
                answer.journey().visits().stream().map(AnswerEncoder::visit).toList());
    }

    private static StageVisit visit(Visit visit) {
        return new StageVisit(visit.queueMicros(), visit.computeMicros(), visit.batchSize());
    }
}
