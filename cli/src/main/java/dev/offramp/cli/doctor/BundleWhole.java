package dev.offramp.cli.doctor;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.BundleSignature;
import dev.offramp.bundle.TrustSettings;
import dev.offramp.job.JobOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the bundle is there, unaltered, in itself right, and signed by whom it has to be. */
final class BundleWhole implements Check<Told> {

    private final List<String> problems = new ArrayList<>();

    @Override
    public String name() {
        return "bundle";
    }

    /** What the bundle itself says is wrong with it. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void examine(Told told, Findings findings) {
        Optional<String> path = told.readable().getOptional(JobOptions.BUNDLE_PATH);
        if (path.isEmpty()) {
            problems.add(JobOptions.BUNDLE_PATH.key() + " is required, the folder of a model bundle");
            findings.wrong(
                    "no bundle is named", "name its folder with --bundle DIR or " + JobOptions.BUNDLE_PATH.key());
            return;
        }
        try {
            TrustSettings trust = TrustSettings.of(told.readable());
            Bundle bundle = Bundle.open(Path.of(path.get()), trust);
            calibrated(bundle, findings);
            findings.ok(bundle.id() + ": whole, " + bundle.stages().size() + " exits, " + bundle.precisions() + ", "
                    + signature(Path.of(path.get()).toAbsolutePath().normalize(), trust));
        } catch (BundleException wrong) {
            problems.addAll(wrong.problems());
            wrong.problems().forEach(problem -> findings.wrong(problem, remedy(problem)));
        }
    }

    private static void calibrated(Bundle bundle, Findings findings) throws BundleException {
        if (bundle.calibration().isEmpty()) {
            findings.warning(
                    bundle.id()
                            + " has no calibration table: policies that wish a loss or a cost, and steering, need one",
                    "./offramp calibrate BUNDLE");
        }
    }

    private static String signature(Path folder, TrustSettings trust) {
        if (trust.keys().isEmpty()) {
            return "no signature asked for (bundle.keys)";
        }
        try {
            return new BundleSignature(folder)
                    .signer(trust.keys())
                    .map(key -> "signed by " + key.file())
                    .orElse("its signature was altered meanwhile");
        } catch (IOException gone) {
            return "its signature is gone meanwhile";
        }
    }

    private static String remedy(String problem) {
        if (problem.contains("no manifest.json")) {
            return "put the bundle there, or name its folder with --bundle";
        }
        if (problem.contains("signed") || problem.contains("manifest.sig")) {
            return "'./offramp bundle sign' by who may release it, or bundle.keys with the key that did";
        }
        return problem.contains("altered") || problem.contains("is missing")
                ? "copy the bundle anew, as it was released"
                : "";
    }
}
