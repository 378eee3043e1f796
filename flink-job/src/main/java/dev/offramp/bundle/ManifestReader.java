package dev.offramp.bundle;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.Thresholds;
import dev.offramp.sample.AnswerKind;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code manifest.json} of one bundle; fields that it does not know are ignored, an unknown format is refused. */
final class ManifestReader {

    private static final int FORMAT_VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path folder;
    private final TrustSettings trust;
    private final List<String> problems = new ArrayList<>();
    private final BundleFiles files;

    ManifestReader(Path folder, TrustSettings trust) {
        this.folder = folder.toAbsolutePath().normalize();
        this.trust = trust;
        this.files = new BundleFiles(this.folder);
    }

    Bundle read() throws BundleException {
        JsonNode json = parse();
        checkFormat(json.path("formatVersion"));
        ManifestNode manifest = new ManifestNode(json, Bundle.MANIFEST, problems);
        ManifestNode input = manifest.object("input");
        StagesReader reader = new StagesReader(manifest, files);
        List<StageSpec> stages = reader.stages();
        List<String> classes = manifest.texts("classes");
        Bundle bundle = new Bundle(
                new BundleId(manifest.text("name"), manifest.text("version")),
                manifest.text("family"),
                classes,
                input.integer("frames"),
                input.integer("height"),
                input.integer("width"),
                resize(input.text("resize")),
                stages,
                policy(manifest.object("policy")),
                files.locate(manifest.object("calibration")),
                reader.variants(stages),
                classNames(manifest, classes),
                answers(manifest));
        files.locate(manifest.object("modelCard"));
        if (problems.isEmpty()) {
            problems.addAll(problemsOf(bundle));
        }
        problems.addAll(files.problems());
        if (!problems.isEmpty()) {
            throw new BundleException(inFolder(problems));
        }
        return bundle;
    }

    private static List<String> problemsOf(Bundle bundle) {
        List<String> problems = new ArrayList<>(new BundleCheck(bundle).problems());
        for (Variant variant : problems.isEmpty() ? bundle.variants() : List.<Variant>of()) {
            for (String problem : new BundleCheck(bundle.in(variant.precision())).problems()) {
                problems.add("variant " + variant.precision() + ": " + problem);
            }
        }
        return problems;
    }

    /** What is checked is what is read: the same bytes. */
    private JsonNode parse() throws BundleException {
        byte[] content = content();
        Optional<String> distrust = new BundleSignature(folder).problem(content, trust.keys());
        if (distrust.isPresent()) {
            throw refuse(distrust.get());
        }
        try {
            return JSON.readTree(content);
        } catch (IOException e) {
            throw refuse("manifest.json is not JSON: " + firstLine(e));
        }
    }

    private byte[] content() throws BundleException {
        Path file = folder.resolve(Bundle.MANIFEST);
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw refuse("there is no manifest.json");
        }
        Optional<String> problem = trust.problem(folder)
                .or(() -> new OwnFile(folder, file).problem().map(found -> Bundle.MANIFEST + " " + found));
        if (problem.isPresent()) {
            throw refuse(problem.get());
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw refuse("manifest.json cannot be read: " + firstLine(e));
        }
    }

    private void checkFormat(JsonNode version) throws BundleException {
        if (!version.isInt() || version.asInt() != FORMAT_VERSION) {
            String found = version.isMissingNode() ? "no formatVersion" : "formatVersion " + version;
            throw refuse("manifest.json has " + found + ", this release reads " + FORMAT_VERSION);
        }
    }

    /** The classes' own names where the manifest has no others. */
    private static List<String> classNames(ManifestNode manifest, List<String> classes) {
        List<String> names = manifest.optionalTexts("classNames");
        if (names.isEmpty()) {
            return classes;
        }
        if (names.size() != classes.size() || names.contains("")) {
            manifest.problem(
                    "classNames must have a name for each of the " + classes.size() + " classes, has " + names);
            return classes;
        }
        return names;
    }

    /** Only numbers can be nearly right. */
    private AnswerKind answers(ManifestNode manifest) {
        Task task = task(manifest.text("task"));
        float tolerance = manifest.optionalNumber("tolerance");
        return task == Task.REGRESSION ? new AnswerKind(task, tolerance) : AnswerKind.exact(task);
    }

    private Task task(String name) {
        Optional<Task> task = Task.named(name);
        if (task.isEmpty() && !name.isEmpty()) {
            problems.add("manifest.json: task is '" + name
                    + "', known are image-classification, video-classification, multi-label and regression");
        }
        return task.orElse(Task.CLASSIFICATION);
    }

    private ResizeRule resize(String name) {
        Optional<ResizeRule> rule = ResizeRule.named(name);
        if (rule.isEmpty() && !name.isEmpty()) {
            problems.add("manifest.json, input: resize is '" + name + "', known are " + List.of(ResizeRule.values()));
        }
        return rule.orElse(ResizeRule.ANTIALIASED);
    }

    private Policy policy(ManifestNode node) {
        ConfidenceMeasure measure = node.measure("measure");
        float[] thresholds = node.thresholds("thresholds");
        return Policy.of(0, measure, Thresholds.of(thresholds));
    }

    private BundleException refuse(String problem) {
        return new BundleException(inFolder(List.of(problem)));
    }

    private List<String> inFolder(List<String> sentences) {
        return sentences.stream()
                .distinct()
                .map(sentence -> "bundle " + folder + ": " + sentence)
                .toList();
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
