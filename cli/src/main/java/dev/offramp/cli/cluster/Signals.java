package dev.offramp.cli.cluster;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Tells processes to end, to stop and to go on. */
final class Signals {

    private static final Duration TO_OBEY = Duration.ofSeconds(5);
    private static final Duration TO_END = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofMillis(20);

    private Signals() {}

    /** Ends them in good order, together; who takes too long is killed. */
    static void end(List<Member> members) {
        for (Member member : members) {
            member.process().ifPresent(process -> {
                send("-CONT", process); // who is paused hears nothing else
                process.destroy();
            });
        }
        for (Member member : members) {
            if (!isSo(TO_END, () -> !member.isAlive())) {
                member.process().ifPresent(ProcessHandle::destroyForcibly);
                require(isSo(TO_OBEY, () -> !member.isAlive()), member, "cannot be ended");
            }
        }
    }

    /** As a machine that breaks: SIGKILL. */
    static void kill(Member member) {
        alive(member).destroyForcibly();
        require(isSo(TO_OBEY, () -> !member.isAlive()), member, "does not die");
    }

    /** As a machine that hangs: it keeps its connections, and says nothing. */
    static void pause(Member member) {
        send("-STOP", alive(member));
        require(isSo(TO_OBEY, () -> is(member, ProcessState.Condition.PAUSED)), member, "does not stop");
    }

    static void resume(Member member) {
        send("-CONT", alive(member));
        require(isSo(TO_OBEY, () -> is(member, ProcessState.Condition.LIVES)), member, "does not go on");
    }

    private static boolean is(Member member, ProcessState.Condition condition) {
        return ProcessState.of(member).condition() == condition;
    }

    private static ProcessHandle alive(Member member) {
        return member.process()
                .orElseThrow(() -> new CommandFailure(
                        member.name() + " is dead; './offramp cluster start " + member.name() + "' starts it again"));
    }

    private static void send(String signal, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new CommandFailure("kill cannot be run: " + failure.getMessage(), failure);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static void require(boolean holds, Member member, String problem) {
        if (!holds) {
            throw new CommandFailure(member.name() + " (pid " + member.pid() + ") " + problem);
        }
    }

    /** A signal is sent at once and obeyed soon. */
    private static boolean isSo(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Pause.of(LOOK);
        }
        return true;
    }
}
