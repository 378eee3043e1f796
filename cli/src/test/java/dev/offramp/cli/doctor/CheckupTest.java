package dev.offramp.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.terminal.CommandFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class CheckupTest {

    private final List<Finding> told = new ArrayList<>();
    private final Checkup checkup = new Checkup(told::add);

    private record TestingCheck(Duration patience, BiConsumer<String, Findings> body) implements Check<String> {

        @Override
        public String name() {
            return "testing";
        }

        @Override
        public void examine(String on, Findings findings) {
            body.accept(on, findings);
        }
    }

    @Test
    void what_is_found_is_told() {
        checkup.look(check((on, findings) -> findings.ok("is " + on)), "here");

        assertThat(told).containsExactly(new Finding("testing", Verdict.OK, "is here", ""));
        assertThat(checkup.findings()).isEqualTo(told);
    }

    @Test
    void a_check_that_hangs_is_given_up_and_is_wrong() {
        CountDownLatch never = new CountDownLatch(1);

        checkup.look(
                new TestingCheck(Duration.ofMillis(50), (on, findings) -> {
                    try {
                        never.await();
                    } catch (InterruptedException givenUp) {
                        Thread.currentThread().interrupt();
                    }
                }),
                "here");

        assertThat(told).singleElement().satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
            assertThat(finding.found()).contains("longer than");
        });
    }

    @Test
    void what_is_thrown_is_wrong_and_says_why() {
        checkup.look(
                check((on, findings) -> {
                    throw new CommandFailure("nobody answers");
                }),
                "here");

        assertThat(told).containsExactly(new Finding("testing", Verdict.WRONG, "nobody answers", ""));
    }

    @Test
    void checks_of_what_is_not_there_are_skipped_and_not_passed() {
        checkup.look(List.of(check((on, findings) -> findings.ok("never"))), Optional.empty(), "no broker answers");

        assertThat(told).containsExactly(new Finding("testing", Verdict.SKIPPED, "no broker answers", ""));
    }

    private static TestingCheck check(BiConsumer<String, Findings> body) {
        return new TestingCheck(Duration.ofSeconds(30), body);
    }
}
