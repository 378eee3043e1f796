package dev.offramp.kafka;

import dev.offramp.registry.Subject;
import dev.offramp.schema.BundleDecision;
import dev.offramp.schema.BundleOrder;
import dev.offramp.schema.BundleReport;
import dev.offramp.schema.Classification;
import dev.offramp.schema.EndOfStream;
import dev.offramp.schema.Frame;
import dev.offramp.schema.Gap;
import dev.offramp.schema.PolicyUpdate;
import dev.offramp.schema.Reject;
import dev.offramp.schema.Segment;
import dev.offramp.schema.StreamState;
import dev.offramp.schema.ThroughputWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** Which records lie on which topic, and what their schemas are called in a registry. */
public record TopicSubjects(KafkaSettings.Topics topics) {

    /** Of the topic of frames, as any publisher needs them. */
    public static List<Subject> frames(String topic) {
        return of(topic, Frame.class, Segment.class, EndOfStream.class);
    }

    /** Of the same topic, as who publishes single pictures needs it. */
    public static List<Subject> pictures(String topic) {
        return of(topic, Frame.class);
    }

    /** Of the topic of policies. */
    public List<Subject> policies() {
        return of(topics.policies(), PolicyUpdate.class);
    }

    /** Of the topic of bundles, where there is one. */
    public List<Subject> bundles() {
        return topics.bundles()
                .map(topic -> of(topic, BundleOrder.class, BundleReport.class, BundleDecision.class))
                .orElse(List.of());
    }

    /** Of the topics that the job reads. */
    public List<Subject> read() {
        return Stream.of(frames(topics.frames()), policies(), bundles())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Of those that the job writes.
     *
     * @param steers whether it publishes policies itself
     */
    public List<Subject> written(boolean steers) {
        List<Subject> written = new ArrayList<>(of(topics.classifications(), Classification.class, Gap.class));
        written.addAll(of(topics.rejects(), Reject.class));
        written.addAll(of(topics.throughput(), ThroughputWindow.class));
        topics.states().ifPresent(states -> written.addAll(of(states, StreamState.class)));
        if (steers) {
            written.addAll(policies());
        }
        written.addAll(bundles());
        return written;
    }

    /** Of all topics, in the order of the flow. */
    public List<Subject> all() {
        return Stream.of(read(), written(false))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    @SafeVarargs
    private static List<Subject> of(
            String topic, Class<? extends SpecificRecord> usual, Class<? extends SpecificRecord>... further) {
        List<Subject> subjects = new ArrayList<>(List.of(Subject.usual(topic, WrittenSchemas.shipped(usual))));
        for (Class<? extends SpecificRecord> type : further) {
            subjects.add(Subject.further(topic, WrittenSchemas.shipped(type)));
        }
        return subjects;
    }
}
