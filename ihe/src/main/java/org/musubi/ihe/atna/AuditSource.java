package org.musubi.ihe.atna;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who reports the event (DICOM PS3.15 A.5.1, AuditSourceIdentification).
 *
 * @param id AuditSourceID
 * @param site AuditEnterpriseSiteID; IHE deployments put the OID of the organisation here
 * @param types AuditSourceTypeCode, as element or, as older senders write it, as attribute
 */
public record AuditSource(String id, @Nullable String site, List<AuditCode> types) {
  /** An application server process (DICOM PS3.15 A.5.1.2.1). */
  public static final AuditCode APPLICATION_SERVER = new AuditCode("4", null, null, null);

  /** Copies the list. */
  public AuditSource {
    types = List.copyOf(types);
  }

  /** An application server. */
  public static AuditSource server(String id, @Nullable String site) {
    return new AuditSource(id, site, List.of(APPLICATION_SERVER));
  }
}
