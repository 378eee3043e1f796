package dev.offramp.cli.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All cameras of the process. Thread-safe. */
final class Fleet {

    /** For the threads of cameras to end: they wait for nothing by then, unless FFmpeg does. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** What of a stream outlives its cameras. */
    private record Kept(Outbox outbox, StreamHistory history) {}

    private final Dispatcher dispatcher;
    private final FileTurns turns;
    private final SharedRoom room = SharedRoom.ofHeap();
    private final Map<String, Kept> kept = new HashMap<>();
    private final Map<String, Camera> cameras = new LinkedHashMap<>();

    /**
     * @param turns of files that are read as fast as it goes
     */
    Fleet(Dispatcher dispatcher, FileTurns turns) {
        this.dispatcher = dispatcher;
        this.turns = turns;
    }

    /** How a set of cameras differs from the one before. */
    record Change(int added, int changed, int removed) {

        boolean isNone() {
            return added + changed + removed == 0;
        }
    }

    /**
     * Makes these the cameras that there are. Those that were there already, with the same settings, notice nothing.
     *
     * @param wanted each of another stream
     */
    synchronized Change become(List<CameraSettings> wanted) {
        Set<String> streams = new HashSet<>();
        wanted.forEach(settings -> streams.add(settings.stream()));
        List<Camera> gone = cameras.values().stream()
                .filter(camera -> !streams.contains(camera.settings().stream()))
                .toList();
        gone.forEach(Camera::stop);
        gone.forEach(camera -> cameras.remove(camera.settings().stream()));
        int added = 0;
        int changed = 0;
        for (CameraSettings settings : wanted) {
            Camera there = cameras.get(settings.stream());
            if (there == null) {
                added++;
                start(settings);
            } else if (!there.settings().equals(settings)) {
                changed++;
                there.stop();
                start(settings);
            }
        }
        return new Change(added, changed, gone.size());
    }

    /** What there is to be told of each, in the order of their settings. */
    synchronized List<CameraStatus> statuses() {
        long now = System.nanoTime();
        return cameras.values().stream().map(camera -> camera.status(now)).toList();
    }

    /**
     * Ends all streams, and waits until what they captured is on the topic.
     *
     * @return whether it is
     */
    synchronized boolean stop(Duration patience) throws InterruptedException {
        cameras.values().forEach(Camera::stop);
        long untilNanos = System.nanoTime() + PATIENCE.toNanos();
        for (Camera camera : cameras.values()) {
            camera.await(Duration.ofNanos(untilNanos - System.nanoTime()));
        }
        return dispatcher.drain(patience);
    }

    private void start(CameraSettings settings) {
        Kept stream = kept.computeIfAbsent(
                settings.stream(), name -> new Kept(new Outbox(name, room, dispatcher::ready), new StreamHistory()));
        cameras.put(settings.stream(), Camera.start(settings, stream.outbox(), stream.history(), turns));
    }
}
