package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bundles that {@code ./offramp zoo grow} has just grown on tiny networks, and what Python alone says of their pictures. */
record GrownBundles(Path folder) {

    /** Networks that need nothing but PyTorch, and one of a library that need not be there. */
    static final List<String> OWN = List.of("resnet8", "tiny-vit");

    static final String OF_TORCHVISION = "resnet18";

    private static final Path MODELS =
            Path.of("../model-artifacts").toAbsolutePath().normalize();
    private static final Path PYTHON = MODELS.resolve(".venv/bin/python");

    /** Skips the test where there is no PyTorch. */
    static GrownBundles in(Path folder) throws IOException, InterruptedException {
        assumeThat(PYTHON)
                .as("the Python environment with PyTorch, which './offramp zoo' makes")
                .exists();
        List<String> networks = new ArrayList<>(OWN);
        if (said(List.of(PYTHON.toString(), "-c", "import torchvision")).isPresent()) {
            networks.add(OF_TORCHVISION);
        }
        List<String> command =
                new ArrayList<>(List.of(PYTHON.toString(), "src/test/python/grown_bundles.py", folder.toString()));
        command.addAll(networks);
        assertThat(said(command)).as("growing; what it said is above").isPresent();
        return new GrownBundles(folder);
    }

    /** What a command says, where it ends well; else what it said is printed. */
    private static Optional<String> said(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PYTHONPATH", MODELS.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() == 0) {
            return Optional.of(said);
        }
        System.out.println(said);
        return Optional.empty();
    }

    Path pictures() {
        return folder.resolve("pictures");
    }

    /** Skips the test where the network's library is not there. */
    Path bundle(String network) {
        Path bundle = folder.resolve(network);
        assumeThat(bundle)
                .as("a bundle grown on %s, whose library the Python environment does not have", network)
                .exists();
        return bundle;
    }

    /** What Python says of each picture, by its path. */
    Map<String, JsonNode> answers(String network) throws IOException {
        Map<String, JsonNode> rows = new HashMap<>();
        new ObjectMapper()
                .readTree(Files.readString(folder.resolve(network + ".json")))
                .forEach(row -> rows.put(row.get("file").asText(), row));
        return rows;
    }
}
