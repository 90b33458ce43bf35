package org.musubi.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.tlog.Trial.Damage;

/** Seeded damage of every kind: all of it is found and placed, and nothing else is. */
class TrialsTest {
  @TempDir static Path folder;
  private static final List<Trial> LOGS = new ArrayList<>();
  private static final List<Trial> FORKS = new ArrayList<>();
  private static final List<Long> FORKED_AT = new ArrayList<>();

  private enum Kind {
    FLIP,
    DELETE,
    REORDER,
    TRUNCATE,
    FORK,
    REPLAY,
    SWAP,
    FORGE
  }

  @BeforeAll
  static void begin() throws IOException {
    var random = new Random(2026);
    long[] shorten = {Log.SHORTEN, 1, 20_000, Log.SHORTEN};
    int[] sizes = {700, 1300, 900, 40};
    for (int i = 0; i < sizes.length; i++) {
      LOGS.add(Trial.begin(folder.resolve("log" + i), List.of(), sizes[i], random, shorten[i]));
    }
    var first = LOGS.getFirst();
    for (int i = 0; i < 12; i++) {
      long at = random.nextInt(690);
      FORKED_AT.add(at);
      FORKS.add(
          Trial.begin(
              folder.resolve("fork" + i),
              first.entries.subList(0, (int) at),
              (int) at + 10 + random.nextInt(200),
              random,
              i % 2 == 0 ? 1 : Log.SHORTEN));
    }
  }

  @Test
  void aSampleOfDamageIsFoundAndPlaced() throws Exception {
    trials(400, 1);
  }

  @Test
  @Tag("slow")
  void tenThousandDamagesAreFoundAndPlaced() throws Exception {
    trials(10_000, 2);
  }

  @Test
  void anUntouchedLogIsAlwaysWhole() throws Exception {
    for (int i = 0; i < 40; i++) {
      var log =
          Trial.begin(
              folder.resolve("whole" + i), List.of(), 1 + 17 * i, new Random(i), 1 + 3000L * i);
      assertThat(log.verify(log.kept))
          .isInstanceOfSatisfying(
              TlogVerifier.Whole.class, whole -> assertThat(whole.size()).isEqualTo(log.size()));
    }
  }

  private static void trials(int wanted, long seed) throws IOException {
    var done = new EnumMap<Kind, Integer>(Kind.class);
    var random = new Random(seed);
    for (int trial = 0; done.values().stream().mapToInt(n -> n).sum() < wanted; trial++) {
      var kind = Kind.values()[trial % Kind.values().length];
      var log = LOGS.get(random.nextInt(LOGS.size()));
      var against = new ArrayList<Checkpoint>();
      if (kind == Kind.FORK) {
        int i = random.nextInt(FORKS.size());
        log = FORKS.get(i);
        against.addAll(LOGS.getFirst().kept);
        check(kind, log, against, fork(LOGS.getFirst(), FORKED_AT.get(i), log.size()));
      } else {
        var damage = damage(kind, log, random, against);
        if (damage == null) {
          continue;
        }
        check(kind, log, against, damage);
        log.restore();
        if (trial % 20 == 0) {
          assertThat(log.verify(log.kept)).as("put back").isInstanceOf(TlogVerifier.Whole.class);
        }
      }
      done.merge(kind, 1, Integer::sum);
    }
    assertThat(done.keySet()).containsExactlyInAnyOrder(Kind.values());
  }

  private static void check(Kind kind, Trial log, List<Checkpoint> against, Damage damage)
      throws IOException {
    assertThat(log.verify(against))
        .as("%s: %s", kind, damage)
        .isInstanceOfSatisfying(
            TlogVerifier.Bad.class,
            bad ->
                assertThat(bad.entry())
                    .as("%s: %s: %s", kind, damage, bad)
                    .isBetween(damage.from(), damage.until()));
  }

  private static Damage damage(Kind kind, Trial log, Random random, List<Checkpoint> against)
      throws IOException {
    String name = log.any(random);
    byte[] bytes = log.files.get(name).clone();
    int place = random.nextInt(bytes.length);
    switch (kind) {
      case FLIP -> {
        bytes[place] ^= (byte) (1 << random.nextInt(8));
        log.put(name, bytes);
        return log.at("flip", name, place);
      }
      case TRUNCATE -> {
        log.put(name, Arrays.copyOf(bytes, place));
        return log.at("cut", name, place);
      }
      case DELETE -> {
        log.delete(name);
        return name.equals("entries")
            ? new Damage("journal gone", log.size(), log.size())
            : log.at("delete", name, 0);
      }
      case REORDER -> {
        return reorder(log, random);
      }
      case REPLAY -> {
        var old = log.kept.get(random.nextInt(log.kept.size() - 1));
        log.put("checkpoint", Texts.bytes(old.note()));
        against.add(log.kept.getLast());
        return new Damage("checkpoint of " + old.size(), old.size(), old.size());
      }
      case SWAP -> {
        return swap(log, name, random);
      }
      case FORGE -> {
        return forge(log, random);
      }
      default -> throw new IllegalArgumentException(kind.name());
    }
  }

  /** Between the last kept checkpoint that holds and the fork; else where the shorter fork ends. */
  private static Damage fork(Trial original, long at, long size) {
    if (original.kept.stream().noneMatch(kept -> at < kept.size() && kept.size() <= size)) {
      return new Damage("forked at " + at + ", too short to show", size, size);
    }
    long from =
        original.kept.stream().mapToLong(Checkpoint::size).filter(s -> s <= at).max().orElse(0);
    return new Damage("forked at " + at, from, Math.max(at, from));
  }

  private static Damage reorder(Trial log, Random random) throws IOException {
    long n = random.nextLong((log.size() + 255) / 256);
    int width = TilePath.width(0, n, log.size());
    var leaves = new ArrayList<>(log.entries.subList((int) n * 256, (int) n * 256 + width));
    var before = List.copyOf(leaves);
    java.util.Collections.swap(leaves, random.nextInt(width), random.nextInt(width));
    int first = Trial.firstDifference(before, leaves);
    if (first < 0) {
      return null;
    }
    log.put(TilePath.entries(n, width), Bundle.encode(leaves));
    return new Damage("two entries exchanged", n * 256 + first, n * 256 + first);
  }

  private static Damage swap(Trial log, String name, Random random) throws IOException {
    var other = LOGS.get(random.nextInt(LOGS.size()));
    byte[] theirs = other.files.get(name);
    if (other == log || theirs == null || !name.startsWith("tile/")) {
      return null;
    }
    byte[] ours = log.files.get(name);
    log.put(name, theirs);
    int place = Arrays.mismatch(ours, theirs);
    return log.at("tile of another log", name, place);
  }

  /** Changes an entry and makes its hash fit, as far as one comes without the key. */
  private static Damage forge(Trial log, Random random) throws IOException {
    int index = random.nextInt((int) log.size());
    long n = index / 256;
    int width = TilePath.width(0, n, log.size());
    var leaves = new ArrayList<>(log.entries.subList((int) n * 256, (int) n * 256 + width));
    leaves.set(index % 256, Texts.bytes("forged " + random.nextInt()));
    byte[] hashes = log.files.get(TilePath.hashes(0, n, width)).clone();
    System.arraycopy(Hashes.leaf(leaves.get(index % 256)), 0, hashes, index % 256 * 32, 32);
    log.put(TilePath.entries(n, width), Bundle.encode(leaves));
    log.put(TilePath.hashes(0, n, width), hashes);
    boolean exact = index >= log.base;
    return new Damage("entry " + index + " forged", exact ? index : n * 256, index);
  }
}
