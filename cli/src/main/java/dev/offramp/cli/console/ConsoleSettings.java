package dev.offramp.cli.console;

import dev.offramp.cli.rest.FlinkRest;
import dev.offramp.cli.watch.WatchSettings;
import dev.offramp.frames.FramesSettings;
import dev.offramp.job.Settings;
import dev.offramp.policy.PolicyCheck;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What a console shows, and where.
 *
 * @param watch    the job that it looks at
 * @param frames   bounds of the pictures that it decodes
 * @param pictures whether it shows any
 * @param listen   where the page is served
 * @param control  judges the policies that may be set on the page; empty where the page only looks
 */
public record ConsoleSettings(
        WatchSettings watch,
        FramesSettings frames,
        boolean pictures,
        InetSocketAddress listen,
        Optional<PolicyCheck> control) {

    /** For a job that was started here, on a free port of this machine; the page only looks. */
    public static ConsoleSettings ofJob(Settings settings, FlinkRest cluster, String job) {
        return new ConsoleSettings(
                WatchSettings.ofJob(settings, cluster, job),
                settings.frames(),
                true,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty());
    }
}
