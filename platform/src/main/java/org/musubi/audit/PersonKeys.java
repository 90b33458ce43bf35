package org.musubi.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The keys of persons: wrapped in the database, open in memory as long as there is room. A key is
 * durable before anything is sealed under it. Safe for any thread.
 */
final class PersonKeys {
  private static final int ROOM = 20_000;
  private static final int STEP = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final JdbcClient local;
  private final TransactionOperations transactions;
  private final WrappingKeys wrapping;

  /** Held for reading from wrapping a key until it is inserted. */
  private final ReadWriteLock renewing = new ReentrantReadWriteLock();

  private final Map<UUID, PersonKey> open = lately();
  private final Map<DataSubject, UUID> known = lately();
  private final Set<UUID> condemned = new HashSet<>();

  PersonKeys(JdbcTemplate local, TransactionOperations transactions, WrappingKeys wrapping) {
    this.local = JdbcClient.create(local);
    this.transactions = transactions;
    this.wrapping = wrapping;
  }

  private static <K, V> LinkedHashMap<K, V> lately() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > ROOM;
      }
    };
  }

  WrappingKeys wrapping() {
    return wrapping;
  }

  /** A person's key, made when there is none yet. Durable when this returns. */
  PersonKey of(DataSubject subject) {
    return of(subject, local, true);
  }

  /**
   * The same within the caller's transaction: a new key becomes durable with it, or never was one.
   */
  PersonKey within(DataSubject subject, JdbcClient transaction) {
    return of(subject, transaction, false);
  }

  private PersonKey of(DataSubject subject, JdbcClient client, boolean committed) {
    var remembered = committed ? remembered(subject) : null;
    if (remembered != null) {
      return remembered;
    }
    byte[] token = token(subject);
    var there = spared(token, client, committed);
    if (there.isPresent()) {
      // May have been made by this very transaction, which may yet be undone.
      return committed ? remember(subject, there.get()) : there.get();
    }
    make(token, client);
    var key =
        byToken(token, client, committed)
            .orElseThrow(() -> new DataRetrievalFailureException("a key is gone"));
    return committed ? remember(subject, key) : key;
  }

  /** Waits out a destruction that is under way; whoever comes during it gets a new key. */
  private Optional<PersonKey> spared(byte[] token, JdbcClient client, boolean committed) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var there = byToken(token, client, committed);
      if (there.isEmpty() || !isCondemned(there.get())) {
        return there;
      }
      if (System.nanoTime() - until > 0) {
        throw new QueryTimeoutException("a person's key is being destroyed for too long");
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new QueryTimeoutException("interrupted while a person's key is being destroyed", e);
      }
    }
  }

  private synchronized boolean isCondemned(PersonKey key) {
    return condemned.contains(key.id());
  }

  private void make(byte[] token, JdbcClient client) {
    var fresh = new PersonKey(UUID.randomUUID(), WrappingKeys.random(32));
    renewing.readLock().lock();
    try {
      client
          .sql(
              "insert into audit.person_key (token, id, wrapped) values (:token, :id, :wrapped)"
                  + " on conflict do nothing")
          .param("token", token)
          .param("id", fresh.id())
          .param("wrapped", wrapping.wrap(fresh))
          .update();
    } finally {
      renewing.readLock().unlock();
    }
  }

  /** The name of a person's key; empty when nothing was ever recorded of that person. */
  Optional<UUID> find(DataSubject subject) {
    var remembered = remembered(subject);
    return remembered != null
        ? Optional.of(remembered.id())
        : local
            .sql("select id from audit.person_key where token = :token")
            .param("token", token(subject))
            .query(UUID.class)
            .optional();
  }

  /** The key of this name; empty when it was destroyed or lost. */
  Optional<PersonKey> byId(UUID id) {
    synchronized (this) {
      var key = open.get(id);
      if (key != null) {
        return Optional.of(key);
      }
    }
    return local
        .sql("select id, wrapped from audit.person_key where id = :id")
        .param("id", id)
        .query((row, number) -> unwrapped(row.getObject(1, UUID.class), row.getBytes(2)))
        .optional()
        .flatMap(key -> key)
        .map(this::remember);
  }

  /** Has these keys in memory before many entries are opened, with one question. */
  void fetch(Collection<UUID> ids) {
    UUID[] missing;
    synchronized (this) {
      missing = ids.stream().distinct().filter(id -> !open.containsKey(id)).toArray(UUID[]::new);
    }
    if (missing.length > 1) {
      local
          .sql("select id, wrapped from audit.person_key where id = any(:ids)")
          .param("ids", missing)
          .query((row, number) -> unwrapped(row.getObject(1, UUID.class), row.getBytes(2)))
          .list()
          .forEach(key -> key.ifPresent(this::remember));
    }
  }

  /** Those of these keys that were destroyed on purpose. */
  Set<UUID> destroyed(Collection<UUID> ids) {
    return new HashSet<>(
        local
            .sql("select id from audit.destroyed_key where id = any(:ids)")
            .param("ids", ids.toArray(UUID[]::new))
            .query((row, number) -> row.getObject(1, UUID.class))
            .list());
  }

  /** Names of the keys of these persons, inside the caller's transaction. */
  List<UUID> named(Collection<DataSubject> subjects) {
    return local
        .sql("select id from audit.person_key where token = any(:tokens) for update")
        .param("tokens", subjects.stream().map(this::token).toArray(byte[][]::new))
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }

  /** From now on nothing more is closed with these: their rows are about to go. */
  synchronized void condemn(Collection<UUID> ids) {
    condemned.addAll(ids);
    open.keySet().removeAll(ids);
    known.values().removeAll(ids);
  }

  /** They stay after all. */
  synchronized void pardon(Collection<UUID> ids) {
    condemned.removeAll(ids);
  }

  /**
   * Wraps all keys anew under a fresh wrapping key and destroys the old one: copies of the database
   * that were made before open no key any more, those that were destroyed since among them.
   *
   * @return how many
   */
  long rewrap() throws IOException {
    renewing.writeLock().lock();
    try {
      wrapping.renew();
    } finally {
      renewing.writeLock().unlock();
    }
    long done = rewrapOlder();
    done +=
        Objects.requireNonNull(
            transactions.execute(status -> {
              // Waits for transactions that inserted a key under the old one.
              local.sql("lock table audit.person_key in share row exclusive mode").update();
              return rewrapOlder();
            }));
    wrapping.destroyOlder();
    return done;
  }

  private long rewrapOlder() {
    long done = 0;
    for (var some = older(); !some.isEmpty(); some = older()) {
      for (var key : some) {
        done +=
            local
                .sql("update audit.person_key set wrapped = :wrapped where id = :id")
                .param("wrapped", wrapping.wrap(key))
                .param("id", key.id())
                .update();
      }
    }
    return done;
  }

  private List<PersonKey> older() {
    return local
        .sql(
            "select id, wrapped from audit.person_key"
                + " where substring(wrapped from 1 for 4) <> :current limit :step")
        .param("current", ByteBuffer.allocate(4).putInt(wrapping.current()).array())
        .param("step", STEP)
        .query((row, number) -> unwrap(row.getObject(1, UUID.class), row.getBytes(2)))
        .list();
  }

  /** Within a transaction the key is held: nobody destroys it until that has ended. */
  private Optional<PersonKey> byToken(byte[] token, JdbcClient client, boolean committed) {
    return client
        .sql(
            "select id, wrapped from audit.person_key where token = :token"
                + (committed ? "" : " for key share"))
        .param("token", token)
        .query((row, number) -> unwrap(row.getObject(1, UUID.class), row.getBytes(2)))
        .optional();
  }

  private PersonKey unwrap(UUID id, byte[] wrapped) {
    try {
      return wrapping.unwrap(id, wrapped);
    } catch (IllegalStateException e) {
      throw new DataRetrievalFailureException("a person's key is of another wrapping key", e);
    }
  }

  /** For reading: a key that cannot be opened is as good as none. */
  private Optional<PersonKey> unwrapped(UUID id, byte[] wrapped) {
    try {
      return Optional.of(wrapping.unwrap(id, wrapped));
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }

  private byte[] token(DataSubject subject) {
    return wrapping.token("subject\n" + subject.text());
  }

  private synchronized @Nullable PersonKey remembered(DataSubject subject) {
    var id = known.get(subject);
    return id == null ? null : open.get(id);
  }

  private synchronized PersonKey remember(DataSubject subject, PersonKey key) {
    if (!condemned.contains(key.id())) {
      known.put(subject, key.id());
    }
    return remember(key);
  }

  private synchronized PersonKey remember(PersonKey key) {
    if (!condemned.contains(key.id())) {
      open.put(key.id(), key);
    }
    return key;
  }
}
