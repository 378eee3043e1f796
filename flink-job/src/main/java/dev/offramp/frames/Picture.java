package dev.offramp.frames;

/** A picture that is read row by row, however its pixels are stored. */
interface Picture {

    int width();

    int height();

    /** Writes row {@code y} as R, G, B of every pixel into {@code rgb}, which has at least 3 x width bytes. */
    void row(int y, byte[] rgb);
}
