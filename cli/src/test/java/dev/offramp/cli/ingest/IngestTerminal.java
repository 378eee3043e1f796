package dev.offramp.cli.ingest;

import dev.offramp.cli.Offramp;
import dev.offramp.cli.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Somebody at a terminal, with a topic of one partition of their own. */
final class IngestTerminal {

    private static final long BETWEEN_LOOKS_NANOS = 10_000_000;

    private final String bootstrapServers;
    private final String topic;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Thread running = Thread.currentThread();
    private volatile int exitCode = -1;

    IngestTerminal(EmbeddedBroker broker) {
        this(broker.bootstrapServers(), "frames-" + UUID.randomUUID());
    }

    /** With a topic that others read. */
    IngestTerminal(String bootstrapServers, String topic) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
    }

    int run(String... arguments) {
        var all = new ArrayList<>(List.of("ingest"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--bootstrap", bootstrapServers, "--topic", topic));
        all.addAll(List.of("--create-topic", "--partitions", "1"));
        return Offramp.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    void start(String... arguments) {
        running = new Thread(() -> exitCode = run(arguments), "ingest");
        running.start();
    }

    /** As Ctrl-C does; waits until it has ended. */
    int stop() throws InterruptedException {
        running.interrupt();
        return join();
    }

    int join() throws InterruptedException {
        running.join();
        return exitCode;
    }

    void awaitOutput(String text) {
        await(() -> out.toString().contains(text));
    }

    /** Until it holds, or the command ends; the test's own time limit ends it otherwise. */
    void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (!running.isAlive()) {
                throw new AssertionError("it ended, having said: " + out + err);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it took too long, having said: " + out + err);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    /** Until so many frames of a stream are on the topic. */
    void awaitFrames(String stream, int count) {
        await(() -> recordsSoFar().framesOf(stream).size() >= count);
    }

    TopicRecords records() throws IOException {
        return TopicRecords.readAll(bootstrapServers, topic);
    }

    String said() {
        return out.toString() + err;
    }

    private TopicRecords recordsSoFar() {
        try {
            return records();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
