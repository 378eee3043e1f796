package dev.offramp.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.flink.util.ConfigurationException;

/** Who may ask: users and the bcrypt hashes of their passwords. Thread-safe. */
final class Users {

    /** With the costs that htpasswd writes: bcrypt itself fails below, and is busy for hours above. */
    private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$(?:0[4-9]|1[0-7])\\$[./A-Za-z0-9]{53}");

    private static final int COST_AT = 4;
    private static final byte[] ANY_SALT = new byte[16];
    private static final String KEYED_DIGEST = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int LONGEST_PASSWORD_BYTES = 71; // bcrypt reads no more

    private final Map<String, byte[]> hashes;
    private final byte[] costliest;
    private final SecretKeySpec key;
    private final Map<String, byte[]> rightBefore;

    private Users(Map<String, byte[]> hashes, SecretKeySpec key, Map<String, byte[]> rightBefore) {
        this.hashes = Map.copyOf(hashes);
        this.costliest = Collections.max(hashes.values(), Comparator.comparingInt(Users::cost));
        this.key = key;
        this.rightBefore = new ConcurrentHashMap<>(rightBefore);
    }

    /**
     * Those of a file that {@code htpasswd -B} wrote.
     *
     * @throws ConfigurationException where it cannot be read, has a line that is none of it, or no user; no hash is in the message
     */
    static Users in(Path file) throws ConfigurationException {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        return new Users(hashesIn(file), new SecretKeySpec(random, KEYED_DIGEST), Map.of());
    }

    /** Those of the file as it is now, likewise; whose hash is the same is remembered still. */
    Users changedTo(Path file) throws ConfigurationException {
        Map<String, byte[]> now = hashesIn(file);
        Map<String, byte[]> still = new HashMap<>(rightBefore);
        still.keySet().removeIf(user -> !Arrays.equals(hashes.get(user), now.get(user)));
        return new Users(now, key, still);
    }

    /** Whether this password was right before; takes microseconds. */
    boolean remembers(Credentials caller) {
        byte[] right = rightBefore.get(caller.user());
        return right != null && MessageDigest.isEqual(right, digest(caller));
    }

    /** Whether the password is right; takes what the costliest hash takes, whether there is such a user or not. */
    boolean admits(Credentials caller) {
        byte[] password = caller.password().getBytes(UTF_8);
        if (password.length > LONGEST_PASSWORD_BYTES) {
            return false;
        }
        byte[] hash = hashes.getOrDefault(caller.user(), costliest);
        boolean matches = BCrypt.verifyer().verify(password, hash).verified;
        takeAsLong(cost(hash), password);
        boolean isRight = matches && hashes.containsKey(caller.user());
        if (isRight) {
            rightBefore.put(caller.user(), digest(caller));
        }
        return isRight;
    }

    /** A cost of c takes 2^c, and 2^c + 2^c + 2^(c+1) + ... + 2^(d-1) = 2^d. */
    private void takeAsLong(int cost, byte[] password) {
        for (int next = cost; next < cost(costliest); next++) {
            BCrypt.withDefaults().hash(next, ANY_SALT, password);
        }
    }

    private static int cost(byte[] hash) {
        return Integer.parseInt(new String(hash, COST_AT, 2, UTF_8));
    }

    private byte[] digest(Credentials caller) {
        try {
            Mac mac = Mac.getInstance(KEYED_DIGEST);
            mac.init(key);
            return mac.doFinal(caller.password().getBytes(UTF_8));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("every Java has " + KEYED_DIGEST, failure);
        }
    }

    private static Map<String, byte[]> hashesIn(Path file) throws ConfigurationException {
        Map<String, byte[]> hashes = new HashMap<>();
        List<String> lines = linesOf(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            int colon = line.indexOf(':');
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (colon < 1 || !HASH.matcher(line.substring(colon + 1)).matches()) {
                throw new ConfigurationException("line " + (i + 1) + " of " + file
                        + " is no user:hash of bcrypt with a cost of 4 to 17, as htpasswd -B writes it");
            }
            hashes.put(line.substring(0, colon), line.substring(colon + 1).getBytes(UTF_8));
        }
        if (hashes.isEmpty()) {
            throw new ConfigurationException("there is no user in " + file);
        }
        return hashes;
    }

    private static List<String> linesOf(Path file) throws ConfigurationException {
        try {
            return Files.readAllLines(file);
        } catch (IOException failure) {
            throw new ConfigurationException("the users in " + file + " cannot be read: " + failure, failure);
        }
    }
}
