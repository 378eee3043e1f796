package dev.offramp.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A good bundle of three stages in a folder, its files a few bytes each. Tests break its manifest or its files before
 * they open it.
 */
public record TinyBundle(Path folder, ObjectNode manifest) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static TinyBundle in(Path folder) {
        TinyBundle bundle = new TinyBundle(folder, goodManifest());
        bundle.write("stage-1.pt", "one");
        bundle.write("stage-2.pt", "two");
        bundle.write("stage-3.pt", "three");
        bundle.write("calibration.avro", "rows");
        bundle.write("MODEL_CARD.md", "# Tiny");
        for (int stage = 1; stage <= 3; stage++) {
            bundle.stage(stage).put("sha256", bundle.sha256("stage-" + stage + ".pt"));
        }
        bundle.object("calibration").put("sha256", bundle.sha256("calibration.avro"));
        bundle.object("modelCard").put("sha256", bundle.sha256("MODEL_CARD.md"));
        return bundle;
    }

    /** Writes the manifest as it is now, and opens the bundle. */
    public Bundle open() throws BundleException {
        write("manifest.json", manifest.toString());
        return Bundle.open(folder);
    }

    /** The same with its network in bfloat16 beside the first, each exit right a hundredth less often on held-out samples. */
    public TinyBundle withVariant() {
        ObjectNode variant = manifest.putArray("variants").addObject().put("precision", "bfloat16");
        ArrayNode stages = variant.putArray("stages");
        for (int number = 1; number <= 3; number++) {
            String file = "stage-" + number + "-bfloat16.pt";
            write(file, "half of " + number);
            ObjectNode stage = stage(number).deepCopy();
            stage.put("file", file).put("sha256", sha256(file));
            stage.remove(List.of("parameters", "multiplyAdds", "cumulativeMultiplyAdds"));
            stage(number).putObject("accuracy").put("heldOut", 0.8);
            stage.putObject("accuracy").put("heldOut", 0.79);
            stages.add(stage);
        }
        return this;
    }

    /** The same for clips of four frames, of which stage 1 looks at the third, stage 2 at the last and the first, stage 3 at another. */
    TinyBundle overFrames() {
        object("input").put("frames", 4);
        TinyBundle.put(tensor(1, "inputs", 0), "frames", "[2]");
        TinyBundle.put(tensor(1, "inputs", 0), "shape", "[-1, 1, 4, 6, 3]");
        stage(2).withArray("inputs").insert(0, pixels("[3, 0]", "[-1, 2, 4, 6, 3]"));
        stage(3).withArray("inputs").insert(0, pixels("[1]", "[-1, 1, 4, 6, 3]"));
        return this;
    }

    /** The same that answers with a number of cats, right within so much. */
    public TinyBundle ofNumbers(double tolerance) {
        manifest.put("task", "regression").put("tolerance", tolerance);
        object("policy").put("measure", "AGREEMENT");
        TinyBundle.put(manifest, "classes", "['cats']");
        for (int number = 1; number <= 3; number++) {
            TinyBundle.put(
                    tensor(number, "outputs", stage(number).withArray("outputs").size() - 1), "shape", "[-1, 1]");
        }
        return this;
    }

    private static ObjectNode pixels(String frames, String shape) {
        ObjectNode pixels = JSON.createObjectNode().put("name", "pixels").put("dtype", "uint8");
        put(pixels, "shape", shape);
        put(pixels, "frames", frames);
        return pixels;
    }

    /** The variant of {@link #withVariant}. */
    ObjectNode variant() {
        return (ObjectNode) manifest.withArray("variants").get(0);
    }

    /** A stage of the variant, 1-based. */
    ObjectNode variantStage(int number) {
        return (ObjectNode) variant().withArray("stages").get(number - 1);
    }

    /** A stage of the manifest, 1-based. */
    public ObjectNode stage(int number) {
        return (ObjectNode) manifest.withArray("stages").get(number - 1);
    }

    public ObjectNode object(String field) {
        return (ObjectNode) manifest.get(field);
    }

    /** The tensor of a stage, {@code inputs} or {@code outputs}, 0-based. */
    ObjectNode tensor(int stage, String side, int index) {
        return (ObjectNode) stage(stage).withArray(side).get(index);
    }

    public void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a value, written as JSON with single quotes, in place of a field. */
    static void put(ObjectNode node, String field, String json) {
        try {
            node.set(field, JSON.readTree(json.replace('\'', '"')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String sha256(String name) {
        try {
            return Digest.sha256(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode goodManifest() {
        try (var file = TinyBundle.class.getResourceAsStream("/bundle/tiny-manifest.json")) {
            return (ObjectNode) JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
