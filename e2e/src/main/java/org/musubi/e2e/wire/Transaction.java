package org.musubi.e2e.wire;

/**
 * The IHE transactions by their numbers, and where an address of ours answers them.
 *
 * @see <a href="https://profiles.ihe.net/ITI/TF/Volume2/">ITI TF-2</a>
 */
public enum Transaction {
  ITI_18("/iti18", "urn:ihe:iti:2007:RegistryStoredQuery"),
  ITI_38("/iti38", "urn:ihe:iti:2007:CrossGatewayQuery"),
  ITI_39("/iti39", "urn:ihe:iti:2007:CrossGatewayRetrieve"),
  ITI_41("/iti41", "urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b"),
  ITI_42("/iti42", "urn:ihe:iti:2007:RegisterDocumentSet-b"),
  ITI_43("/iti43", "urn:ihe:iti:2007:RetrieveDocumentSet"),
  ITI_55("/iti55", "urn:hl7-org:v3:PRPA_IN201305UV02:CrossGatewayPatientDiscovery");

  private final String path;
  private final String action;

  Transaction(String path, String action) {
    this.path = path;
    this.action = action;
  }

  public String path() {
    return path;
  }

  /** The wsa:Action of the request. */
  public String action() {
    return action;
  }
}
