package dev.offramp.bench;

import dev.offramp.cli.labelled.WorkerThreads;
import dev.offramp.policy.Policy;
import dev.offramp.sample.Tensor;
import java.util.List;

/**
 * What the job would reach if all of it but the network cost nothing: the same stages, policy, batch size and thread count
 * in one process, pixels already decoded, no Flink, no broker. The threads and their stages stay, as those of a job do.
 */
final class BareLoop implements AutoCloseable {

    private final WorkerThreads<BareWorker> threads;

    /** Opens the stages once a thread, on that thread. */
    BareLoop(BareNetwork network, Policy policy, int parallelism) {
        threads = new WorkerThreads<>(
                "bare-loop", "the bare loop failed", parallelism, () -> new BareWorker(network, policy));
    }

    /** Answers every sample once; returns samples a second. */
    double samplesPerSecond(List<Tensor> pixels) {
        long start = System.nanoTime();
        threads.all((index, worker) -> {
            worker.run(share(pixels, index));
            return true;
        });
        return pixels.size() / ((System.nanoTime() - start) / 1e9);
    }

    @Override
    public void close() {
        threads.close();
    }

    private List<Tensor> share(List<Tensor> pixels, int n) {
        int from = (int) ((long) pixels.size() * n / threads.count());
        int to = (int) ((long) pixels.size() * (n + 1) / threads.count());
        return pixels.subList(from, to);
    }
}
