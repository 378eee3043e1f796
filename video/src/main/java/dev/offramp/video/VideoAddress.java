package dev.offramp.video;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where video comes from: a file, {@code -} for standard input, or an address such as {@code rtsp://user:password@host/path}.
 *
 * @param text as somebody wrote it, with its password
 */
public record VideoAddress(String text) {

    private static final Pattern SCHEME = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]+)://.*");
    private static final Pattern PASSWORD = Pattern.compile("://([^/@:]*):.*@");
    private static final Pattern FILE_NAME =
            Pattern.compile("(?i).*\\.(mp4|m4v|mov|mkv|webm|avi|ts|mpg|mpeg|h264|h265|mjpeg)");
    private static final Set<String> LIVE = Set.of("rtsp", "rtsps", "rtmp", "rtmps", "udp", "rtp", "srt");
    private static final Set<String> WEB = Set.of("http", "https");
    private static final String STANDARD_INPUT = "-";

    /** The protocol in lower case; {@code file} and {@code pipe} where the text names none. */
    public String scheme() {
        if (text.equals(STANDARD_INPUT)) {
            return "pipe";
        }
        var matcher = SCHEME.matcher(text);
        return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "file";
    }

    /** Whether pictures come when they are taken, and are gone if nobody takes them; a file waits. */
    public boolean isLive() {
        String scheme = scheme();
        boolean isWebFile = FILE_NAME.matcher(pathOnly()).matches();
        return LIVE.contains(scheme) || (WEB.contains(scheme) && !isWebFile);
    }

    /** For people and logs: without the password, and without a query, which may hold another. */
    public String shown() {
        String masked = PASSWORD.matcher(text).replaceFirst("://$1:***@");
        return WEB.contains(scheme()) || LIVE.contains(scheme()) ? masked.replaceFirst("\\?.*", "?…") : masked;
    }

    /** As FFmpeg takes it. A file's name may look like an address; then it is a file all the same. */
    String url() {
        return switch (scheme()) {
            case "pipe" -> "pipe:0";
            case "file" -> text.startsWith("file:") ? text : "file:" + text;
            default -> text;
        };
    }

    @Override
    public String toString() {
        return shown();
    }

    private String pathOnly() {
        return text.replaceFirst("[?#].*", "");
    }
}
