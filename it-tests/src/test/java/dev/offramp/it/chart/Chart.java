package dev.offramp.it.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Helm chart in {@code deploy}, in the hands of Helm itself. */
public final class Chart {

    static final Path FOLDER = Path.of("../deploy/helm/offramp");
    static final String NAMESPACE = "vision";

    private static final Helm HELM = new Helm(FOLDER);

    private Chart() {}

    static LintResult lint() {
        return HELM.lint().strict().call();
    }

    /** The files of values that are shipped. */
    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("examples"))) {
            return files.sorted().toList();
        }
    }

    /**
     * What {@code helm template} writes for a release {@code demo}.
     *
     * @param values YAML, over the chart's own
     * @throws IllegalStateException where Helm refuses them; its message says why
     */
    public static Manifests with(String values) throws IOException {
        return with("demo", values);
    }

    static Manifests with(String release, String values) throws IOException {
        Path file = Files.createTempFile("values", ".yaml");
        try {
            return with(release, Files.writeString(file, values));
        } finally {
            Files.delete(file);
        }
    }

    static Manifests with(String release, Path... values) throws IOException {
        TemplateCommand template = HELM.template().withName(release).withNamespace(NAMESPACE);
        for (Path file : values) {
            template.withValuesFile(file);
        }
        return Manifests.read(template.call());
    }
}
