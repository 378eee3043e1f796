package dev.offramp.cli.read;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.KafkaException;

/**
 * One reading of a topic, from its options to its last record.
 *
 * @param kind    of the records that are wanted, where one is named
 * @param further what becomes of records beside what the options say
 */
record Reading(
        ReadOptions options,
        JobTopic topic,
        RecordText text,
        Optional<String> kind,
        UnaryOperator<RecordSink> further) {

    static Reading of(ReadOptions options, JobTopic topic, RecordText text) {
        return new Reading(options, topic, text, Optional.empty(), UnaryOperator.identity());
    }

    /** Writes the records that are wanted; returns the exit code. */
    int run(Predicate<TopicRecord> wanted) {
        WantedKinds kinds =
                WantedKinds.of(topic, kind, options.checked().output().takesOneKind(), options.command());
        String name = options.source().require(topic);
        try (var consumer = options.source().open(name, topic)) {
            var reader = RecordReader.of(topic.kinds(), options.source().writerSchemas());
            read(consumer, name, new Selection(reader, kinds, wanted, options.aside()));
        } catch (StandardOutput.Closed nobodyReads) {
            return 0; // | head has seen enough
        } catch (IOException failure) {
            throw new CommandFailure("what was read cannot be written: " + failure, failure);
        } catch (KafkaException failure) {
            throw new CommandFailure(
                    "the topic " + name + " at " + options.source().bootstrapServers() + " cannot be read: "
                            + failure.getMessage(),
                    failure);
        }
        return 0;
    }

    private void read(TopicConsumer consumer, String name, Selection selection) throws IOException {
        try (var untilCtrlC = new UntilCtrlC(consumer::stop, options.extent().follows());
                var sink = further.apply(options.output()
                        .open(
                                options.command().getOut(),
                                text,
                                selection.kinds().schemas()))) {
            var copy = new RecordCopy(selection, sink, options.extent().limit());
            var reader = new TopicReader(consumer, copy);
            var remarks = new Remarks(name, options, selection);
            remarks.before();
            options.extent().read(consumer, reader);
            remarks.after(reader, copy.written(), topic.isWrittenByTheJob());
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }
}
