package org.musubi.e2e.harness;

import java.util.List;

/**
 * A community of the demo. The object identifiers lie in an arc for examples and belong to nobody.
 *
 * @param name of its process, data directory and credentials
 * @param title as people call it
 * @param home its homeCommunityId, without {@code urn:oid:}
 */
public record Community(String name, String title, String home) {
  /** Region east, where the doctor works. */
  public static final Community EAST = new Community("east", "東地域医療ネットワーク", "1.2.392.200250.9.1");

  /** Region west, which holds the document. */
  public static final Community WEST = new Community("west", "西地域医療ネットワーク", "1.2.392.200250.9.2");

  /** The shared 医療情報連携サービス, for those who belong to no region. */
  public static final Community SHARED =
      new Community("shared", "全国医療情報連携サービス", "1.2.392.200250.9.3");

  /** The homeCommunityId of the platform itself, without {@code urn:oid:}. */
  public static final String PLATFORM = "1.2.392.200250.9.0";

  /** All three, in the order of their ports. */
  public static final List<Community> ALL = List.of(EAST, WEST, SHARED);

  /** The homeCommunityId as it stands in a message. */
  public String urn() {
    return "urn:oid:" + home;
  }

  /** Who assigns the identifiers of its patients. */
  public String assigner() {
    return home + ".1";
  }

  /** Its repositoryUniqueId. */
  public String repository() {
    return home + ".2";
  }
}
