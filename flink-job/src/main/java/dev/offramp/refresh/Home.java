package dev.offramp.refresh;

import dev.offramp.sample.BundleId;
import java.io.Serializable;

/**
 * The bundle that a job was started with.
 *
 * @param bundle as its samples name it
 * @param sha256 of its manifest, lower-case hex
 */
public record Home(BundleId bundle, String sha256) implements Serializable {}
