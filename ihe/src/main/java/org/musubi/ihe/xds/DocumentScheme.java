package org.musubi.ihe.xds;

/** The UUIDs that give a document entry its attributes (ITI TF-3 Table 4.2.5.2-1). */
final class DocumentScheme {
  static final String AUTHOR = "urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d";
  static final String CLASS = "urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a";
  static final String CONFIDENTIALITY = "urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f";
  static final String EVENT = "urn:uuid:2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4";
  static final String FORMAT = "urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d";
  static final String FACILITY_TYPE = "urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1";
  static final String PRACTICE_SETTING = "urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead";
  static final String TYPE = "urn:uuid:f0306f51-975f-434e-a61c-c59651d33983";
  static final String PATIENT_ID = "urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427";
  static final String UNIQUE_ID = "urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab";

  private DocumentScheme() {}
}
