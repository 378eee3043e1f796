package dev.offramp.cli.bundle;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleSignature;
import dev.offramp.bundle.SigningKey;
import dev.offramp.bundle.TrustSettings;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signs a bundle that is whole. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "sign",
        sortOptions = false,
        description = "Check a bundle, and sign its manifest, which has the sha256 of every file: 64 bytes in "
                + BundleSignature.FILE + ".",
        footer = {
            "",
            "Examples:",
            "  openssl genpkey -algorithm ed25519 -out release.key",
            "  openssl pkey -in release.key -pubout -out release.pem",
            "  ./offramp bundle sign model-artifacts/bundles/fashion-mnist-branchy --key release.key",
            ""
        })
public final class BundleSignCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "BUNDLE", description = "Folder of the model bundle.")
    private Path folder;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The private Ed25519 key, PKCS#8 in PEM, as openssl writes it.")
    private Path key;

    @Override
    public Integer call() {
        SigningKey signer = key();
        Bundle bundle = new BundleFolder(folder, TrustSettings.ANY).open();
        BundleSignature signature = new BundleSignature(folder);
        try {
            signature.write(signer);
        } catch (IOException failure) {
            throw new CommandFailure("the signature cannot be written: " + failure.getMessage(), failure);
        }
        Screen.on(spec.commandLine().getOut())
                .line("Bundle %s is signed: %s", bundle.id(), folder.resolve(BundleSignature.FILE));
        return 0;
    }

    private SigningKey key() {
        try {
            return SigningKey.read(key);
        } catch (IOException failure) {
            throw new CommandFailure("--key: " + TrustSettings.reason(failure), failure);
        }
    }
}
