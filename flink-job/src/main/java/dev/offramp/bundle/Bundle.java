package dev.offramp.bundle;

import dev.offramp.policy.Policy;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/**
 * A model on disk, checked: every file is there and unaltered, and consecutive stages fit.
 *
 * @param policy what the bundle recommends, version 0
 */
public record Bundle(
        BundleId id, String family, List<String> classes, int height, int width, List<StageSpec> stages, Policy policy)
        implements Serializable {

    public Bundle {
        classes = List.copyOf(classes);
        stages = List.copyOf(stages);
    }

    /**
     * Reads and checks the bundle in a folder.
     *
     * @throws BundleException naming everything that is wrong with it
     */
    public static Bundle open(Path folder) throws BundleException {
        return new ManifestReader(folder).read();
    }

    /** Exits that a sample may leave by before the last. */
    public int earlyExits() {
        return stages.size() - 1;
    }
}
