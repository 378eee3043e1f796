package dev.offramp.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One thing that can be wrong with a bundle.
 *
 * @param problems     what the reader says of it, and nothing else
 * @param seenBySchema whether the JSON schema can see it too
 */
record Breakage(String name, Consumer<TinyBundle> edit, List<String> problems, boolean seenBySchema) {

    @Override
    public String toString() {
        return name;
    }

    /** Everything that can be wrong, one at a time. */
    static Stream<Breakage> all() {
        return Stream.of(fields(), values(), files(), shapes(), frames(), costs(), variants())
                .flatMap(breakages -> breakages);
    }

    private static Stream<Breakage> fields() {
        return Stream.of(
                schemaToo("no name", without(TinyBundle::manifest, "name"), "manifest.json: name is missing"),
                schemaToo("no classes", without(TinyBundle::manifest, "classes"), "manifest.json: classes is missing"),
                schemaToo("no stages", without(TinyBundle::manifest, "stages"), "manifest.json: stages is missing"),
                schemaToo("no input", without(TinyBundle::manifest, "input"), "manifest.json: input is missing"),
                schemaToo("no policy", without(TinyBundle::manifest, "policy"), "manifest.json: policy is missing"),
                schemaToo(
                        "no calibration",
                        without(TinyBundle::manifest, "calibration"),
                        "manifest.json: calibration is missing"),
                schemaToo(
                        "no height",
                        without(tiny -> tiny.object("input"), "height"),
                        "manifest.json, input: height is missing"),
                schemaToo(
                        "no file", without(tiny -> tiny.stage(2), "file"), "manifest.json, stages[1]: file is missing"),
                schemaToo(
                        "no digest",
                        without(tiny -> tiny.stage(2), "sha256"),
                        "manifest.json, stages[1]: sha256 is missing"),
                schemaToo(
                        "no shape",
                        without(tiny -> tiny.tensor(3, "inputs", 1), "shape"),
                        "manifest.json, stages[2], inputs[1]: shape is missing"));
    }

    private static Stream<Breakage> values() {
        return Stream.of(
                schemaToo(
                        "height is text",
                        tiny -> tiny.object("input").put("height", "4"),
                        "manifest.json, input: height must be an integer"),
                readerOnly(
                        "costs beyond counting",
                        tiny -> tiny.stage(1).put("multiplyAdds", 1e30),
                        "manifest.json, stages[0]: multiplyAdds must be an integer"),
                schemaToo(
                        "stages are no list",
                        tiny -> tiny.manifest().put("stages", 3),
                        "manifest.json: stages must be a list"),
                schemaToo(
                        "unknown dtype",
                        tiny -> tiny.tensor(1, "outputs", 0).put("dtype", "complex64"),
                        "manifest.json, stages[0], outputs[0]: dtype is 'complex64', known are [uint8, int64, float16, bfloat16, float32]"),
                schemaToo(
                        "unknown measure",
                        tiny -> tiny.object("policy").put("measure", "GUESS"),
                        "manifest.json, policy: measure is 'guess', known are [max_softmax, entropy, margin, patience,"
                                + " least_certain, agreement]"),
                schemaToo(
                        "threshold is text",
                        tiny -> TinyBundle.put(tiny.object("policy"), "thresholds", "['high', 0.5]"),
                        "manifest.json, policy: thresholds[0] must be a number or null"),
                schemaToo(
                        "unknown resize",
                        tiny -> tiny.object("input").put("resize", "nearest"),
                        "manifest.json, input: resize is 'nearest', known are [bilinear-antialias-center-crop, scaled-2x]"));
    }

    private static Stream<Breakage> files() {
        return Stream.of(
                readerOnly("missing file", tiny -> tiny.delete("stage-2.pt"), "file stage-2.pt is missing"),
                readerOnly(
                        "missing table", tiny -> tiny.delete("calibration.avro"), "file calibration.avro is missing"),
                readerOnly("missing card", tiny -> tiny.delete("MODEL_CARD.md"), "file MODEL_CARD.md is missing"),
                schemaToo(
                        "a file of another folder",
                        tiny -> tiny.stage(2).put("file", "../stage-2.pt"),
                        "file ../stage-2.pt lies outside the bundle"),
                schemaToo(
                        "an absolute path",
                        tiny -> tiny.stage(2).put("file", tiny.folder().getRoot() + "stage-2.pt"),
                        "file /stage-2.pt lies outside the bundle"),
                schemaToo(
                        "no path at all",
                        tiny -> tiny.stage(2).put("file", "stage\0.pt"),
                        "file stage\0.pt is no file name"));
    }

    private static Stream<Breakage> shapes() {
        return Stream.of(
                readerOnly(
                        "wrong logits",
                        tiny -> TinyBundle.put(tiny.tensor(2, "outputs", 2), "shape", "[-1, 3]"),
                        "stage 2 ends with logits float32 [-1, 3], wanted is logits float32 [-1, 2]"),
                readerOnly(
                        "logits are half",
                        tiny -> tiny.tensor(3, "outputs", 0).put("dtype", "float16"),
                        "stage 3 ends with logits float16 [-1, 2], wanted is logits float32 [-1, 2]"),
                readerOnly(
                        "stages do not fit in shape",
                        tiny -> TinyBundle.put(tiny.tensor(2, "inputs", 0), "shape", "[-1, 8, 2, 2]"),
                        "stage 2 takes [features float32 [-1, 8, 2, 2]], but stage 1 gives [features float32 [-1, 8, 2, 3]]"),
                readerOnly(
                        "stages do not fit in type",
                        tiny -> tiny.tensor(3, "inputs", 0).put("dtype", "bfloat16"),
                        "stage 3 takes [features bfloat16 [-1, 16], scale int64 [-1, 1]], but stage 2 gives "
                                + "[features float16 [-1, 16], scale int64 [-1, 1]]"),
                readerOnly(
                        "stages do not fit in number",
                        tiny -> tiny.stage(3).withArray("inputs").remove(1),
                        "stage 3 takes [features float16 [-1, 16]], but stage 2 gives "
                                + "[features float16 [-1, 16], scale int64 [-1, 1]]"),
                readerOnly(
                        "pixels of another size",
                        tiny -> tiny.object("input").put("width", 7),
                        "stage 1 takes [pixels uint8 [-1, 4, 6, 3]], wanted is pixels uint8 [-1, 4, 7, 3]"),
                readerOnly(
                        "the last stage goes on",
                        tiny -> tiny.stage(3).withArray("outputs").insert(0, tiny.tensor(3, "inputs", 0)),
                        "the last stage returns logits alone, but has also [features float16 [-1, 16]]"),
                schemaToo(
                        "a fixed batch",
                        tiny -> TinyBundle.put(tiny.tensor(1, "inputs", 0), "shape", "[1, 4, 6, 3]"),
                        "stage 1: pixels uint8 [1, 4, 6, 3] must have the batch, -1, as first dimension, and positive sizes after it"),
                schemaToo(
                        "a dimension of no size",
                        tiny -> TinyBundle.put(tiny.tensor(2, "outputs", 0), "shape", "[-1, 0]"),
                        "stage 2: features float16 [-1, 0] must have the batch, -1, as first dimension, and positive sizes after it"),
                schemaToo("no outputs", tiny -> tiny.stage(2).putArray("outputs"), "stage 2 needs inputs and outputs"),
                schemaToo(
                        "no stage at all",
                        tiny -> tiny.manifest().putArray("stages"),
                        "a bundle needs at least one stage and one class"));
    }

    private static Stream<Breakage> frames() {
        return Stream.of(
                readerOnly(
                        "a frame that no clip has",
                        tiny -> TinyBundle.put(tiny.overFrames().tensor(2, "inputs", 0), "frames", "[3, 4]"),
                        "stage 2 looks at frame 4, but a clip has frames 0 to 3"),
                readerOnly(
                        "a frame that two stages look at",
                        tiny -> TinyBundle.put(tiny.overFrames().tensor(3, "inputs", 0), "frames", "[2]"),
                        "stage 3 looks at frame 2, which a stage looks at already"),
                readerOnly(
                        "fewer frames than the shape says",
                        tiny -> TinyBundle.put(tiny.overFrames().tensor(2, "inputs", 0), "frames", "[3]"),
                        "stage 2 takes pixels uint8 [-1, 2, 4, 6, 3] of frames [3], wanted is pixels uint8 [-1, 1, 4, 6, 3] of frames [3]"),
                readerOnly(
                        "frames that are no pixels",
                        tiny -> tiny.overFrames().tensor(2, "inputs", 0).put("dtype", "float32"),
                        "stage 2 takes pixels float32 [-1, 2, 4, 6, 3] of frames [3, 0], wanted is pixels uint8 [-1, 2, 4, 6, 3] of frames [3, 0]"),
                readerOnly(
                        "frames behind activations",
                        tiny -> TinyBundle.put(tiny.overFrames().tensor(3, "inputs", 1), "frames", "[1]"),
                        "stage 3: frames can be its first input alone, not features float16 [-1, 16] of frames [1]"),
                readerOnly(
                        "frames of which stage 1 has none",
                        tiny -> tiny.overFrames().tensor(1, "inputs", 0).remove("frames"),
                        "stage 1 takes [pixels uint8 [-1, 1, 4, 6, 3]], wanted are some frames and nothing else, as other stages name frames"),
                readerOnly(
                        "frames of pictures",
                        tiny -> tiny.overFrames().object("input").put("frames", 1),
                        "stages name frames of a clip, but the bundle takes pictures: input.frames is 1"),
                readerOnly(
                        "activations that do not fit behind frames",
                        tiny -> tiny.overFrames().tensor(2, "inputs", 1).put("dtype", "bfloat16"),
                        "stage 2 takes [features bfloat16 [-1, 8, 2, 3]], but stage 1 gives [features float32 [-1, 8, 2, 3]]"),
                schemaToo(
                        "no frames at all",
                        tiny -> tiny.overFrames().tensor(2, "inputs", 0).putArray("frames"),
                        "manifest.json, stages[1], inputs[0]: frames must name at least one"),
                schemaToo(
                        "a frame before the first",
                        tiny -> TinyBundle.put(tiny.overFrames().tensor(2, "inputs", 0), "frames", "[3, -1]"),
                        "manifest.json, stages[1], inputs[0]: frames[1] must be an integer, 0 or more"),
                schemaToo(
                        "a frame twice",
                        tiny -> TinyBundle.put(tiny.overFrames().tensor(2, "inputs", 0), "frames", "[3, 3]"),
                        "stage 2 looks at frame 3, which a stage looks at already"));
    }

    private static Stream<Breakage> costs() {
        return Stream.of(
                readerOnly(
                        "a head that costs as much as its stage",
                        tiny -> tiny.stage(2).put("headMultiplyAdds", 250),
                        "stage 2 says that its head has 250 of its 250 multiply-adds; it must be fewer, and none at the last"
                                + " stage, which always runs whole"),
                readerOnly(
                        "a last stage without its head",
                        tiny -> tiny.stage(3).put("headMultiplyAdds", 1),
                        "stage 3 says that its head has 1 of its 150 multiply-adds; it must be fewer, and none at the last"
                                + " stage, which always runs whole"),
                readerOnly(
                        "costs that do not add up",
                        tiny -> tiny.stage(2).put("cumulativeMultiplyAdds", 349),
                        "stage 2 has 250 multiply-adds and 349 to its exit; they must be positive and add up to 350"),
                readerOnly(
                        "one threshold for two early exits",
                        tiny -> TinyBundle.put(tiny.object("policy"), "thresholds", "[0.5]"),
                        "policy has 1 thresholds, 3 stages need 2"));
    }

    private static Stream<Breakage> variants() {
        return Stream.of(
                schemaToo(
                        "unknown precision",
                        tiny -> tiny.withVariant().variant().put("precision", "int8"),
                        "manifest.json, variants[0]: precision is 'int8', known are [float32, bfloat16, float16]",
                        "manifest.json, variants[0]: there is already a network in float32"),
                schemaToo(
                        "the bundle's own precision again",
                        tiny -> tiny.withVariant().variant().put("precision", "float32"),
                        "manifest.json, variants[0]: there is already a network in float32"),
                readerOnly(
                        "a precision twice",
                        tiny -> tiny.withVariant()
                                .manifest()
                                .withArray("variants")
                                .add(tiny.variant().deepCopy()),
                        "manifest.json, variants[1]: there is already a network in bfloat16"),
                readerOnly(
                        "a variant of fewer stages",
                        tiny -> tiny.withVariant().variant().withArray("stages").remove(2),
                        "manifest.json, variants[0]: it has 2 stages, the bundle 3"),
                schemaToo(
                        "a variant's stage without a file",
                        tiny -> tiny.withVariant().variantStage(2).remove("file"),
                        "manifest.json, variants[0], stages[1]: file is missing"),
                readerOnly(
                        "a variant's stage that is altered",
                        tiny -> tiny.withVariant().delete("stage-2-bfloat16.pt"),
                        "file stage-2-bfloat16.pt is missing"),
                readerOnly(
                        "a variant whose stages do not fit",
                        tiny -> ((ObjectNode) tiny.withVariant()
                                        .variantStage(2)
                                        .withArray("inputs")
                                        .get(0))
                                .put("dtype", "bfloat16"),
                        "variant bfloat16: stage 2 takes [features bfloat16 [-1, 8, 2, 3]], but stage 1 gives "
                                + "[features float32 [-1, 8, 2, 3]]"));
    }

    private static Consumer<TinyBundle> without(Function<TinyBundle, ObjectNode> where, String field) {
        return tiny -> where.apply(tiny).remove(field);
    }

    private static Breakage schemaToo(String name, Consumer<TinyBundle> edit, String... problems) {
        return new Breakage(name, edit, List.of(problems), true);
    }

    private static Breakage readerOnly(String name, Consumer<TinyBundle> edit, String... problems) {
        return new Breakage(name, edit, List.of(problems), false);
    }
}
