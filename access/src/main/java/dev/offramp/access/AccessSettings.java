package dev.offramp.access;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.util.ConfigurationException;

/**
 * What a JobManager is told of access, checked.
 *
 * @param usersFile who may ask; empty where everybody may
 */
public record AccessSettings(Optional<Path> usersFile) {

    /**
     * Reads and checks them.
     *
     * @throws ConfigurationException where a key is unknown, or where passwords would travel in the clear beyond this machine
     */
    public static AccessSettings from(Configuration config) throws ConfigurationException {
        for (String key : config.keySet()) {
            if (key.startsWith(AccessOptions.PREFIX)
                    && AccessOptions.ALL.stream().map(ConfigOption::key).noneMatch(key::equals)) {
                throw new ConfigurationException("unknown option " + key);
            }
        }
        Optional<Path> users = config.getOptional(AccessOptions.USERS_FILE).map(Path::of);
        if (users.isPresent()
                && !SecurityOptions.isRestSSLEnabled(config)
                && !Loopback.is(config.get(RestOptions.BIND_ADDRESS))) {
            throw new ConfigurationException(AccessOptions.USERS_FILE.key() + " wants "
                    + SecurityOptions.SSL_REST_ENABLED.key() + ", or a loopback " + RestOptions.BIND_ADDRESS.key()
                    + ": else passwords travel in the clear");
        }
        return new AccessSettings(users);
    }
}
