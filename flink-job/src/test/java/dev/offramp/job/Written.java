package dev.offramp.job;

import dev.offramp.kafka.OutgoingRecord;
import dev.offramp.schema.Classification;
import dev.offramp.schema.ThroughputWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.SchemaStore;

/** Reads what the jobs of a {@link Relay} have written. */
final class Written {

    private static final Path SAVEPOINTS = Path.of("src", "test", "resources", "savepoints");

    /** A savepoint of an earlier build commits what that build had written; its schema is on file beside it. */
    private static final BinaryMessageDecoder<Classification> CLASSIFICATIONS = classifications();

    private Written() {}

    private static BinaryMessageDecoder<Classification> classifications() {
        BinaryMessageDecoder<Classification> decoder = Classification.createDecoder(new SchemaStore.Cache());
        try (DirectoryStream<Path> schemas = Files.newDirectoryStream(SAVEPOINTS, "*.classification.avsc")) {
            for (Path schema : schemas) {
                decoder.addSchema(new Schema.Parser().parse(schema.toFile()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return decoder;
    }

    static Classification classification(OutgoingRecord record) {
        try {
            return CLASSIFICATIONS.decode(record.value(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the frame that was answered, in the order in which they were published. */
    static int index(Classification answer) {
        int stream = Integer.parseInt(answer.getStream().substring("stream-".length()));
        return (int) answer.getSequence() * Relay.STREAMS + stream;
    }

    /** In all throughput windows together. */
    static long samples(List<OutgoingRecord> windows) {
        return windows.stream()
                .map(Written::window)
                .mapToLong(ThroughputWindow::getSamples)
                .sum();
    }

    private static ThroughputWindow window(OutgoingRecord record) {
        try {
            return ThroughputWindow.getDecoder().decode(record.value(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
