package org.musubi.gateway.exchange;

/** The actions of WS-Addressing by which each transaction is asked and answered. */
public enum Transaction {
  /** ITI TF-2 3.55: Cross Gateway Patient Discovery. */
  ITI55(
      "ITI-55",
      "urn:hl7-org:v3:PRPA_IN201305UV02:CrossGatewayPatientDiscovery",
      "urn:hl7-org:v3:PRPA_IN201306UV02:CrossGatewayPatientDiscovery"),
  /** ITI TF-2 3.38: Cross Gateway Query. */
  ITI38(
      "ITI-38", "urn:ihe:iti:2007:CrossGatewayQuery", "urn:ihe:iti:2007:CrossGatewayQueryResponse"),
  /** ITI TF-2 3.39: Cross Gateway Retrieve. */
  ITI39(
      "ITI-39",
      "urn:ihe:iti:2007:CrossGatewayRetrieve",
      "urn:ihe:iti:2007:CrossGatewayRetrieveResponse");

  private final String title;
  private final String request;
  private final String response;

  Transaction(String title, String request, String response) {
    this.title = title;
    this.request = request;
    this.response = response;
  }

  /** Its name as people write it. */
  public String title() {
    return title;
  }

  /** The action of the request. */
  public String request() {
    return request;
  }

  /** The action of the answer. */
  public String response() {
    return response;
  }
}
