package dev.offramp.bundle;

import dev.offramp.policy.Policy;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model on disk, checked: every file is there and unaltered, and consecutive stages fit.
 *
 * @param policy          what the bundle recommends, version 0
 * @param calibrationFile absolute; blank where there is none
 */
public record Bundle(
        BundleId id,
        String family,
        List<String> classes,
        int height,
        int width,
        List<StageSpec> stages,
        Policy policy,
        String calibrationFile)
        implements Serializable {

    public Bundle {
        classes = List.copyOf(classes);
        stages = List.copyOf(stages);
    }

    /** A bundle without a calibration table. */
    public Bundle(
            BundleId id,
            String family,
            List<String> classes,
            int height,
            int width,
            List<StageSpec> stages,
            Policy policy) {
        this(id, family, classes, height, width, stages, policy, "");
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

    /** Multiply-adds to each exit, all earlier heads included. */
    public double[] cumulativeMultiplyAdds() {
        return stages.stream().mapToDouble(StageSpec::cumulativeMultiplyAdds).toArray();
    }

    /**
     * Reads the table that thresholds are found on; empty where the bundle has none, or one without rows.
     *
     * @throws BundleException where it is no table, or that of another network
     */
    public Optional<Calibration> calibration() throws BundleException {
        return calibrationFile.isEmpty()
                ? Optional.empty()
                : new CalibrationFile(Path.of(calibrationFile)).read(stages.size());
    }
}
