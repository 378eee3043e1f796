package dev.offramp.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersTest {

    @TempDir
    private Path folder;

    @Test
    void a_user_with_the_right_password_is_admitted_and_remembered() throws Exception {
        Users users = Users.in(UsersFile.in(folder, "anna", "pä:ss word"));
        var anna = new Credentials("anna", "pä:ss word");

        assertThat(users.remembers(anna)).isFalse();
        assertThat(users.admits(anna)).isTrue();
        assertThat(users.remembers(anna)).isTrue();
    }

    @Test
    void nobody_else_is_admitted_or_remembered() throws Exception {
        Users users = Users.in(UsersFile.in(folder, "anna", "right"));
        users.admits(new Credentials("anna", "right"));

        for (var other : new Credentials[] {
            new Credentials("anna", "wrong"),
            new Credentials("anna", ""),
            new Credentials("bert", "right"),
            new Credentials("", "right"),
            new Credentials("anna", "x".repeat(10_000))
        }) {
            assertThat(users.admits(other)).as(other.toString()).isFalse();
            assertThat(users.remembers(other)).as(other.toString()).isFalse();
        }
    }

    /** What {@code htpasswd -nbB anna secret} of Apache 2.4 printed. */
    @Test
    void the_file_is_that_of_htpasswd_with_comments_and_empty_lines() throws Exception {
        Path file = Files.writeString(
                folder.resolve("users"),
                "# who may\n\nanna:$2y$05$WR.c5y69adgAuh00v0yiJOZ5zmqf1DU4WAhVA5cW6KzQnFRZk7jCW\nbert:"
                        + UsersFile.hash("b") + "\n");

        assertThat(Users.in(file).admits(new Credentials("anna", "secret"))).isTrue();
        assertThat(Users.in(file).admits(new Credentials("bert", "b"))).isTrue();
        assertThat(Users.in(file).admits(new Credentials("anna", "b"))).isFalse();
    }

    @Test
    void a_line_that_is_no_user_is_named_by_its_number_alone() throws Exception {
        Path file = Files.writeString(folder.resolve("users"), "anna:" + UsersFile.hash("a") + "\nbert:plain-secret\n");

        assertThatThrownBy(() -> Users.in(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("line 2 of ")
                .hasMessageNotContaining("plain-secret");
    }

    @Test
    void a_file_without_users_or_none_at_all_is_refused() throws Exception {
        Path empty = Files.writeString(folder.resolve("users"), "# nobody\n");

        assertThatThrownBy(() -> Users.in(empty)).hasMessageStartingWith("there is no user in ");
        assertThatThrownBy(() -> Users.in(folder.resolve("none"))).hasMessageContaining("cannot be read");
    }
}
