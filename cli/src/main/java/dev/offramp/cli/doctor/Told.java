package dev.offramp.cli.doctor;

import dev.offramp.job.KnownKeys;
import java.util.ArrayList;
import org.apache.flink.configuration.Configuration;

/**
 * The settings that a job would be given.
 *
 * @param all      as they were said
 * @param readable without those that mean nothing or cannot be read
 */
record Told(Configuration all, Configuration readable) {

    static Told of(Configuration all) {
        return new Told(all, new KnownKeys(all).readable(new ArrayList<>()));
    }
}
