package dev.offramp.cli.bundle;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleSignature;
import dev.offramp.bundle.TrustSettings;
import dev.offramp.bundle.TrustedKey;
import dev.offramp.cli.labelled.BundleArgument;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether a bundle is whole, and who signed it. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "verify",
        sortOptions = false,
        description =
                "Check a bundle as the job does: its manifest, the sha256 of every file and, where keys are given, the"
                        + " signature. Nothing of it is run.",
        footer = {
            "",
            "Examples:",
            "  ./offramp bundle verify model-artifacts/bundles/fashion-mnist-branchy",
            "  ./offramp bundle verify model-artifacts/bundles/fashion-mnist-branchy --key release.pem",
            ""
        })
public final class BundleVerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private BundleArgument bundle;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "A public Ed25519 key in PEM, or a folder of *.pem, beside those of --config: one of them must"
                            + " have signed. May be repeated.")
    private List<Path> keys = new ArrayList<>();

    @Override
    public Integer call() {
        BundleFolder given = bundle.folder();
        TrustSettings trust = given.trust().with(new KeyFiles(keys).read());
        BundleFolder folder = new BundleFolder(given.folder(), trust);
        Bundle opened = folder.open();
        Screen screen = Screen.on(spec.commandLine().getOut());
        screen.line("Bundle %s is whole: every file is as its manifest says.", opened.id());
        screen.line("%s", signature(new BundleSignature(folder.folder()), trust.keys()));
        List<String> unnamed = folder.unnamedFiles();
        if (!unnamed.isEmpty()) {
            screen.line("Not of the bundle, and read by nothing: %s", String.join(", ", unnamed));
        }
        return 0;
    }

    private static String signature(BundleSignature signature, List<TrustedKey> keys) {
        if (!signature.isThere()) {
            return "It is not signed.";
        }
        if (keys.isEmpty()) {
            return "It has a signature, which needs --key to be checked.";
        }
        try {
            return signature
                    .signer(keys)
                    .map(key -> "It is signed by " + key.file() + ".")
                    .orElseThrow(() -> new CommandFailure("the signature was altered meanwhile"));
        } catch (IOException failure) {
            throw new CommandFailure("the signature cannot be read: " + failure.getMessage(), failure);
        }
    }
}
