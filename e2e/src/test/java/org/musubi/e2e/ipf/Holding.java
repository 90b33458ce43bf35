package org.musubi.e2e.ipf;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.AssigningAuthority;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Author;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.AvailabilityStatus;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Code;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.DocumentEntry;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.DocumentEntryType;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Identifiable;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.LocalizedString;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Organization;

/** What the IPF community holds: one note about 結城 花子, whom it knows as X-1000. */
final class Holding {
  /** Its homeCommunityId, without {@code urn:oid:}. */
  static final String HOME_OID = "1.2.392.200250.9.1000";

  static final String HOME = "urn:oid:" + HOME_OID;
  static final String ASSIGNER = HOME_OID + ".1";
  static final String PATIENT = "X-1000";
  static final String REPOSITORY = HOME_OID + ".2";
  static final String UNIQUE_ID = HOME_OID + ".5.1";
  static final String ENTRY_UUID = "urn:uuid:6f0a7d0e-6f63-4c0b-9f0b-0d6d8a4b1000";
  static final String TITLE = "紹介状（𠮷田医院）";

  /** Its bytes: kanji outside the BMP, and every byte that upsets a careless copy. */
  static final byte[] CONTENT =
      "結城 花子 様の診療情報\r\n𠮷田医院 ｶﾅ\u0000--boundary--\r\n".getBytes(StandardCharsets.UTF_8);

  private Holding() {}

  static DocumentEntry entry() {
    var patient = new Identifiable(PATIENT, new AssigningAuthority(ASSIGNER));
    var entry = new DocumentEntry();
    entry.setEntryUuid(ENTRY_UUID);
    entry.setUniqueId(UNIQUE_ID);
    entry.setHomeCommunityId(HOME);
    entry.setRepositoryUniqueId(REPOSITORY);
    entry.setType(DocumentEntryType.STABLE);
    entry.setAvailabilityStatus(AvailabilityStatus.APPROVED);
    entry.setPatientId(patient);
    entry.setSourcePatientId(patient);
    entry.setTitle(new LocalizedString(TITLE, "ja-JP", "UTF-8"));
    entry.setMimeType("text/plain");
    entry.setLanguageCode("ja-JP");
    entry.setCreationTime("20261101093000");
    entry.setServiceStartTime("20261101090000");
    entry.setServiceStopTime("20261101091500");
    entry.setHash(sha1(CONTENT));
    entry.setSize((long) CONTENT.length);
    entry.setClassCode(code("57133-1", "紹介状"));
    entry.setTypeCode(code("57133-1", "紹介状"));
    entry.setFormatCode(code("urn:ihe:iti:xds:2017:mimeTypeSufficient", "text"));
    entry.setHealthcareFacilityTypeCode(code("OF", "診療所"));
    entry.setPracticeSettingCode(code("01", "内科"));
    entry.getConfidentialityCodes().add(code("N", "normal"));
    var author = new Author();
    author.getAuthorInstitution().add(new Organization("吉田医院"));
    entry.getAuthors().add(author);
    return entry;
  }

  static String sha1(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Code code(String code, String name) {
    return new Code(code, new LocalizedString(name, "ja-JP", "UTF-8"), "1.2.392.200250.9.99");
  }
}
