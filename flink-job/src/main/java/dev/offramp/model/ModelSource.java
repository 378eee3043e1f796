package dev.offramp.model;

import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.store.BundleSource;
import dev.offramp.sample.BundleId;
import java.io.IOException;
import java.io.Serializable;

/** Opens bundles that a job is told of while it runs; travels with the job graph. */
public interface ModelSource extends Serializable {

    /** Of a job that keeps the bundle that it was started with. */
    ModelSource NONE = source -> {
        throw BundleException.of("this job keeps the bundle that it was started with");
    };

    /**
     * Fetches a bundle where it is not there, checks it and finds its curves; that may take minutes.
     *
     * @throws BundleException where it cannot be served
     * @throws IOException     where its source, or the disk, fails
     */
    Model open(BundleSource source) throws BundleException, IOException;

    /**
     * The same without curves, for whoever asks only whether it can be served; what its samples will name.
     *
     * @throws BundleException where it cannot be served
     * @throws IOException     where its source, or the disk, fails
     */
    default BundleId check(BundleSource source) throws BundleException, IOException {
        return open(source).id();
    }
}
