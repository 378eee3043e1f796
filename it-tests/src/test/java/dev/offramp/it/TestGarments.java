package dev.offramp.it;

import dev.offramp.cli.belt.Garment;
import java.util.List;

/** The shipped test pictures, as they lie on a belt. */
public final class TestGarments {

    private TestGarments() {}

    /** The first of them, at most so many. */
    public static List<Garment> first(int count) {
        System.setProperty("offramp.home", "..");
        try {
            return Garment.first(count);
        } finally {
            System.clearProperty("offramp.home");
        }
    }
}
