package dev.offramp.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.jspecify.annotations.Nullable;

/**
 * Under which names a server is asked by right. A page whose own name is made to lead here (DNS rebinding) is no other site to its browser,
 * which asks under that name.
 */
public final class OwnNames {

    private static final String LOCALHOST = "localhost";
    private static final Pattern PORT = Pattern.compile(":[0-9]+$");

    /** No name of DNS has a colon, or figures alone at its end. */
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+]|[0-9a-f]*:[0-9a-f:.]+");

    private final Set<String> names = new TreeSet<>();

    /** This machine's own name for itself, and these beside it. */
    public OwnNames(Collection<String> further) {
        names.add(LOCALHOST);
        further.forEach(name -> names.add(name.strip().toLowerCase(Locale.ROOT)));
    }

    /** Those that a JobManager's settings know. */
    static OwnNames in(Configuration config) {
        List<String> names = new ArrayList<>(config.get(AccessOptions.HOSTS));
        for (var address : List.of(RestOptions.ADDRESS, RestOptions.BIND_ADDRESS, JobManagerOptions.ADDRESS)) {
            config.getOptional(address).ifPresent(names::add);
        }
        return new OwnNames(names);
    }

    /** Whether a request is meant for this server: under one of its names, or an address in figures, with a port or without. */
    public boolean have(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        return names.contains(name) || ADDRESS.matcher(name).matches();
    }
}
