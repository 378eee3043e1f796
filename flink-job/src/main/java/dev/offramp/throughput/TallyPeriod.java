package dev.offramp.throughput;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;

/** How often tallies hand their totals on: as seldom as the windows behind them allow. */
public final class TallyPeriod {

    private TallyPeriod() {}

    /**
     * Milliseconds: the longest of which every window is a multiple.
     *
     * @param windows whole seconds each
     */
    public static long millis(List<Duration> windows) {
        return windows.stream()
                .map(window -> BigInteger.valueOf(window.toMillis()))
                .reduce(BigInteger::gcd)
                .orElseThrow(() -> new IllegalArgumentException("there are no windows"))
                .longValueExact();
    }
}
