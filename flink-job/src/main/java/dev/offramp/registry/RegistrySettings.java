package dev.offramp.registry;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ReadableConfig;

/**
 * Where a registry is and how it is asked, checked; what is not set is empty. It has no secret, only the file of one.
 *
 * @param url without a slash at its end
 */
public record RegistrySettings(
        ValueFormat format, String url, String user, String passwordFile, String certificates, boolean autoRegister)
        implements Serializable {

    /** No registry: records say what they are by themselves. */
    public static final RegistrySettings NONE = new RegistrySettings(ValueFormat.SINGLE_OBJECT, "", "", "", "", false);

    private static final String HTTPS = "https";
    private static final Pattern IPV4_HERE = Pattern.compile("127(\\.[0-9]{1,3}){3}");
    private static final List<String> SCHEMES = List.of("http", HTTPS);

    /** Reads the options of this package; what is wrong with them is added to {@code problems}. */
    public static RegistrySettings from(ReadableConfig config, List<String> problems) {
        RegistrySettings settings = new RegistrySettings(
                config.get(RegistryOptions.VALUE_FORMAT),
                config.getOptional(RegistryOptions.URL).orElse("").replaceFirst("/+$", ""),
                config.getOptional(RegistryOptions.USER).orElse(""),
                config.getOptional(RegistryOptions.PASSWORD_FILE).orElse(""),
                config.getOptional(RegistryOptions.CERTIFICATES).orElse(""),
                config.get(RegistryOptions.AUTO_REGISTER));
        int before = problems.size();
        settings.check(problems);
        return problems.size() == before ? settings : NONE; // nobody is asked at an address that is wrong
    }

    /** Whether there is a registry to ask. */
    public boolean hasUrl() {
        return !url.isEmpty();
    }

    /** Whether records are written in the registry's form. */
    public boolean isWritten() {
        return format == ValueFormat.REGISTRY;
    }

    boolean hasUser() {
        return !user.isEmpty();
    }

    private void check(List<String> problems) {
        if (isWritten() && !hasUrl()) {
            problems.add(RegistryOptions.VALUE_FORMAT.key() + ": registry needs " + RegistryOptions.URL.key());
        }
        if (hasUser() == passwordFile.isEmpty()) {
            problems.add(
                    RegistryOptions.USER.key() + " and " + RegistryOptions.PASSWORD_FILE.key() + " want each other");
        }
        if (user.contains(":")) {
            problems.add(RegistryOptions.USER.key() + " must have no colon in it");
        }
        if (hasUrl()) {
            checkUrl(problems);
        }
    }

    /** What stands before an @ may be a password, so that the address is not said again then. */
    private void checkUrl(List<String> problems) {
        String key = RegistryOptions.URL.key();
        if (url.contains("@")) {
            problems.add(key + " must name no user: that is " + RegistryOptions.USER.key() + " and "
                    + RegistryOptions.PASSWORD_FILE.key());
            return;
        }
        try {
            URI address = new URI(url);
            if (!SCHEMES.contains(address.getScheme()) || address.getHost() == null) {
                problems.add(key + " must look like https://registry:8081, was " + url);
            } else if (hasUser() && !HTTPS.equals(address.getScheme()) && !isHere(address.getHost())) {
                problems.add(key + ": the password of " + RegistryOptions.USER.key() + " is not sent to " + url
                        + " in the clear; it must be https");
            }
        } catch (URISyntaxException unreadable) {
            problems.add(key + " must look like https://registry:8081, was " + url);
        }
    }

    /** By the name alone: whoever answers for a name may say of any that it is here. */
    private static boolean isHere(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || IPV4_HERE.matcher(host).matches();
    }
}
