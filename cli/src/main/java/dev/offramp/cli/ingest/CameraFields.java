package dev.offramp.cli.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;

/** One entry of a file of cameras: its keys, and what is wrong with them, all of it. */
final class CameraFields {

    /** The keys that {@code defaults} may have too. */
    static final Set<String> OF_DEFAULTS =
            Set.of("as", "rate", "short-side", "quality", "gate", "heartbeat", "pace", "deadline", "options");

    /** Those that mean nothing where pictures are not decoded. */
    private static final List<String> OF_FRAMES = List.of("short-side", "quality", "gate", "heartbeat");

    private final String where;
    private final JsonNode entry;
    private final List<String> problems;

    /**
     * @param where    the entry, for people
     * @param problems what is wrong is added here
     */
    CameraFields(String where, JsonNode entry, List<String> problems) {
        this.where = where;
        this.entry = entry;
        this.problems = problems;
    }

    /** Refuses keys that nobody reads: a misspelt one would otherwise do nothing, silently. */
    void allowOnly(Set<String> keys) {
        entry.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                problem("unknown key " + key + "; there are "
                        + String.join(", ", keys.stream().sorted().toList()));
            }
        });
    }

    CameraDefaults over(CameraDefaults base) {
        PictureSettings pictures = base.pictures();
        ReadSettings reading = base.reading();
        RecordForm form = value("as", new CameraValues.Form()).orElse(pictures.form());
        if (form == RecordForm.SEGMENT) {
            OF_FRAMES.stream().filter(entry::has).forEach(key -> problem(key + " " + CameraValues.OF_FRAMES_ALONE));
        }
        return new CameraDefaults(
                new PictureSettings(
                        form,
                        value("rate", new CameraValues.Rate()).orElse(pictures.perSecond()),
                        value("short-side", new CameraValues.ShortSide()).orElse(pictures.shortSide()),
                        value("quality", new CameraValues.Quality()).orElse(pictures.quality()),
                        gate(pictures.gate())),
                new ReadSettings(
                        value("pace", new CameraValues.TempoName()).orElse(reading.tempo()),
                        value("deadline", new CameraValues.Deadline()).orElse(reading.deadline()),
                        options(reading.options())));
    }

    private GateSettings gate(GateSettings base) {
        return new GateSettings(
                value("gate", new CameraValues.Gate()).orElse(base.delta()),
                value("heartbeat", new CameraValues.Heartbeat()).orElse(base.heartbeat()));
    }

    /** The text of a key; a problem where there is none. */
    Optional<String> required(String key) {
        Optional<String> text = text(key);
        if (!entry.has(key) || text.filter(String::isBlank).isPresent()) {
            problem("there is no " + key);
            return Optional.empty();
        }
        return text;
    }

    void problem(String what) {
        problems.add(where + ": " + what);
    }

    private <T> Optional<T> value(String key, ITypeConverter<T> converter) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(converter.convert(text.get()));
        } catch (Exception wrong) { // picocli's interface declares it
            problem(key + ": " + wrong.getMessage());
            return Optional.empty();
        }
    }

    private Optional<String> text(String key) {
        JsonNode value = entry.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isValueNode() || value.isNull()) {
            problem(key + " must be one value");
            return Optional.empty();
        }
        return Optional.of(value.asText());
    }

    private Map<String, String> options(Map<String, String> base) {
        JsonNode given = entry.path("options");
        if (given.isMissingNode()) {
            return base;
        }
        if (!given.isObject()) {
            problem("options must be names with values, as {rtsp_transport: udp}");
            return base;
        }
        var all = new TreeMap<>(base);
        given.properties()
                .forEach(option -> all.put(option.getKey(), option.getValue().asText()));
        return all;
    }
}
