package dev.offramp.cli.options;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads where to listen: {@code PORT} for this machine alone, {@code HOST:PORT} for those that reach that address. */
public final class ListenAddress implements ITypeConverter<InetSocketAddress> {

    private static final Pattern SYNTAX = Pattern.compile("(?:(.+):)?([0-9]{1,5})");
    private static final int LAST_PORT = 65_535;

    @Override
    public InetSocketAddress convert(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > LAST_PORT) {
            throw new TypeConversionException("'" + text + "' is no [HOST:]PORT, as 9470 or 0.0.0.0:9470");
        }
        int port = Integer.parseInt(matcher.group(2));
        String host = matcher.group(1);
        return host == null
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                : new InetSocketAddress(host.replaceAll("^\\[|]$", ""), port);
    }
}
