package dev.offramp.stage.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import dev.offramp.bundle.Digest;
import dev.offramp.bundle.StageSpec;
import dev.offramp.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Path;
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
        private final boolean loadedIt;

        private Share(Key key, LoadedStage stage, boolean loadedIt) {
            this.key = key;
            this.stage = stage;
            this.loadedIt = loadedIt;
        }

        /** Whether the stage was loaded for this user, and not for one before. */
        boolean loadedIt() {
            return loadedIt;
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
            Path file = Path.of(stage.file());
            checkUnaltered(stage, file);
            users = new Users(LoadedStage.load(file, device));
            open.put(key, users);
        }
        users.count++;
        return new Share(key, users.stage, users.count == 1);
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

    private static void checkUnaltered(StageSpec stage, Path file) throws IOException, StageFailure {
        String actual = Digest.sha256(file);
        if (!actual.equals(stage.sha256())) {
            throw new StageFailure("stage " + stage.number() + ": " + file + " has sha256 " + actual
                    + ", the job was started with " + stage.sha256() + "; every task manager needs the same bundle");
        }
    }
}
