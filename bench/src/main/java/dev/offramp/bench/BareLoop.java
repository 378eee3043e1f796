package dev.offramp.bench;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.policy.Policy;
import dev.offramp.stage.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the job would reach if all of it but the network cost nothing: the same stages, policy, batch size and thread count
 * in one process, pixels already decoded, no Flink, no broker. The threads and their stages stay, as those of a job do.
 */
final class BareLoop implements AutoCloseable {

    private final List<ExecutorService> threads = new ArrayList<>();
    private final List<BareWorker> lanes = new ArrayList<>();

    /** Opens the stages once a thread, on that thread. */
    BareLoop(BareNetwork network, Policy policy, int parallelism) {
        for (int n = 0; n < parallelism; n++) {
            ExecutorService thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "bare-loop"));
            threads.add(thread);
            lanes.add(await(thread.submit(() -> new BareWorker(network, policy))));
        }
    }

    /** Answers every sample once; returns samples a second. */
    double samplesPerSecond(List<Activation> pixels) {
        long start = System.nanoTime();
        List<Future<?>> shares = new ArrayList<>();
        for (int n = 0; n < lanes.size(); n++) {
            BareWorker lane = lanes.get(n);
            List<Activation> share = share(pixels, n);
            shares.add(threads.get(n).submit(() -> {
                lane.run(share);
                return true;
            }));
        }
        shares.forEach(BareLoop::await);
        return pixels.size() / ((System.nanoTime() - start) / 1e9);
    }

    @Override
    public void close() {
        for (int n = 0; n < lanes.size(); n++) {
            BareWorker lane = lanes.get(n);
            await(threads.get(n).submit(lane::close));
            threads.get(n).shutdown();
        }
    }

    private List<Activation> share(List<Activation> pixels, int n) {
        int from = (int) ((long) pixels.size() * n / lanes.size());
        int to = (int) ((long) pixels.size() * (n + 1) / lanes.size());
        return pixels.subList(from, to);
    }

    private static <T> T await(Future<T> work) {
        try {
            return work.get();
        } catch (ExecutionException failure) {
            throw new CommandFailure("the bare loop failed: " + failure.getCause(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped while the bare loop ran", stopped);
        }
    }
}
