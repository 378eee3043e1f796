package dev.offramp.access;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** What can be set about who may ask Flink's REST interface, and as whom it is asked. */
public final class AccessOptions {

    /** What every key begins with. */
    public static final String PREFIX = "access.";

    public static final ConfigOption<String> USERS_FILE = ConfigOptions.key("access.users-file")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Of a JobManager: who may ask its REST interface, a user and the bcrypt hash of a password a line, as htpasswd -B"
                            + " writes them. A change holds from the next request on. Left out, everybody may who reaches it.");

    public static final ConfigOption<String> USER = ConfigOptions.key("access.user")
            .stringType()
            .noDefaultValue()
            .withDescription("Of a command and of Flink's own client: as whom it asks.");

    public static final ConfigOption<String> PASSWORD_FILE = ConfigOptions.key("access.password-file")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Likewise: a file with that user's password, on one line. Sent over TLS only, or to a loopback address.");

    public static final ConfigOption<List<String>> HOSTS = ConfigOptions.key("access.hosts")
            .stringType()
            .asList()
            .defaultValues()
            .withDescription(
                    "Of a JobManager: the names under which its REST interface is asked, beside localhost, rest.address, rest.bind-address"
                            + " and jobmanager.rpc.address, separated by ';'. Under another name nobody is answered, so that no page of"
                            + " others can lead its own name here; an address in figures needs no naming.");

    /** All of them, for checks and documentation. */
    public static final List<ConfigOption<?>> ALL = List.of(USERS_FILE, HOSTS, USER, PASSWORD_FILE);

    private AccessOptions() {}
}
