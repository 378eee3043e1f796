package dev.offramp.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.util.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessSettingsTest {

    private final Configuration settings = new Configuration();

    @Test
    void everybody_may_ask_where_nothing_is_said() throws Exception {
        assertThat(AccessSettings.from(settings).usersFile()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
    void on_loopback_addresses_passwords_may_travel_in_the_clear(String address) throws Exception {
        settings.set(AccessOptions.USERS_FILE, "/users");
        settings.set(RestOptions.BIND_ADDRESS, address);

        assertThat(AccessSettings.from(settings).usersFile()).contains(Path.of("/users"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", ""})
    void elsewhere_they_want_tls(String address) throws Exception {
        settings.set(AccessOptions.USERS_FILE, "/users");
        if (!address.isEmpty()) {
            settings.set(RestOptions.BIND_ADDRESS, address);
        }

        assertThatThrownBy(() -> AccessSettings.from(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("access.users-file wants security.ssl.rest.enabled, or a loopback rest.bind-address: else"
                        + " passwords travel in the clear");

        settings.set(SecurityOptions.SSL_REST_ENABLED, true);
        assertThat(AccessSettings.from(settings).usersFile()).contains(Path.of("/users"));
    }

    /** A misspelt key must not leave the door open. */
    @Test
    void a_key_that_means_nothing_is_refused() {
        settings.setString("access.user-file", "/users");

        assertThatThrownBy(() -> AccessSettings.from(settings)).hasMessage("unknown option access.user-file");
    }
}
