package dev.offramp.cli.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Values of the Helm chart as a file of YAML, with what they cannot say in comments. */
record ValuesFile(Path file) {

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build());

    /** Writes them in place of whatever is there. */
    void write(HelmValues values, List<String> remarks) throws IOException {
        List<String> head = new ArrayList<>(List.of("What ./offramp plan says to deploy/helm/offramp: "
                + values.machines() + ", " + values.plan().placement() + ", costs of "
                + values.job().costs().bundle() + "."));
        head.addAll(remarks);
        head.add("Your own values go behind it: helm upgrade --install NAME deploy/helm/offramp -f "
                + file.getFileName() + " -f mine.yaml");
        StringBuilder text = new StringBuilder();
        head.forEach(line -> text.append("# ").append(line).append('\n'));
        Files.writeString(file, text + YAML.writeValueAsString(values.tree()));
    }
}
