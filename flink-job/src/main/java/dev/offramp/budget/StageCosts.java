package dev.offramp.budget;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the stages of a bundle cost in time, and where that was measured: a file from which budgets in milliseconds become
 * costs, and parallelism is planned.
 *
 * @param formatVersion {@link #FORMAT_VERSION}
 * @param bundle        name and version
 * @param device        {@code cpu} or {@code gpu}
 * @param threads       within one operation
 * @param precision     of weights and activations, as in {@code float32}
 * @param stages        in order, each measured at the same batch sizes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StageCosts(
        int formatVersion,
        String bundle,
        String machine,
        String device,
        int threads,
        String precision,
        List<Stage> stages) {

    /** What this release writes and reads. */
    public static final int FORMAT_VERSION = 1;

    /** The costs of one stage with its head, 1-based. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Stage(int stage, List<Batch> batches) {

        public Stage {
            batches = List.copyOf(batches);
        }
    }

    /** The median time of a run, divided by the samples of its batch. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Batch(int size, double millisecondsASample) {}

    public StageCosts {
        stages = List.copyOf(stages);
        if (formatVersion != FORMAT_VERSION) {
            throw new IllegalArgumentException(
                    "formatVersion is " + formatVersion + ", this release reads " + FORMAT_VERSION);
        }
        if (stages.isEmpty()
                || stages.stream().anyMatch(stage -> stage.batches().isEmpty())) {
            throw new IllegalArgumentException("every stage needs a measured batch size");
        }
        if (stages.stream()
                .flatMap(stage -> stage.batches().stream())
                .anyMatch(batch -> !(batch.millisecondsASample > 0) || batch.size < 1)) {
            throw new IllegalArgumentException("batch sizes and milliseconds must be above 0");
        }
    }

    /**
     * Reads the costs of a file.
     *
     * @throws IOException naming the file, where it cannot be read or has none
     */
    public static StageCosts read(Path file) throws IOException {
        try {
            return new ObjectMapper().readValue(file.toFile(), StageCosts.class);
        } catch (JacksonException failure) {
            throw new IOException(file + " has no stage costs: " + failure.getOriginalMessage(), failure);
        } catch (IOException failure) {
            throw new IOException(file + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    /** The batch sizes that were measured, rising. */
    public List<Integer> batchSizes() {
        return stages.get(0).batches().stream().map(Batch::size).sorted().toList();
    }

    /** Milliseconds a sample of one stage (1-based) at the largest measured batch size that is at most the given one. */
    public double milliseconds(int stage, int batchSize) {
        List<Batch> batches = stages.get(stage - 1).batches();
        Batch best = batches.get(0);
        for (Batch batch : batches) {
            best = batch.size <= batchSize && batch.size > best.size ? batch : best;
        }
        return best.millisecondsASample;
    }

    /** Milliseconds a sample at a mean batch size, between measured sizes on a line over the logarithm of the size. */
    double between(int stage, double meanBatch) {
        List<Batch> batches = stages.get(stage - 1).batches();
        Batch below = batches.get(0);
        for (Batch batch : batches) {
            if (batch.size > meanBatch) {
                double part =
                        Math.log(Math.max(1, meanBatch / below.size)) / Math.log((double) batch.size / below.size);
                return below.size == batch.size
                        ? batch.millisecondsASample
                        : below.millisecondsASample + part * (batch.millisecondsASample - below.millisecondsASample);
            }
            below = batch;
        }
        return below.millisecondsASample;
    }

    /** Milliseconds a sample to each exit, all earlier stages included. */
    public double[] cumulative(int batchSize) {
        double[] milliseconds = IntStream.rangeClosed(1, stages.size())
                .mapToDouble(stage -> milliseconds(stage, batchSize))
                .toArray();
        for (int k = 1; k < milliseconds.length; k++) {
            milliseconds[k] += milliseconds[k - 1];
        }
        return milliseconds;
    }
}
