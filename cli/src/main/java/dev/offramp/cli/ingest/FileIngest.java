package dev.offramp.cli.ingest;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.registry.WrittenForm;
import dev.offramp.video.VideoAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Video files to a topic, each as a stream, some at a time, as the command does it: for whoever has a broker at hand. */
public final class FileIngest implements AutoCloseable {

    private static final Duration READ_DEADLINE = Duration.ofSeconds(10);
    private static final int FEWEST_AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Dispatcher dispatcher;
    private final Fleet fleet;

    private FileIngest(Dispatcher dispatcher, Fleet fleet) {
        this.dispatcher = dispatcher;
        this.fleet = fleet;
    }

    /**
     * Starts to read them.
     *
     * @param topic    which is there
     * @param files    by the stream that each becomes
     * @param realTime whether they go by as they were taken, rather than as fast as it goes
     */
    public static FileIngest start(
            String bootstrapServers,
            String topic,
            Map<String, Path> files,
            PictureSettings pictures,
            boolean realTime) {
        return start(
                new KafkaFrameTopic(bootstrapServers, Map.of(), topic, WrittenForm.SINGLE_OBJECT),
                files,
                pictures,
                realTime);
    }

    static FileIngest start(FrameTopic topic, Map<String, Path> files, PictureSettings pictures, boolean realTime) {
        var tempo = realTime ? ReadSettings.Tempo.REAL_TIME : ReadSettings.Tempo.FAST;
        var reading = new ReadSettings(tempo, READ_DEADLINE, Map.of());
        var dispatcher = new Dispatcher(topic);
        var fleet = new Fleet(
                dispatcher,
                new FileTurns(Math.max(FEWEST_AT_ONCE, Runtime.getRuntime().availableProcessors())));
        fleet.become(new TreeMap<>(files)
                .entrySet().stream()
                        .map(file -> new CameraSettings(
                                file.getKey(), new VideoAddress(file.getValue().toString()), pictures, reading))
                        .toList());
        return new FileIngest(dispatcher, fleet);
    }

    /** Whether all of them are on the topic, to the end of their streams; fails with one line where that will never be. */
    public boolean isDone() {
        dispatcher.broken().ifPresent(failure -> {
            throw new CommandFailure("the topic of frames cannot be written: " + failure.getMessage(), failure);
        });
        boolean allRead = true;
        for (CameraStatus file : fleet.statuses()) {
            if (file.condition().state() == CameraState.FAILED) {
                throw new CommandFailure(file.source() + ": " + file.condition().why());
            }
            allRead &= file.condition().state() == CameraState.ENDED;
        }
        return allRead && dispatcher.isDrained();
    }

    /** Frames on the topic so far. */
    public long published() {
        return fleet.statuses().stream()
                .mapToLong(file -> file.frames().published())
                .sum();
    }

    /** Ends the streams that still run. */
    @Override
    public void close() {
        try {
            fleet.stop(PATIENCE);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } finally {
            dispatcher.close();
        }
    }
}
