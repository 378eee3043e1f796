package dev.offramp.budget;

import java.util.stream.Stream;

/** How many of a machine's cores a search may take; what it finds does not depend on it. */
public enum Cores {
    /** Beside threads that serve: it stays on the one that it is begun on. */
    ONE,
    /** Where somebody waits for it alone: it goes to the common pool. */
    ALL;

    <T> Stream<T> over(Stream<T> parts) {
        return this == ALL ? parts.parallel() : parts.sequential();
    }
}
