package dev.offramp.cli.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.video.VideoAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads which cameras there are from YAML.
 *
 * @param name         of the file, for people
 * @param base         what holds where neither a camera nor the file's {@code defaults} say anything
 * @param placeholders for the sources
 */
record CamerasFile(String name, CameraDefaults base, Placeholders placeholders) {

    private static final Set<String> OF_FILE = Set.of("defaults", "cameras");
    private static final Set<String> OF_CAMERA = withDefaults("stream", "source");

    /** The cameras; fails with one message that names every entry with something wrong, and what. */
    List<CameraSettings> read(String yaml) {
        List<String> problems = new ArrayList<>();
        JsonNode root = parsed(yaml);
        new CameraFields("the file", root, problems).allowOnly(OF_FILE);
        CameraDefaults defaults = defaults(root.path("defaults"), problems);
        List<CameraSettings> cameras = cameras(root.path("cameras"), defaults, problems);
        Map<String, Integer> uses = new HashMap<>();
        cameras.forEach(camera -> uses.merge(camera.stream(), 1, Integer::sum));
        uses.forEach((stream, times) -> {
            if (times > 1) {
                problems.add("stream " + stream + " is there " + times + " times");
            }
        });
        if (!problems.isEmpty()) {
            throw new CommandFailure(name + ": " + String.join("; ", problems));
        }
        return cameras;
    }

    private JsonNode parsed(String yaml) {
        var mapper = new YAMLMapper(YAMLFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build());
        try {
            JsonNode root = mapper.readTree(yaml);
            if (root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException wrong) {
            throw new CommandFailure(name + " is no YAML: " + wrong.getOriginalMessage() + where(wrong), wrong);
        }
        throw new CommandFailure(name + " must hold cameras:, a list with stream: and source: of each");
    }

    private static String where(JsonProcessingException wrong) {
        return Optional.ofNullable(wrong.getLocation())
                .map(place -> " (line " + place.getLineNr() + ")")
                .orElse("");
    }

    private CameraDefaults defaults(JsonNode node, List<String> problems) {
        if (node.isMissingNode()) {
            return base;
        }
        var fields = new CameraFields("defaults", node, problems);
        if (!node.isObject()) {
            fields.problem("must be keys with values");
            return base;
        }
        fields.allowOnly(CameraFields.OF_DEFAULTS);
        return fields.over(base);
    }

    private List<CameraSettings> cameras(JsonNode list, CameraDefaults defaults, List<String> problems) {
        List<CameraSettings> cameras = new ArrayList<>();
        if (!list.isArray()) {
            problems.add("cameras: there must be a list of them");
        }
        int number = 1;
        for (JsonNode entry : list) {
            String stream = entry.path("stream").asText();
            String where = "camera " + number++ + (stream.isBlank() ? "" : " (" + stream + ")");
            cameras.addAll(camera(new CameraFields(where, entry, problems), defaults));
        }
        return cameras;
    }

    private List<CameraSettings> camera(CameraFields fields, CameraDefaults defaults) {
        fields.allowOnly(OF_CAMERA);
        CameraDefaults own = fields.over(defaults);
        Optional<String> stream = fields.required("stream");
        Optional<String> source = fields.required("source");
        if (stream.isEmpty() || source.isEmpty()) {
            return List.of();
        }
        try {
            var address = new VideoAddress(placeholders.fill(source.get()));
            var camera = new CameraSettings(stream.get(), address, own.pictures(), own.reading());
            return SourceFiles.expand(camera, stream.get() + "/");
        } catch (IllegalArgumentException | IOException | UncheckedIOException wrong) { // a folder that may not be read
            fields.problem("source: " + wrong.getMessage());
            return List.of();
        }
    }

    private static Set<String> withDefaults(String... more) {
        Set<String> all = new HashSet<>(CameraFields.OF_DEFAULTS);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }
}
