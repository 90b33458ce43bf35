package org.musubi.services.records.web;

/** The WS-Addressing actions of the transactions (ITI TF-2 annex V and each transaction). */
final class Actions {
  static final String ITI_18 = "urn:ihe:iti:2007:RegistryStoredQuery";
  static final String ITI_41 = "urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b";
  static final String ITI_42 = "urn:ihe:iti:2007:RegisterDocumentSet-b";
  static final String ITI_43 = "urn:ihe:iti:2007:RetrieveDocumentSet";
  static final String ITI_38 = "urn:ihe:iti:2007:CrossGatewayQuery";
  static final String ITI_39 = "urn:ihe:iti:2007:CrossGatewayRetrieve";
  static final String ITI_55 = "urn:hl7-org:v3:PRPA_IN201305UV02:CrossGatewayPatientDiscovery";
  static final String ITI_55_ANSWER =
      "urn:hl7-org:v3:PRPA_IN201306UV02:CrossGatewayPatientDiscovery";

  private Actions() {}

  static String answer(String action) {
    return action.equals(ITI_55) ? ITI_55_ANSWER : action + "Response";
  }
}
