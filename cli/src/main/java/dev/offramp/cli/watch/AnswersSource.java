package dev.offramp.cli.watch;

import dev.offramp.cli.analysis.AnswerWords;
import dev.offramp.cli.broker.TopicReader;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.SingleObjectReader;
import dev.offramp.rejects.Refusal;
import dev.offramp.schema.Classification;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The newest answers, and their pictures; however many there are, only a few are read, and only while somebody looks. */
final class AnswersSource implements Source {

    private static final int MOST_AT_ONCE = 100;
    private static final int SHOWN = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final TopicSource topic;
    private final SingleObjectReader<Classification> answers;
    private final Pictures pictures;
    private final BooleanSupplier isWatched;

    AnswersSource(KafkaSettings settings, Pictures pictures, BooleanSupplier isWatched) {
        this.topic = new TopicSource(settings, settings.topics().classifications(), MOST_AT_ONCE);
        this.answers = new SingleObjectReader<>(Classification.class, settings.writerSchemas());
        this.pictures = pictures;
        this.isWatched = isWatched;
    }

    @Override
    public String name() {
        return "answers";
    }

    @Override
    public void read(Board board) {
        if (!isWatched.getAsBoolean()) {
            return;
        }
        List<Classification> newest = topic.open().newest(SHOWN, PATIENCE).stream()
                .flatMap(record -> answer(record).stream())
                .sorted(Comparator.comparing(Classification::getAnsweredAt).reversed())
                .limit(SHOWN)
                .toList();
        List<AnsweredFrame> frames = newest.stream().map(this::shown).toList();
        long newestMillis = newest.stream()
                .mapToLong(answer -> answer.getAnsweredAt().toEpochMilli())
                .max()
                .orElse(0);
        board.answers(frames, newestMillis);
        pictures.keepOnly(frames.stream().map(AnsweredFrame::id).toList());
    }

    /** Gaps and foreign records are none. */
    private Optional<Classification> answer(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(answers.read(TopicReader.value(record)));
        } catch (Refusal none) {
            return Optional.empty();
        }
    }

    private AnsweredFrame shown(Classification answer) {
        String id = answer.getFramePartition() + "-" + answer.getFrameOffset() + "-" + answer.getFrameIndex();
        AnswerWords words = new AnswerWords(answer);
        return new AnsweredFrame(
                id,
                answer.getStream(),
                answer.getSequence(),
                words.name(),
                answer.getConfidence(),
                answer.getExit(),
                answer.getVerdict().name().toLowerCase(Locale.ROOT),
                words.isRight().map(right -> right ? "right" : "wrong").orElse(""),
                answer.getAnsweredAt().toEpochMilli(),
                pictures.has(id, answer.getFramePartition(), answer.getFrameOffset()));
    }

    @Override
    public void close() {
        topic.close();
        pictures.close();
    }
}
