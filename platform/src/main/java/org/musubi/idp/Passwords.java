package org.musubi.idp;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * argon2id (RFC 9106), 16 bytes of salt, 32 of hash; the parameters travel in each hash. A check
 * costs the same whether the account exists or not, and only a few run at once, so that guessing
 * cannot eat the memory.
 */
@Component
class Passwords {
  private static final int SALT = 16;
  private static final int HASH = 32;
  private static final int LONGEST = 128;

  private final Argon2PasswordEncoder encoder;
  private final Semaphore places;
  private final String nobodys;

  @Autowired
  Passwords(IdpProperties properties) {
    this(
        new Argon2PasswordEncoder(
            SALT,
            HASH,
            properties.hashParallelism(),
            properties.hashMemory(),
            properties.hashIterations()),
        properties.hashesAtOnce());
  }

  Passwords(Argon2PasswordEncoder encoder, int atOnce) {
    this.encoder = encoder;
    this.places = new Semaphore(atOnce, true);
    this.nobodys = String.valueOf(encoder.encode("a password that nobody has"));
  }

  String hash(String password) {
    return String.valueOf(encoder.encode(password));
  }

  /** Whether the password fits; null stands for an account that does not exist. */
  boolean fits(String password, @Nullable String hash) {
    places.acquireUninterruptibly();
    try {
      boolean fits =
          encoder.matches(
              password.length() > LONGEST ? password.substring(0, LONGEST) : password,
              hash == null ? nobodys : hash);
      return fits && hash != null && password.length() <= LONGEST;
    } finally {
      places.release();
    }
  }
}
