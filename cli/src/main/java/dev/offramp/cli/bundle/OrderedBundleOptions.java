package dev.offramp.cli.bundle;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.Digest;
import dev.offramp.bundle.store.BundleSource;
import dev.offramp.bundle.store.FetchSettings;
import dev.offramp.bundle.store.RemoteManifest;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which bundle is ordered, and where task managers get it from. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class OrderedBundleOptions {

    private static final Pattern ADDRESS = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:/.*");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(
            paramLabel = "BUNDLE",
            description = "Folder of the model bundle, or its address as https://models.example.com/fashion/2.0.0/.")
    private String bundle;

    @Option(
            names = "--at",
            paramLabel = "ADDRESS",
            description =
                    "With a folder: where task managers get the same bundle (default: the folder itself, which all"
                            + " of them must see).")
    private Optional<String> address;

    @Option(
            names = "--sha256",
            paramLabel = "HEX",
            description = "With an address: the SHA-256 of its manifest.json, without which nothing there is believed.")
    private Optional<String> sha256;

    /** Wrong usage where the options do not go together. */
    void check() {
        boolean isAddress = isAddress();
        check(isAddress || sha256.isEmpty(), "--sha256 goes with an address; of a folder it is computed");
        check(!isAddress || address.isEmpty(), "--at goes with a folder");
        check(!isAddress || sha256.isPresent(), "an address wants --sha256, that of its manifest.json");
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(command.commandLine(), message);
        }
    }

    private boolean isAddress() {
        return ADDRESS.matcher(bundle).matches();
    }

    /** The bundle, once it is found to be one that the settings trust; of one that is elsewhere its manifest is. */
    BundleSource source(Configuration config) {
        try {
            return isAddress()
                    ? RemoteManifest.read(folder(bundle), sha256.orElseThrow(), fetching(config))
                    : local(config, Path.of(bundle));
        } catch (IOException | IllegalArgumentException failure) {
            throw new CommandFailure("bundle " + bundle + ": " + failure.getMessage(), failure);
        }
    }

    private BundleSource local(Configuration config, Path path) throws IOException {
        Bundle opened = BundleFolder.under(config, path).open();
        URI from = address.isPresent()
                ? folder(address.get())
                : path.toAbsolutePath().normalize().toUri();
        return new BundleSource(opened.id(), Digest.sha256(path.resolve(Bundle.MANIFEST)), from);
    }

    /** An address is of a folder, whoever forgot its slash. */
    private static URI folder(String address) {
        try {
            return new URI(address.endsWith("/") ? address : address + "/");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + address + "' is no address: " + e.getReason(), e);
        }
    }

    private static FetchSettings fetching(Configuration config) {
        List<String> problems = new ArrayList<>();
        FetchSettings settings = FetchSettings.from(config, problems);
        if (!problems.isEmpty()) {
            throw new CommandFailure(String.join("; ", problems));
        }
        return settings;
    }
}
