package dev.offramp.cli.labelled;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.BundleSignature;
import dev.offramp.bundle.Calibration;
import dev.offramp.bundle.CalibrationFile;
import dev.offramp.bundle.Precision;
import dev.offramp.bundle.TrustSettings;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.ReadableConfig;

/**
 * A bundle as the command line meets it: what is wrong with it ends the command.
 *
 * @param trust whether it may be opened
 */
public record BundleFolder(Path folder, TrustSettings trust) {

    /** A bundle that may be opened if these settings allow it. */
    public static BundleFolder under(ReadableConfig settings, Path folder) {
        try {
            return new BundleFolder(folder, TrustSettings.of(settings));
        } catch (BundleException failure) {
            throw new CommandFailure(failure.getMessage(), failure);
        }
    }

    /** Reads and checks the bundle. */
    public Bundle open() {
        try {
            return Bundle.open(folder, trust);
        } catch (BundleException failure) {
            throw new CommandFailure(failure.getMessage(), failure);
        }
    }

    /** Reads and checks the bundle, with its network in one of its precisions. */
    public Bundle open(Precision precision) {
        Bundle bundle = open();
        if (!bundle.precisions().contains(precision)) {
            throw new CommandFailure(
                    bundle.id() + " has no network in " + precision + ", only in " + bundle.precisions());
        }
        return bundle.in(precision);
    }

    /** The table in a file, or else the bundle's own. */
    public Calibration calibration(Bundle bundle, Optional<Path> file) {
        try {
            Optional<Calibration> table = file.isPresent()
                    ? new CalibrationFile(file.get()).read(bundle.stages().size(), bundle.answers())
                    : bundle.calibration();
            return table.orElseThrow(
                    () -> new CommandFailure(
                            file.map(Path::toString).orElse("bundle " + folder)
                                    + " has no calibration samples; make a table with './offramp calibrate' and name it with --calibration"));
        } catch (BundleException failure) {
            throw new CommandFailure(failure.getMessage(), failure);
        }
    }

    /** What the manifest says of the pictures that it was made with. */
    public Provenance provenance() {
        return Provenance.of(manifest());
    }

    /** Whether its recipe says that it was trained on pictures of one channel; a bundle without a recipe says nothing. */
    public boolean isTrainedOnGrey() {
        return manifest().at("/provenance/recipe/network/mean").size() == 1;
    }

    /** Files in the folder that the manifest does not name: nothing reads them, and no signature is of them. */
    public List<String> unnamedFiles() {
        List<String> named = new ArrayList<>(manifest().findValuesAsText("file"));
        named.addAll(List.of(Bundle.MANIFEST, BundleSignature.FILE));
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !named.contains(name))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new CommandFailure(folder + " cannot be listed: " + failure.getMessage(), failure);
        }
    }

    private JsonNode manifest() {
        try {
            return new ObjectMapper().readTree(folder.resolve(Bundle.MANIFEST).toFile());
        } catch (IOException failure) {
            throw new CommandFailure("the manifest of " + folder + " cannot be read: " + failure.getMessage(), failure);
        }
    }
}
