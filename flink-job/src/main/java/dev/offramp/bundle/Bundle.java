package dev.offramp.bundle;

import dev.offramp.budget.StageCosts;
import dev.offramp.policy.Policy;
import dev.offramp.sample.AnswerKind;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Task;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A model on disk, checked: every file is there and unaltered, and consecutive stages fit.
 *
 * @param frames          of a sample: 1 for pictures, T for clips
 * @param classes         by which data sets and folders know them, in the order of the logits
 * @param resize          how pictures get the input's size
 * @param policy          what the bundle recommends, version 0
 * @param stages          of one precision
 * @param calibrationFile the table that thresholds are found on
 * @param variants        the same network in other precisions
 * @param classNames      what a person calls the classes, one for each
 * @param answers         whether one of the classes is the answer, any number of them, or a number; and when it is right
 */
public record Bundle(
        BundleId id,
        String family,
        List<String> classes,
        int frames,
        int height,
        int width,
        ResizeRule resize,
        List<StageSpec> stages,
        Policy policy,
        BundleFile calibrationFile,
        List<Variant> variants,
        List<String> classNames,
        AnswerKind answers)
        implements Serializable {

    /** What says all this, in the bundle's folder. */
    public static final String MANIFEST = "manifest.json";

    public Bundle {
        classes = List.copyOf(classes);
        stages = List.copyOf(stages);
        variants = List.copyOf(variants);
        classNames = List.copyOf(classNames);
    }

    /** A bundle that classifies. */
    public Bundle(
            BundleId id,
            String family,
            List<String> classes,
            int frames,
            int height,
            int width,
            ResizeRule resize,
            List<StageSpec> stages,
            Policy policy,
            BundleFile calibrationFile,
            List<Variant> variants,
            List<String> classNames) {
        this(
                id,
                family,
                classes,
                frames,
                height,
                width,
                resize,
                stages,
                policy,
                calibrationFile,
                variants,
                classNames,
                AnswerKind.CLASS);
    }

    /** A bundle that classifies pictures, whose classes have no other names. */
    public Bundle(
            BundleId id,
            String family,
            List<String> classes,
            int height,
            int width,
            List<StageSpec> stages,
            Policy policy,
            BundleFile calibrationFile,
            List<Variant> variants) {
        this(
                id,
                family,
                classes,
                1,
                height,
                width,
                ResizeRule.ANTIALIASED,
                stages,
                policy,
                calibrationFile,
                variants,
                classes);
    }

    /** A bundle for pictures without a calibration table and without variants. */
    public Bundle(
            BundleId id,
            String family,
            List<String> classes,
            int height,
            int width,
            List<StageSpec> stages,
            Policy policy) {
        this(id, family, classes, height, width, stages, policy, BundleFile.NONE, List.of());
    }

    /** Reads and checks the bundle in a folder that may lie anywhere, signed or not. */
    public static Bundle open(Path folder) throws BundleException {
        return open(folder, TrustSettings.ANY);
    }

    /**
     * Reads and checks the bundle in a folder.
     *
     * @throws BundleException naming everything that is wrong with it, or else why it is not trusted
     */
    public static Bundle open(Path folder, TrustSettings trust) throws BundleException {
        return new ManifestReader(folder, trust).read();
    }

    /** What the bundle is asked. */
    public Task task() {
        return answers.task();
    }

    /** The precisions that it has its network in; float32, its own, is the first. */
    public List<Precision> precisions() {
        return Stream.concat(Stream.of(Precision.FLOAT32), variants.stream().map(Variant::precision))
                .toList();
    }

    /**
     * This bundle with its network in one of its {@link #precisions()}, under an id that says so; policy and calibration are
     * the same.
     */
    public Bundle in(Precision precision) {
        if (precision == Precision.FLOAT32) {
            return this;
        }
        List<StageSpec> other = variants.stream()
                .filter(variant -> variant.precision() == precision)
                .map(Variant::stages)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "bundle " + id + " has no network in " + precision + ", only in " + precisions()));
        return new Bundle(
                id.withBuildMetadata(precision.toString()),
                family,
                classes,
                frames,
                height,
                width,
                resize,
                other,
                policy,
                calibrationFile,
                variants,
                classNames,
                answers);
    }

    /** Whether stage costs were measured on this bundle, in one of its precisions. */
    public boolean isMeasuredBy(StageCosts costs) {
        return costs.stages().size() == stages.size()
                && precisions().stream()
                        .anyMatch(precision -> in(precision).id().toString().equals(costs.bundle()));
    }

    /** What a sample is to stage 1, without the batch: [height, width, 3], or [frames, height, width, 3]. */
    public List<Integer> inputShape() {
        return frames == 1 ? List.of(height, width, 3) : List.of(frames, height, width, 3);
    }

    /**
     * Positions in a clip of the frames that stage 1 looks at, in its order: all of them where stages do not tell frames apart, and one,
     * 0, where the bundle takes pictures.
     */
    public List<Integer> firstFrames() {
        List<Integer> named = stages.get(0).frames();
        return named.isEmpty() ? IntStream.range(0, frames).boxed().toList() : named;
    }

    /** Positions of the frames that the stages behind it look at, in the order of the stages and theirs. */
    public List<Integer> laterFrames() {
        return stages.stream().skip(1).flatMap(stage -> stage.frames().stream()).toList();
    }

    /** Multiply-adds to the last exit where every other one is closed: heads that their stages can do without are not computed. */
    public long plainMultiplyAdds() {
        return stages.get(stages.size() - 1).cumulativeMultiplyAdds()
                - stages.stream().mapToLong(StageSpec::headMultiplyAdds).sum();
    }

    /** Whether every stage before the last can be run without its head. */
    public boolean runsWithoutHeads() {
        return stages.subList(0, earlyExits()).stream().allMatch(StageSpec::runsWithoutHead);
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
        if (!calibrationFile.isThere()) {
            return Optional.empty();
        }
        try {
            return new CalibrationFile(Path.of(calibrationFile.path()))
                    .read(calibrationFile.read(), stages.size(), answers);
        } catch (IOException e) {
            throw new BundleException(List.of("bundle " + id + ": " + e.getMessage()));
        }
    }
}
