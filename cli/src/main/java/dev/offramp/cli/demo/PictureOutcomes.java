package dev.offramp.cli.demo;

import dev.offramp.cli.publish.Deliveries;
import dev.offramp.cli.publish.Picture;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Reject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.RecordMetadata;

/** What became of each of the user's pictures; a record of the topic is known by its partition and offset. */
final class PictureOutcomes implements Deliveries {

    private final Map<Place, String> names = new ConcurrentHashMap<>();
    private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
    private final AtomicLong second = new AtomicLong();

    private record Place(int partition, long offset) {}

    /** One picture's end. */
    sealed interface Outcome {}

    /** The job answered. */
    record Answered(Classification answer) implements Outcome {}

    /** The job rejected it, or it could not even be published. */
    record Refused(String reason) implements Outcome {}

    @Override
    public void delivered(Picture picture, RecordMetadata where) {
        names.put(new Place(where.partition(), where.offset()), picture.name());
    }

    @Override
    public void refused(String name, String reason) {
        put(Optional.of(name), new Refused("not published: " + reason));
    }

    void add(Classification answer) {
        var place = new Place(answer.getFramePartition(), answer.getFrameOffset());
        put(Optional.ofNullable(names.get(place)), new Answered(answer));
    }

    void add(Reject reject) {
        var place = new Place(reject.getPartition(), reject.getOffset());
        put(Optional.ofNullable(names.get(place)), new Refused(reject.getReason() + ": " + reject.getDetail()));
    }

    Optional<Outcome> of(String name) {
        return Optional.ofNullable(outcomes.get(name));
    }

    int count() {
        return outcomes.size();
    }

    /** How many answers came to pictures that had one already. */
    long second() {
        return second.get();
    }

    private void put(Optional<String> name, Outcome outcome) {
        if (name.isPresent() && outcomes.putIfAbsent(name.get(), outcome) != null) {
            second.incrementAndGet();
        }
    }
}
