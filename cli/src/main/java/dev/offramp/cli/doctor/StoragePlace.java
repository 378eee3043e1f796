package dev.offramp.cli.doctor;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * A folder that the processes of a cluster share, or think that they share.
 *
 * @param setting that names it
 * @param path    as it is named
 * @param hosts   that TaskManagers run on
 */
record StoragePlace(String setting, String path, Set<String> hosts) {

    /** Whether a path alone leads there: what lies there is another folder on each machine, unless somebody mounted the same one. */
    boolean isLocal() {
        return Optional.ofNullable(URI.create(path.replace(" ", "%20")).getScheme())
                .map(scheme -> scheme.equals("file"))
                .orElse(true);
    }

    /** Says whether all processes find there what one of them wrote. */
    void tell(String what, Findings findings) {
        if (!isLocal() || hosts.size() < 2) {
            return;
        }
        String found =
                what + " goes to " + path + " (" + setting + "), a path of each machine's own, and TaskManagers run on "
                        + hosts.size() + " hosts (" + String.join(", ", hosts) + ")";
        String change = "a store that all of them reach (s3://, hdfs://), or the same folder mounted on all machines";
        if (isTemporary()) {
            findings.wrong(found, change);
        } else {
            findings.warning(found + "; whether the same folder is mounted on all cannot be seen from here", change);
        }
    }

    private boolean isTemporary() {
        return path.replaceFirst("^file:/*", "/").startsWith("/tmp/");
    }
}
