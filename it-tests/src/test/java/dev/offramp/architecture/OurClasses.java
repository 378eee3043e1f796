package dev.offramp.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** The hand-written classes of the job and the command line. */
final class OurClasses implements ImportOption {

    private static final ImportOption NO_TESTS = new DoNotIncludeTests();

    @Override
    public boolean includes(Location location) {
        return NO_TESTS.includes(location)
                && !location.contains("-tests.jar")
                && !location.contains("dev/offramp/schema/");
    }
}
