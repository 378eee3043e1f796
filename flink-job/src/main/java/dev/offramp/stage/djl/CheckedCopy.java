package dev.offramp.stage.djl;

import dev.offramp.bundle.Digest;
import dev.offramp.bundle.StageSpec;
import dev.offramp.stage.StageFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A stage's file, copied to where only this process's user may write, and compared with its digest: what libtorch then reads is what was
 * checked. Gone when it is closed. See RATIONALE.md beside this class.
 */
record CheckedCopy(Path file) implements AutoCloseable {

    /** @throws StageFailure where the file holds other bytes than the job was started with */
    static CheckedCopy of(StageSpec stage) throws IOException, StageFailure {
        Path original = Path.of(stage.file());
        if (!Files.isRegularFile(original, LinkOption.NOFOLLOW_LINKS)) {
            throw new StageFailure("stage " + stage.number() + ": " + original + " is no file");
        }
        Path folder = Files.createTempDirectory("offramp-stage-"); // its owner's alone
        CheckedCopy copy = new CheckedCopy(folder.resolve("stage-" + stage.number() + ".pt"));
        try {
            copy.fill(stage, original);
            return copy;
        } catch (IOException | StageFailure e) {
            copy.close();
            throw e;
        }
    }

    private void fill(StageSpec stage, Path original) throws IOException, StageFailure {
        String actual;
        try (OutputStream out = Files.newOutputStream(file)) {
            actual = Digest.copy(original, out);
        }
        if (!actual.equals(stage.sha256())) {
            throw new StageFailure("stage " + stage.number() + ": " + original + " has sha256 " + actual
                    + ", the job was started with " + stage.sha256() + "; every task manager needs the same bundle");
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(file.resolveSibling(".").normalize());
    }
}
