package dev.offramp.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    @TempDir
    private Path folder;

    private final Configuration settings = new Configuration();

    @Test
    void the_password_is_the_first_line_of_the_file() throws Exception {
        settings.set(AccessOptions.USER, "anna");
        settings.set(
                AccessOptions.PASSWORD_FILE,
                Files.writeString(folder.resolve("password"), "pä:ss word \n").toString());

        assertThat(Credentials.in(settings)).contains(new Credentials("anna", "pä:ss word "));
    }

    @Test
    void what_the_settings_do_not_say_is_not_asked_for() throws Exception {
        assertThat(Credentials.in(settings)).isEmpty();
    }

    @Test
    void half_of_it_is_refused() {
        settings.set(AccessOptions.USER, "anna");

        assertThatThrownBy(() -> Credentials.in(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("access.user and access.password-file want each other");
    }

    @Test
    void an_empty_file_is_no_password() throws Exception {
        settings.set(AccessOptions.USER, "anna");
        settings.set(
                AccessOptions.PASSWORD_FILE,
                Files.createFile(folder.resolve("password")).toString());

        assertThatThrownBy(() -> Credentials.in(settings)).hasMessageStartingWith("there is no password in ");
    }

    @Test
    void a_header_is_read_as_it_was_written() {
        var anna = new Credentials("anna", "pä:ss");

        assertThat(Credentials.inHeader(anna.header())).contains(anna);
        assertThat(Credentials.inHeader(anna.header().replace("Basic", "basic")))
                .contains(anna);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic %%%", "Basic YW5uYQ==", "Bearer YTpi"})
    void other_headers_name_nobody(String header) {
        assertThat(Credentials.inHeader(header)).isEmpty();
    }

    @Test
    void the_password_is_not_printed() {
        assertThat(new Credentials("anna", "secret").toString()).isEqualTo("anna");
    }
}
