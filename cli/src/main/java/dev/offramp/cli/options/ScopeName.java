package dev.offramp.cli.options;

import dev.offramp.cli.terminal.Printable;
import dev.offramp.policy.Scope;
import java.util.Locale;

/** Calls a scope as people do. */
public final class ScopeName {

    private ScopeName() {}

    /** As in {@code default}, {@code group lobby-} or {@code stream lobby-7}. */
    public static String of(Scope scope, String target) {
        String name = scope.name().toLowerCase(Locale.ROOT);
        return scope == Scope.DEFAULT ? name : name + " " + Printable.text(target);
    }
}
