package dev.offramp.stage;

import dev.offramp.bundle.StageSpec;
import dev.offramp.model.Arrivals;
import dev.offramp.model.ById;
import dev.offramp.model.Loader;
import dev.offramp.model.Model;
import dev.offramp.model.News;
import dev.offramp.model.Notice;
import dev.offramp.sample.BundleId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * One stage of every model that a task serves. One that it is told of is loaded and warmed up beside those that run, on a thread of its
 * own; what has fewer stages needs nothing here. Not thread-safe.
 */
final class StageModels implements Arrivals.Owner<Optional<WarmStage>>, AutoCloseable {

    private static final int WHILE_LOADING = 2; // the file and what is made of it

    private final int stage;
    private final Made made;
    private final Told told;
    private final StageMetrics metrics;
    private final ProcessingTimeService clock;
    private final Loader loader;
    private final Arrivals<Optional<WarmStage>> arrivals;
    private final ById<OpenStage> open;
    private final Set<OpenStage> parting = ConcurrentHashMap.newKeySet();

    /** How stages are made of models. */
    record Made(
            StageSettings settings, StageEngines engines, FrameDecoders decoders, StageDevice device, FreeMemory free) {

        private static final double MIB = 1024 * 1024;

        /** Beside those that run: a process without memory for it would be killed with all of them. */
        WarmStage beside(Model model, int stage) throws StageFailure {
            if (device.kind() == StageDevice.Kind.CPU) {
                checkMemory(model, stage);
            }
            return made(model, stage, false);
        }

        /** Before anything runs. */
        WarmStage alone(Model model, int stage) throws StageFailure {
            return made(model, stage, true);
        }

        private void checkMemory(Model model, int stage) throws StageFailure {
            NativeMemory needs = new NativeMemory(
                    model.bundle().stages(), Collections.nCopies(model.exits(), settings.maxBatchSize()));
            long bytes = WHILE_LOADING * needs.weightsBytes(stage) + needs.bytes(stage);
            OptionalLong there = free.bytes();
            if (there.isPresent() && bytes > there.getAsLong()) {
                throw new StageFailure(String.format(
                        Locale.ROOT,
                        "stage %d of bundle %s may take %.0f MiB of memory, %.0f MiB are free",
                        stage,
                        model.id(),
                        bytes / MIB,
                        there.getAsLong() / MIB));
            }
        }

        private WarmStage made(Model model, int stage, boolean alone) throws StageFailure {
            StageSpec spec = model.bundle().stages().get(stage - 1);
            StageEngine engine = engines.open(spec, device);
            try {
                StageInputs inputs = new StageInputs(spec, decoders.of(model.bundle()));
                return WarmStage.of(spec, settings, engine, inputs, alone);
            } catch (Throwable failure) { // want of memory too: native memory outlives a task
                engine.close();
                throw failure;
            }
        }
    }

    /** The operator, which runs batches and hands on reports. */
    interface Told extends OpenStage.Due {
        void report(Notice notice, Optional<String> problem);
    }

    /**
     * Nothing yet.
     *
     * @param home   that the job was started with
     * @param loader of those that it is told of, which is this one's from now on
     */
    StageModels(
            int stage,
            BundleId home,
            Made made,
            Loader loader,
            Told told,
            StageMetrics metrics,
            ProcessingTimeService clock,
            TaskInfo task) {
        this.stage = stage;
        this.made = made;
        this.told = told;
        this.metrics = metrics;
        this.clock = clock;
        this.loader = loader;
        this.arrivals = new Arrivals<>(this, clock, task);
        this.open = new ById<>(home);
    }

    /** Loads the model that the job was started with, before it runs. */
    void load(Model home) throws StageFailure {
        if (stage <= home.exits()) {
            put(home.id(), made.alone(home, stage));
        }
        arrivals.put(home.id());
    }

    private void put(BundleId bundle, WarmStage warm) {
        open.put(bundle, new OpenStage(warm, made.settings(), metrics, clock, told));
    }

    /** News of a model. */
    void hear(News news) {
        arrivals.hear(news);
    }

    /**
     * The stage of a sample's model.
     *
     * @throws StageFailure where this task has it not, though all tasks had it
     */
    OpenStage of(BundleId bundle) throws Exception {
        OpenStage found = open.get(bundle);
        if (found == null) {
            arrivals.await(bundle);
            found = open.get(bundle);
        }
        if (found == null) {
            throw new StageFailure("stage " + stage + " has no bundle " + bundle
                    + ", of which a sample has come; the log of this task manager says why");
        }
        return found;
    }

    /** The stage of a model; nothing where it is not here, or has none. */
    @Nullable
    OpenStage find(BundleId bundle) {
        return open.get(bundle);
    }

    /** Of every model. */
    Collection<OpenStage> all() {
        return open.all();
    }

    @Override
    public CompletableFuture<Optional<WarmStage>> begin(News news) {
        return loader.part(news, this::beside);
    }

    private Optional<WarmStage> beside(Model model) throws StageFailure {
        return stage > model.exits() ? Optional.empty() : Optional.of(proven(made.beside(model, stage)));
    }

    private static WarmStage proven(WarmStage warm) throws StageFailure {
        try {
            warm.prove();
            return warm;
        } catch (Throwable failure) { // whatever it is: native memory outlives a task
            warm.close();
            throw failure;
        }
    }

    @Override
    public void arrived(BundleId bundle, Optional<WarmStage> part) {
        part.ifPresent(warm -> put(bundle, warm));
    }

    @Override
    public void left(BundleId bundle) {
        OpenStage last = open.remove(bundle);
        if (last != null) {
            last.silence();
            parting.add(last);
            loader.thread().execute(() -> part(last)); // it may have to wait for one that is being loaded
        }
    }

    private void part(OpenStage last) {
        if (parting.remove(last)) {
            last.close();
        }
    }

    @Override
    public void discard(Optional<WarmStage> part) {
        part.ifPresent(WarmStage::close);
    }

    @Override
    public void report(Notice notice, Optional<String> problem) {
        told.report(notice, problem);
    }

    @Override
    public void close() throws Exception {
        arrivals.close();
        List<AutoCloseable> parts = new ArrayList<>();
        parts.add(loader);
        parts.add(() -> parting.forEach(this::part));
        parts.addAll(open.all());
        IOUtils.closeAll(parts);
    }
}
