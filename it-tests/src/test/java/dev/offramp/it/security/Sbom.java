package dev.offramp.it.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** The bill of materials that the build writes, in CycloneDX. */
record Sbom(List<Component> components) {

    /**
     * A library.
     *
     * @param classifier empty where it has none
     * @param licences   as it names them
     */
    record Component(String group, String name, String version, String classifier, List<String> licences) {

        static Component of(JsonNode node) {
            String purl = node.path("purl").asText();
            String classifier = purl.contains("classifier=") ? purl.replaceAll(".*classifier=([^&]*).*", "$1") : "";
            return new Component(
                    node.path("group").asText(),
                    node.path("name").asText(),
                    node.path("version").asText(),
                    classifier,
                    StreamSupport.stream(node.path("licenses").spliterator(), false)
                            .map(licence -> licence.at("/license/id")
                                    .asText(licence.at("/license/name")
                                            .asText(licence.path("expression").asText())))
                            .filter(licence -> !licence.isEmpty())
                            .toList());
        }

        /** As Maven calls its jar. */
        String jar() {
            return name + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
        }

        String coordinates() {
            return group + ":" + name + ":" + version;
        }
    }

    static Sbom built() throws IOException {
        JsonNode bom =
                new ObjectMapper().readTree(Path.of("../bench/target/sbom.json").toFile());
        return new Sbom(StreamSupport.stream(bom.path("components").spliterator(), false)
                .map(Component::of)
                .toList());
    }
}
