package dev.offramp.it;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offramp.bundle.Bundle;
import dev.offramp.cli.labelled.LabelledPictures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The test pictures of the data set that a bundle was made from.
 *
 * @param classes what the labels mean: those of an idx file have names of their own, those of folders go by name
 * @param tests   of a picture's path inside the source, whether it is a test picture
 */
public record TestSet(Path source, List<String> classes, Predicate<String> tests) {

    private static final Path SHIPPED = Path.of("../model-artifacts/data/fashion-mnist");
    private static final Path BESIDE_THE_PROJECT = Path.of("../../shared/data");

    /** By what the manifest says that the network was trained on; a set that is not known here fails. */
    public static TestSet of(Bundle bundle, JsonNode manifest) {
        String name = manifest.at("/provenance/dataset/name").asText();
        boolean unseen = "imagenette-unseen"
                .equals(manifest.at("/provenance/recipe/data/set").asText());
        return switch (name) {
            case "Fashion-MNIST" ->
                new TestSet(SHIPPED.resolve("t10k-images-idx3-ubyte.gz"), FashionMnist.CLASSES, id -> true);
            case "CIFAR-10" -> new TestSet(BESIDE_THE_PROJECT.resolve("cifar10/test"), bundle.classes(), id -> true);
            case "CIFAR-100" ->
                new TestSet(BESIDE_THE_PROJECT.resolve("cifar100-test.zip"), bundle.classes(), id -> true);
            case "Imagenette v2" ->
                new TestSet(
                        BESIDE_THE_PROJECT.resolve("imagenette-128.zip"),
                        bundle.classes(),
                        id -> id.contains("/val/") && (!unseen || id.contains("/ILSVRC2012_val_")));
            default -> throw new AssertionError("no test pictures are known of " + name + ": add them here");
        };
    }

    /** So many of them, or all, drawn by chance and always the same; skips the test where the source is missing. */
    public LabelledPictures sample(Bundle bundle, int count) {
        assumeThat(source)
                .as("the test pictures of %s, which are not part of the project", bundle.id())
                .exists();
        LabelledPictures all = LabelledPictures.open(Optional.of(source), bundle);
        List<String> ids = new ArrayList<>(
                IntStream.range(0, all.count()).mapToObj(all::id).filter(tests).toList());
        Collections.shuffle(ids, new Random(1));
        return all.only(ids.subList(0, Math.min(count, ids.size())));
    }
}
