package dev.offramp.access;

import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells a request that a page of another site has a browser make; the browser adds a password that it knows by itself. */
public final class CrossSite {

    private static final Set<String> OUR_OWN = Set.of("same-origin", "none");
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://");

    private CrossSite() {}

    /**
     * Whether it is one. What is no browser says nothing of a site, and is none; nor is a link to the front page that somebody follows.
     *
     * @param path   without what stands behind a question mark
     * @param header the first value by name; null where there is none
     */
    public static boolean asks(String method, String path, Function<String, @Nullable String> header) {
        String site = header.apply("Sec-Fetch-Site");
        if (site != null) {
            return !OUR_OWN.contains(site) && !isVisit(method, path, header);
        }
        // older browsers; and all of them, where there is neither TLS nor a loopback address
        String origin = header.apply("Origin");
        String host = header.apply("Host");
        return origin != null && !hostOf(origin).equalsIgnoreCase(host);
    }

    /** Whether a browser says that it is a page of this server that asks; who says nothing is not believed. */
    static boolean isSurelyNone(Function<String, @Nullable String> header) {
        String site = header.apply("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = header.apply("Origin");
        String page = origin == null ? header.apply("Referer") : origin; // a page's own GETs have no Origin
        return page != null && hostOf(page).equalsIgnoreCase(header.apply("Host"));
    }

    private static String hostOf(String page) {
        String behindScheme = SCHEME.matcher(page).replaceFirst("");
        int path = behindScheme.indexOf('/');
        return path < 0 ? behindScheme : behindScheme.substring(0, path);
    }

    private static boolean isVisit(String method, String path, Function<String, @Nullable String> header) {
        return method.equals("GET") && path.equals("/") && "document".equals(header.apply("Sec-Fetch-Dest"));
    }
}
