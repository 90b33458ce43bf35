package org.musubi.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofsTest {
  @TempDir Path folder;

  @Test
  void everyProofOfASmallTreeIsThatOfTheDefinitionAndHolds() throws Exception {
    var entries = Logs.random(folder, 40, new Random(1), Log.SHORTEN);
    try (var log = Logs.open(folder, FaultyDisk.faultless())) {
      for (int size = 1; size <= entries.size(); size++) {
        var leaves = entries.subList(0, size);
        byte[] root = log.rootAt(size);
        assertThat(root).isEqualTo(Definition.root(leaves));
        for (int i = 0; i < size; i++) {
          var proof = log.inclusion(i, size);
          assertEqual(proof, Definition.path(i, leaves));
          byte[] hash = Proofs.leafHash(entries.get(i));
          assertThat(Proofs.included(hash, i, size, proof, root)).isTrue();
        }
        for (int old = 0; old <= size; old++) {
          var proof = log.consistency(old, size);
          assertEqual(proof, Definition.proof(old, leaves));
          assertThat(Proofs.consistent(old, log.rootAt(old), size, root, proof)).isTrue();
        }
      }
    }
  }

  @Test
  void proofsAcrossTilesAreThoseOfTheDefinition() throws Exception {
    var random = new Random(2);
    var entries = Logs.random(folder, 70_000, random, 100_000);
    try (var log = Logs.open(folder)) {
      for (int i = 0; i < 20; i++) {
        int size = 1 + random.nextInt(entries.size());
        int at = random.nextInt(size);
        var leaves = entries.subList(0, size);
        assertThat(log.rootAt(size)).isEqualTo(Definition.root(leaves));
        assertEqual(log.inclusion(at, size), Definition.path(at, leaves));
        assertEqual(log.consistency(at, size), Definition.proof(at, leaves));
      }
    }
  }

  @Test
  void aProofWithAnythingChangedDoesNotHold() throws Exception {
    Logs.random(folder, 300, new Random(3), Log.SHORTEN);
    var random = new Random(4);
    try (var log = Logs.open(folder)) {
      for (int round = 0; round < 500; round++) {
        int size = 2 + random.nextInt(299);
        int at = 1 + random.nextInt(size - 1);
        byte[] root = log.rootAt(size);
        byte[] hash = Proofs.leafHash(log.read(at));
        byte[] old = log.rootAt(at);
        var inclusion = log.inclusion(at, size);
        var consistency = log.consistency(at, size);
        assertThat(Proofs.included(hash, at - 1, size, inclusion, root)).isFalse();
        assertThat(Proofs.included(hash, at, size, spoiled(inclusion, random), root)).isFalse();
        assertThat(Proofs.included(hash, at, size, inclusion, spoiled(root, random))).isFalse();
        assertThat(Proofs.included(spoiled(hash, random), at, size, inclusion, root)).isFalse();
        assertThat(Proofs.consistent(at, old, size, root, spoiled(consistency, random))).isFalse();
        assertThat(Proofs.consistent(at, spoiled(old, random), size, root, consistency)).isFalse();
        assertThat(Proofs.consistent(at, old, size, spoiled(root, random), consistency)).isFalse();
      }
    }
  }

  /** All leaves alike, so each level has one hash and no such log need be written. */
  @Test
  void aProofInATreeOfAThousandMillionEntriesHasThirtyHashes() throws Exception {
    long size = 1_000_000_000L;
    var level = new ArrayList<byte[]>();
    level.add(Proofs.leafHash(new byte[0]));
    for (int height = 1; height < 40; height++) {
      level.add(Hashes.node(level.getLast(), level.getLast()));
    }
    var tree =
        new Tree((high, n) -> {
          byte[] tile = new byte[8192];
          for (int i = 0; i < 256; i++) {
            System.arraycopy(level.get(8 * high), 0, tile, 32 * i, 32);
          }
          return tile;
        });
    byte[] root = tree.root(size);
    var random = new Random(5);
    for (int i = 0; i < 200; i++) {
      long at = random.nextLong(size);
      var inclusion = tree.inclusion(at, size);
      assertThat(inclusion).hasSizeLessThanOrEqualTo(30);
      assertThat(Proofs.included(level.getFirst(), at, size, inclusion, root)).isTrue();
      var consistency = tree.consistency(at, size);
      assertThat(consistency).hasSizeLessThanOrEqualTo(31);
      assertThat(Proofs.consistent(at, tree.root(at), size, root, consistency)).isTrue();
    }
    assertThat(tree.inclusion(0, size)).hasSize(30);
  }

  @Test
  void noProofIsGivenForWhatIsNotThere() throws Exception {
    Logs.filled(folder);
    try (var log = Logs.open(folder)) {
      assertThatThrownBy(() -> log.inclusion(6, 6)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> log.inclusion(0, 7)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> log.consistency(3, 7)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  private static void assertEqual(List<byte[]> proof, List<byte[]> expected) {
    assertThat(proof).usingElementComparator(Arrays::compare).isEqualTo(expected);
  }

  private static List<byte[]> spoiled(List<byte[]> proof, Random random) {
    var copy = new ArrayList<>(proof);
    switch (random.nextInt(proof.isEmpty() ? 1 : 3)) {
      case 0 -> copy.add(random.nextInt(copy.size() + 1), new byte[32]);
      case 1 -> copy.remove(random.nextInt(copy.size()));
      default -> {
        int at = random.nextInt(copy.size());
        copy.set(at, spoiled(copy.get(at), random));
      }
    }
    return copy;
  }

  private static byte[] spoiled(byte[] hash, Random random) {
    byte[] copy = hash.clone();
    copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
    return copy;
  }
}
