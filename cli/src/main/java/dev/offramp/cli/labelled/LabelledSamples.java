package dev.offramp.cli.labelled;

/** What a bundle is run over: pictures or clips of a source, whose classes are known. */
public sealed interface LabelledSamples extends AutoCloseable permits LabelledPictures, LabelledClips {

    /** How many there are. */
    int count();

    /** What a calibration table calls a sample, 0-based. */
    String id(int n);

    /** Reads one, 0-based; fails where it cannot be read or has no label. */
    LabelledSample sample(int n);

    /** What they are, in one word. */
    String unit();

    @Override
    void close();
}
