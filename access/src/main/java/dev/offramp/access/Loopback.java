package dev.offramp.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Addresses of this machine that nobody else reaches. */
public final class Loopback {

    private Loopback() {}

    /** Whether a host is one; not where it is not known, or not named. */
    public static boolean is(@Nullable String host) {
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException nowhere) {
            return false;
        }
    }
}
