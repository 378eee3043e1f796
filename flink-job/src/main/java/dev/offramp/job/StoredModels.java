package dev.offramp.job;

import dev.offramp.budget.Cores;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.Precision;
import dev.offramp.bundle.TrustSettings;
import dev.offramp.bundle.store.BundleSource;
import dev.offramp.bundle.store.BundleStore;
import dev.offramp.model.Model;
import dev.offramp.model.ModelSource;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Task;
import dev.offramp.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Models of bundles in the store of a task manager, as far as a job that began with another one can serve them.
 *
 * @param first     that the job was started with
 * @param precision that it is served in; a bundle that has it not is served in float32
 * @param stages    that the graph has
 */
record StoredModels(Refresh refresh, Bundle first, Precision precision, List<StageSettings> stages)
        implements ModelSource {

    private static final int ATTEMPTS = 3;
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    StoredModels {
        stages = List.copyOf(stages);
    }

    @Override
    public Model open(BundleSource source) throws BundleException, IOException {
        Bundle bundle = checked(source);
        return BundleCurves.of(bundle, Optional.empty(), 1, Cores.ONE).model(served(bundle));
    }

    @Override
    public BundleId check(BundleSource source) throws BundleException, IOException {
        return served(checked(source)).id();
    }

    private Bundle served(Bundle bundle) {
        return bundle.in(bundle.precisions().contains(precision) ? precision : Precision.FLOAT32);
    }

    private Bundle checked(BundleSource source) throws BundleException, IOException {
        Bundle bundle = stored(source);
        List<String> problems = problems(bundle);
        if (!problems.isEmpty()) {
            throw new BundleException(problems);
        }
        return bundle;
    }

    private Bundle stored(BundleSource source) throws BundleException, IOException {
        BundleStore store =
                new BundleStore(folder(), refresh.settings().fetch(), new TrustSettings(List.of(), refresh.keys()));
        for (int attempt = 1; ; attempt++) {
            try {
                return store.open(source);
            } catch (IOException e) {
                if (attempt == ATTEMPTS || !isPatient()) {
                    throw e;
                }
            }
        }
    }

    private Path folder() {
        return refresh.settings()
                .cache()
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "offramp-bundles"));
    }

    /** Whether nobody wants it to end meanwhile. */
    private static boolean isPatient() {
        try {
            Thread.sleep(BETWEEN.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The graph is as it is, and frames are labelled as they are. */
    private List<String> problems(Bundle bundle) {
        List<String> problems = new ArrayList<>();
        if (hasOtherClasses(bundle) && bundle.id().name().equals(first.id().name())) {
            problems.add("bundle " + bundle.id() + " has other classes than " + first.id()
                    + ", which the job was started with; give it another name");
        }
        if (hasOtherClasses(bundle) && bundle.task() == first.task() && bundle.task() != Task.CLASSIFICATION) {
            problems.add("bundle " + bundle.id() + " is asked for " + bundle.classNames() + ", " + first.id() + " for "
                    + first.classNames() + "; start a job for it");
        }
        if (bundle.task() != first.task()) {
            problems.add("bundle " + bundle.id() + " is for " + bundle.task() + ", " + first.id() + " is for "
                    + first.task() + "; start a job for it");
        } else if (!bundle.answers().equals(first.answers())) {
            problems.add("bundle " + bundle.id() + " is right within "
                    + bundle.answers().tolerance() + ", " + first.id() + " within "
                    + first.answers().tolerance() + ": they cannot be compared; start a job for it");
        }
        if (bundle.frames() != first.frames()) {
            problems.add("bundle " + bundle.id() + " takes " + bundle.frames() + " frames, " + first.id() + " takes "
                    + first.frames() + "; start a job for it");
        }
        if (bundle.stages().size() > stages.size()) {
            problems.add("bundle " + bundle.id() + " has " + bundle.stages().size() + " stages, this job has "
                    + stages.size() + "; it can have more with " + JobOptions.MAX_STAGES.key());
        } else {
            problems.addAll(
                    new BatchBytes(bundle, stages.subList(0, bundle.stages().size())).problems());
        }
        return problems;
    }

    private boolean hasOtherClasses(Bundle bundle) {
        return !bundle.classes().equals(first.classes()) || !bundle.classNames().equals(first.classNames());
    }
}
