package org.musubi.ihe.atna;

/** What a security alert is about (DICOM PS3.16 CID 403, Security Alert Type Code). */
public enum SecurityAlert {
  NODE_AUTHENTICATION("110126", "Node Authentication"),
  EMERGENCY_OVERRIDE_STARTED("110127", "Emergency Override Started"),
  NETWORK_CONFIGURATION("110128", "Network Configuration"),
  SECURITY_CONFIGURATION("110129", "Security Configuration"),
  HARDWARE_CONFIGURATION("110130", "Hardware Configuration"),
  SOFTWARE_CONFIGURATION("110131", "Software Configuration"),
  USE_OF_RESTRICTED_FUNCTION("110132", "Use of Restricted Function"),
  AUDIT_RECORDING_STOPPED("110133", "Audit Recording Stopped"),
  AUDIT_RECORDING_STARTED("110134", "Audit Recording Started"),
  OBJECT_SECURITY_ATTRIBUTES_CHANGED("110135", "Object Security Attributes Changed"),
  SECURITY_ROLES_CHANGED("110136", "Security Roles Changed"),
  USER_SECURITY_ATTRIBUTES_CHANGED("110137", "User Security Attributes Changed"),
  EMERGENCY_OVERRIDE_STOPPED("110138", "Emergency Override Stopped");

  private final AuditCode code;

  SecurityAlert(String code, String text) {
    this.code = AuditCode.dicom(code, text);
  }

  /** The EventTypeCode. */
  public AuditCode code() {
    return code;
  }
}
