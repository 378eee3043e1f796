package dev.offramp.cli.labelled;

/**
 * Which samples of a source are taken, and which are left out.
 *
 * @param told        in a sentence
 * @param isTrainedOn whether the network has seen those that are taken
 */
public record Split(String told, boolean isTrainedOn) {

    /** All of a source that says nothing of parts. */
    static final Split ALL = new Split("", false);
}
