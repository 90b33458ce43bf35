package org.musubi.facility.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.InstantSource;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.musubi.audit.Circumstances;

/**
 * Keeps the doors apart: what begins with {@code /iti} exists at the members' door only, and
 * nothing else exists there. The wrong door answers 404 without a word.
 */
final class DoorValve extends ValveBase {
  private static final String TRANSACTIONS = "/iti";

  private final Connector members;

  private final InstantSource clock;

  DoorValve(Connector members, InstantSource clock) {
    super(true);
    this.members = members;
    this.clock = clock;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    String path = request.getDecodedRequestURI();
    boolean transaction = path != null && path.startsWith(TRANSACTIONS);
    if (transaction == (request.getConnector() == members)) {
      serve(request, response);
    } else {
      response.setStatus(404);
      response.setContentLength(0);
    }
  }

  /** All that is recorded of a request says where it came from. */
  private void serve(Request request, Response response) throws IOException, ServletException {
    var circumstances =
        Circumstances.ofRequest(request.getRemoteAddr(), request.getHeader("User-Agent"), clock);
    try {
      circumstances.during(() -> {
        getNext().invoke(request, response);
        return null;
      });
    } catch (IOException | ServletException | RuntimeException failed) {
      throw failed;
    } catch (Exception other) {
      throw new ServletException(other);
    }
  }
}
