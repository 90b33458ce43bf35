package org.musubi.services.records.registry;

import java.util.Set;
import org.musubi.ihe.xds.Association;

/** The association types of XDS.b (ITI TF-3 Table 4.2.2-1) and what they do when registered. */
final class Relation {
  static final String APPENDS = "urn:ihe:iti:2007:AssociationType:APND";
  static final String TRANSFORMS = "urn:ihe:iti:2007:AssociationType:XFRM";
  static final String TRANSFORMS_AND_REPLACES = "urn:ihe:iti:2007:AssociationType:XFRM_RPLC";
  static final String SIGNS = "urn:ihe:iti:2007:AssociationType:signs";
  static final String SNAPSHOT = "urn:ihe:iti:2010:AssociationType:IsSnapshotOf";

  private static final Set<String> REPLACING =
      Set.of(Association.REPLACES, TRANSFORMS_AND_REPLACES);
  private static final Set<String> KNOWN =
      Set.of(
          Association.HAS_MEMBER,
          Association.REPLACES,
          APPENDS,
          TRANSFORMS,
          TRANSFORMS_AND_REPLACES,
          SIGNS,
          SNAPSHOT);

  private Relation() {}

  static boolean isKnown(String type) {
    return KNOWN.contains(type);
  }

  /** Whether registering it deprecates the target (ITI TF-3 4.2.2.2). */
  static boolean replaces(String type) {
    return REPLACING.contains(type);
  }
}
