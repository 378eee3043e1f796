package dev.offramp.sample;

/** Which samples shadows see: a share of all, spread evenly, and the same ones in every replay. */
public final class ShadowDraw {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final long PLASTIC_GAMMA = 0xc13fa9a902a6328fL;

    private ShadowDraw() {}

    /**
     * Whether a sample is among them.
     *
     * @param share 0 to 1
     */
    public static boolean draws(Origin origin, double share) {
        return share > 0 && uniform(origin) < share;
    }

    /** Of where the sample lies; of the samples of a record, each another. */
    private static double uniform(Origin origin) {
        return Uniform.of((origin.offset() * 31 + origin.partition()) * GOLDEN_GAMMA
                + GOLDEN_GAMMA
                + origin.index() * PLASTIC_GAMMA);
    }
}
