package dev.offramp.cli.terminal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Does one thing once: when it is closed, or when the process ends before that, as it does on Ctrl-C. */
public final class AtExit implements AutoCloseable {

    private final Runnable action;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private final Thread hook;

    /**
     * Registers the action.
     *
     * @param name of the thread that does it when the process ends
     */
    public AtExit(String name, Runnable action) {
        this.action = action;
        this.hook = new Thread(this::act, name);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Does it now, in this thread. Where the process is ending already, it is done over there. */
    @Override
    public void close() {
        if (forget()) {
            act();
        }
    }

    /** Makes this happen right after the first, and together with it: two by themselves would happen at the same time. */
    public void follow(AtExit first) {
        if (forget()) {
            first.followers.add(this::act);
        }
    }

    /** Whether the process is ending, and with it whatever still goes on. */
    public static boolean isNow() {
        try {
            return !new AtExit("probe", () -> {}).forget();
        } catch (IllegalStateException processIsEnding) {
            return true;
        }
    }

    private void act() {
        action.run();
        followers.forEach(Runnable::run);
    }

    /** Leaves it undone from now on; returns false where the process is ending and it is being done. */
    public boolean forget() {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException processIsEnding) {
            return false;
        }
    }
}
