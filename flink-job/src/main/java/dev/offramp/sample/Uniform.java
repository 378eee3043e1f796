package dev.offramp.sample;

/** Numbers from 0 to 1, spread evenly, that are the same in every replay: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
public final class Uniform {

    private static final double UNIT = 0x1.0p-53;

    private Uniform() {}

    /** Of a state: below 1, and another for each. */
    public static double of(long state) {
        long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return ((mixed ^ (mixed >>> 31)) >>> 11) * UNIT;
    }
}
