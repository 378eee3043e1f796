package dev.offramp.stage.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import dev.offramp.bundle.StageSpec;
import dev.offramp.stage.StageFailure;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The stages that are open, each loaded once a device however many subtasks run it, and freed after the last of them. Thread-safe;
 * stages load one after the other.
 */
final class SharedStages {

    /** Two files of the same content are one network. */
    private record Key(String sha256, Device device) {}

    private static final class Users {

        private final LoadedStage stage;
        private int count;

        private Users(LoadedStage stage) {
            this.stage = stage;
        }
    }

    private final Map<Key, Users> open = new HashMap<>();

    /** One user's part in a loaded stage. */
    final class Share implements AutoCloseable {

        private final Key key;
        private final LoadedStage stage;

        private Share(Key key, LoadedStage stage) {
            this.key = key;
            this.stage = stage;
        }

        LoadedStage stage() {
            return stage;
        }

        /** To be called once. */
        @Override
        public void close() {
            release(key);
        }
    }

    /** Loads the stage, unless it is loaded. */
    synchronized Share acquire(StageSpec stage, Device device)
            throws IOException, MalformedModelException, StageFailure {
        Key key = new Key(stage.sha256(), device);
        Users users = open.get(key);
        if (users == null) {
            users = new Users(load(stage, key));
            open.put(key, users);
        }
        users.count++;
        return new Share(key, users.stage);
    }

    /** Nobody gets a stage that was altered or that computes wrongly here. */
    private LoadedStage load(StageSpec stage, Key key) throws IOException, MalformedModelException, StageFailure {
        LoadedStage loaded;
        try (CheckedCopy copy = CheckedCopy.of(stage)) {
            loaded = LoadedStage.load(copy.file(), key.device);
        }
        NativeLog.heedEnvironment();
        try (DjlStageEngine trial =
                new DjlStageEngine(stage, new Share(key, loaded))) { // frees nothing: nobody uses it yet
            if (!key.device.isGpu()) { // where kernels may round more freely
                new BatchCheck(stage).require(trial);
            }
            return loaded;
        } catch (StageFailure | RuntimeException e) {
            loaded.close();
            throw e;
        }
    }

    /** Stages that are loaded. */
    synchronized int size() {
        return open.size();
    }

    private synchronized void release(Key key) {
        Users users = open.get(key);
        if (users != null && --users.count == 0) {
            open.remove(key);
            users.stage.close();
        }
    }
}
