package dev.offramp.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** bcrypt fails at costs below 4 and above 31, and those near to it take days. */
    @ParameterizedTest
    @ValueSource(strings = {"00", "03", "18", "31", "32", "99"})
    void a_hash_whose_cost_nobody_can_compare_with_is_refused(String cost) throws Exception {
        Path file = Files.writeString(
                folder.resolve("users"), "anna:" + UsersFile.hash("a").replace("$04$", "$" + cost + "$") + "\n");

        assertThatThrownBy(() -> Users.in(file)).hasMessageContaining("with a cost of 4 to 17");
    }

    @Test
    void whether_there_is_such_a_user_cannot_be_told_by_the_time_where_costs_differ() throws Exception {
        Users users = Users.in(Files.writeString(
                folder.resolve("users"), "cheap:" + UsersFile.hash("c") + "\ndear:" + UsersFile.hash("d", 10) + "\n"));

        Map<String, Long> nanos = new HashMap<>();
        for (int i = 0; i < 6; i++) { // the first ones warm up
            for (String user : List.of("nobody", "cheap", "dear")) {
                nanos.merge(user, nanos(users, user), Math::min);
            }
        }

        long unknown = nanos.getOrDefault("nobody", 0L);
        assertThat(nanos.values()).allSatisfy(spent -> assertThat(spent).isBetween(unknown / 2, unknown * 2));
    }

    /** Of the processor, whatever else it does. */
    private static long nanos(Users users, String user) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        users.admits(new Credentials(user, "wrong"));
        return threads.getCurrentThreadCpuTime() - before;
    }

    @Test
    void after_a_change_of_the_file_who_has_the_same_password_is_remembered_and_nobody_else() throws Exception {
        String anna = "anna:" + UsersFile.hash("a") + "\n";
        Path file = Files.writeString(folder.resolve("users"), anna + "bert:" + UsersFile.hash("b") + "\n");
        Users before = Users.in(file);
        before.admits(new Credentials("anna", "a"));
        before.admits(new Credentials("bert", "b"));

        Files.writeString(file, anna + "bert:" + UsersFile.hash("changed") + "\ncarl:" + UsersFile.hash("c") + "\n");
        Users after = before.changedTo(file);

        assertThat(after.remembers(new Credentials("anna", "a"))).isTrue();
        assertThat(after.remembers(new Credentials("bert", "b"))).isFalse();
        assertThat(after.admits(new Credentials("bert", "b"))).isFalse();
        assertThat(after.admits(new Credentials("bert", "changed"))).isTrue();
        assertThat(after.admits(new Credentials("carl", "c"))).isTrue();
    }

    @Test
    void a_file_without_users_or_none_at_all_is_refused() throws Exception {
        Path empty = Files.writeString(folder.resolve("users"), "# nobody\n");

        assertThatThrownBy(() -> Users.in(empty)).hasMessageStartingWith("there is no user in ");
        assertThatThrownBy(() -> Users.in(folder.resolve("none"))).hasMessageContaining("cannot be read");
    }
}
