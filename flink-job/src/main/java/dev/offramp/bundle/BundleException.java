package dev.offramp.bundle;

import java.util.List;

/** A bundle that cannot be served, with everything that is wrong with it. */
public final class BundleException extends Exception {

    private static final long serialVersionUID = 1;

    private final List<String> problems;

    /** One sentence a problem. */
    public BundleException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One with one problem, a sentence. */
    public static BundleException of(String problem) {
        return new BundleException(List.of(problem));
    }

    /** One sentence a problem. */
    public List<String> problems() {
        return problems;
    }
}
