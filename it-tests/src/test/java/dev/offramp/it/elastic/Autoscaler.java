package dev.offramp.it.elastic;

import java.util.List;

/** Watches one job. */
public interface Autoscaler extends AutoCloseable {

    /** Asks the job once, thinks, and acts where it is allowed to. */
    void look() throws Exception;

    /** Of every task, as of the last look; none before its window of time is full. */
    List<Advice> advice();

    @Override
    void close();
}
