package dev.offramp.cli.labelled;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.Calibration;
import dev.offramp.bundle.CalibrationFile;
import dev.offramp.bundle.Precision;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A bundle as the command line meets it: what is wrong with it ends the command. */
public record BundleFolder(Path folder) {

    /** Reads and checks the bundle. */
    public Bundle open() {
        try {
            return Bundle.open(folder);
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
                    ? new CalibrationFile(file.get()).read(bundle.stages().size())
                    : bundle.calibration();
            return table.orElseThrow(
                    () -> new CommandFailure(
                            file.map(Path::toString).orElse("bundle " + folder)
                                    + " has no calibration samples; make a table with './offramp calibrate' and name it with --calibration"));
        } catch (BundleException failure) {
            throw new CommandFailure(failure.getMessage(), failure);
        }
    }

    /** The samples that the manifest says the network was not trained on, by their index in the training set. */
    public List<String> heldOut() {
        List<String> ids = new ArrayList<>();
        manifest().at("/provenance/heldOut/indices").forEach(index -> ids.add(index.asText()));
        if (ids.isEmpty()) {
            throw new CommandFailure("the manifest of bundle " + folder
                    + " records no held-out samples; leave --held-out away and give data that it was not trained on");
        }
        return ids;
    }

    /** Whether its recipe says that it was trained on pictures of one channel; a bundle without a recipe says nothing. */
    public boolean isTrainedOnGrey() {
        return manifest().at("/provenance/recipe/network/mean").size() == 1;
    }

    private JsonNode manifest() {
        try {
            return new ObjectMapper().readTree(folder.resolve("manifest.json").toFile());
        } catch (IOException failure) {
            throw new CommandFailure("the manifest of " + folder + " cannot be read: " + failure.getMessage(), failure);
        }
    }
}
