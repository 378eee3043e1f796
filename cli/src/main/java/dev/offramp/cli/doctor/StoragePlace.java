package dev.offramp.cli.doctor;

import dev.offramp.cli.options.LocalFolder;
import java.util.Set;

/**
 * A folder that the processes of a cluster share, or think that they share.
 *
 * @param setting that names it
 * @param path    as it is named, not empty
 * @param hosts   that JobManager and TaskManagers run on
 */
record StoragePlace(String setting, String path, Set<String> hosts) {

    private static final String CHANGE =
            "a store that all of them reach (s3://, hdfs://), or the same folder mounted on all machines";

    /** Says whether all processes find there what one of them wrote. */
    void tell(String what, Findings findings) {
        if (!isLocal() || hosts.size() < 2) {
            return;
        }
        String found = what + " goes to " + path + " (" + setting
                + "), a path of each machine's own, and Flink's processes run on " + hosts.size() + " hosts ("
                + String.join(", ", hosts) + ")";
        if (isTemporary()) {
            findings.wrong(found, CHANGE);
        } else {
            findings.warning(found + "; whether the same folder is mounted on all cannot be seen from here", CHANGE);
        }
    }

    /** The same, where a process may come on a machine that is not there yet. */
    void tellAlsoOfOthers(String what, Findings findings) {
        if (isLocal() && hosts.size() < 2) {
            findings.warning(
                    what + " goes to " + path + " (" + setting
                            + "), a path of each machine's own: who comes on another machine finds nothing there, unless"
                            + " the same folder is mounted on it",
                    CHANGE);
        } else {
            tell(what, findings);
        }
    }

    /** Whether a path alone leads there: what lies there is another folder on each machine, unless somebody mounted the same one. */
    private boolean isLocal() {
        return LocalFolder.of(path).isPresent();
    }

    private boolean isTemporary() {
        return LocalFolder.of(path).filter(folder -> folder.startsWith("/tmp")).isPresent();
    }
}
