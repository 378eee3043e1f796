package dev.offramp.cli.labelled;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a manifest says of the pictures that a bundle was made with.
 *
 * @param heldOut   those that thresholds come from: indices in the training set, or paths below a part of the data set
 * @param isIndexed whether they are indices
 * @param heldOutOf the part of the data set that they are of
 * @param testShare the share of the pictures that their digests made test pictures, where the data set has no parts
 */
public record Provenance(List<String> heldOut, boolean isIndexed, String heldOutOf, OptionalDouble testShare) {

    public Provenance {
        heldOut = List.copyOf(heldOut);
    }

    static Provenance of(JsonNode manifest) {
        JsonNode provenance = manifest.path("provenance");
        List<String> indices = texts(provenance.at("/heldOut/indices"));
        JsonNode share = provenance.at("/split/test");
        return new Provenance(
                indices.isEmpty() ? texts(provenance.at("/heldOut/names")) : indices,
                !indices.isEmpty(),
                isHeldOutOfTest(provenance) ? PicturePath.TEST : PicturePath.TRAIN,
                share.isNumber() ? OptionalDouble.of(share.asDouble()) : OptionalDouble.empty());
    }

    /** An imported network may have been trained on all of the training part, and so may a backbone. */
    private static boolean isHeldOutOfTest(JsonNode provenance) {
        return provenance.has("imported")
                || provenance.at("/recipe/data/held_out_from").asText().equals(PicturePath.TEST);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(entry -> texts.add(entry.asText()));
        return texts;
    }
}
