package org.musubi.facility.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Keeps the doors apart: what begins with {@code /iti} exists at the members' door only, and
 * nothing else exists there. The wrong door answers 404 without a word.
 */
final class DoorValve extends ValveBase {
  private static final String TRANSACTIONS = "/iti";

  private final Connector members;

  DoorValve(Connector members) {
    super(true);
    this.members = members;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    String path = request.getDecodedRequestURI();
    boolean transaction = path != null && path.startsWith(TRANSACTIONS);
    if (transaction == (request.getConnector() == members)) {
      getNext().invoke(request, response);
    } else {
      response.setStatus(404);
      response.setContentLength(0);
    }
  }
}
