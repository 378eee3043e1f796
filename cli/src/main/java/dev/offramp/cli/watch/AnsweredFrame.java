package dev.offramp.cli.watch;

/**
 * One of the newest answers, as it is shown.
 *
 * @param id      of this answer on this page
 * @param label   the true class, empty where it is not known
 * @param atMillis when it was answered
 * @param picture whether there is one to show
 */
public record AnsweredFrame(
        String id,
        String stream,
        long sequence,
        String predicted,
        double confidence,
        int exit,
        String verdict,
        String label,
        long atMillis,
        boolean picture) {}
