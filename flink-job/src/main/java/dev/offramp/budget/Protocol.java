package dev.offramp.budget;

import java.util.ArrayList;
import java.util.List;

/** The published ways to go from one number q to the shares of the exits, each with the numbers that its paper sweeps. */
public enum Protocol {
    /** q = p/20, p = 1…39, geometric shares. */
    MSDNET {
        @Override
        public List<Double> sweep() {
            List<Double> sweep = new ArrayList<>();
            for (int p = 1; p < 40; p++) {
                sweep.add(p / 20.0);
            }
            return sweep;
        }

        @Override
        public float[] shares(double q, int exits) {
            return GeometricShares.of((float) q, exits);
        }
    },

    /** q = 0.2, 0.25 … 1 and 20/19 … 5, shares after {@link PerceiverShares}. */
    DYN_PERCEIVER {
        @Override
        public List<Double> sweep() {
            List<Double> sweep = new ArrayList<>();
            for (int i = 4; i <= 20; i++) {
                sweep.add(i / 20.0);
            }
            for (int i = 19; i >= 4; i--) {
                sweep.add(20.0 / i);
            }
            return sweep;
        }

        @Override
        public float[] shares(double q, int exits) {
            return PerceiverShares.of((float) q, exits);
        }
    };

    /** The numbers that the paper sweeps, rising: from shallow and cheap to deep and costly. */
    public abstract List<Double> sweep();

    /** The share of the samples that should leave at each exit, float32. */
    public abstract float[] shares(double q, int exits);
}
