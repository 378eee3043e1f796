package dev.offramp.cli.labelled;

/** What a bundle is run over: pictures or clips of a source, whose classes are known. */
public sealed interface LabelledSamples extends AutoCloseable permits LabelledPictures, LabelledClips {

    /** How many there are. */
    int count();

    /** What a calibration table calls a sample, 0-based. */
    String id(int n);

    /** Reads one, 0-based; fails where it has no label. */
    LabelledSample sample(int n) throws UnreadableSample;

    /** What they are, in one word. */
    String unit();

    /** Which of the source's they are. */
    Split split();

    @Override
    void close();
}
