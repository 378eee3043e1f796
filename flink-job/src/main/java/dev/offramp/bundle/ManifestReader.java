package dev.offramp.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.policy.Measure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.Thresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code manifest.json} of one bundle; fields that it does not know are ignored, an unknown format is refused. */
final class ManifestReader {

    private static final int FORMAT_VERSION = 1;

    private final Path folder;
    private final List<String> problems = new ArrayList<>();

    ManifestReader(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    Bundle read() throws BundleException {
        ManifestNode manifest = new ManifestNode(parse(), "manifest.json", problems);
        if (manifest.integer("formatVersion") != FORMAT_VERSION) {
            throw refuse("manifest.json has formatVersion " + manifest.text("formatVersion") + ", this release reads "
                    + FORMAT_VERSION);
        }
        List<String> classes = manifest.texts("classes");
        List<StageSpec> stages = stages(manifest);
        ManifestNode input = manifest.object("input");
        Bundle bundle = new Bundle(
                new BundleId(manifest.text("name"), manifest.text("version")),
                manifest.text("family"),
                classes,
                input.integer("height"),
                input.integer("width"),
                stages,
                policy(manifest.object("policy")));
        if (problems.isEmpty()) {
            problems.addAll(new BundleCheck(bundle).problems());
        }
        checkFiles(manifest, stages);
        if (!problems.isEmpty()) {
            throw new BundleException(inFolder(problems));
        }
        return bundle;
    }

    private JsonNode parse() throws BundleException {
        Path file = folder.resolve("manifest.json");
        if (!Files.isRegularFile(file)) {
            throw refuse("there is no manifest.json");
        }
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw refuse("manifest.json is not JSON: " + firstLine(e));
        }
    }

    private List<StageSpec> stages(ManifestNode manifest) {
        List<StageSpec> stages = new ArrayList<>();
        for (ManifestNode stage : manifest.objects("stages")) {
            stages.add(new StageSpec(
                    stages.size() + 1,
                    folder.resolve(stage.text("file")).toString(),
                    stage.text("sha256"),
                    tensors(stage, "inputs"),
                    tensors(stage, "outputs"),
                    stage.whole("multiplyAdds"),
                    stage.whole("cumulativeMultiplyAdds")));
        }
        return stages;
    }

    private static List<TensorSpec> tensors(ManifestNode stage, String field) {
        return stage.objects(field).stream()
                .map(tensor -> new TensorSpec(tensor.text("name"), tensor.dataType("dtype"), tensor.integers("shape")))
                .toList();
    }

    private Policy policy(ManifestNode node) {
        Measure measure = node.measure("measure");
        float[] thresholds = node.thresholds("thresholds");
        return Policy.of(0, measure, Thresholds.of(thresholds));
    }

    private void checkFiles(ManifestNode manifest, List<StageSpec> stages) {
        stages.forEach(stage -> checkFile(stage.file(), stage.sha256()));
        for (String field : List.of("calibration", "modelCard")) {
            ManifestNode node = manifest.object(field);
            checkFile(folder.resolve(node.text("file")).toString(), node.text("sha256"));
        }
    }

    private void checkFile(String name, String sha256) {
        Path file = Path.of(name);
        String shown = folder.relativize(file).toString();
        if (!file.normalize().startsWith(folder) || !Files.isRegularFile(file)) {
            problems.add("file " + shown + " is missing");
            return;
        }
        try {
            String actual = Digest.sha256(file);
            if (!actual.equals(sha256)) {
                problems.add(
                        "file " + shown + " is altered: its sha256 is " + actual + ", the manifest says " + sha256);
            }
        } catch (IOException e) {
            problems.add("file " + shown + " cannot be read: " + e.getMessage());
        }
    }

    private BundleException refuse(String problem) {
        return new BundleException(inFolder(List.of(problem)));
    }

    private List<String> inFolder(List<String> sentences) {
        return sentences.stream()
                .map(sentence -> "bundle " + folder + ": " + sentence)
                .toList();
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
