package org.musubi.audit;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import org.apache.commons.net.ntp.NTPUDPClient;

/** What a time server says of the clock here. */
interface ServerTime {
  /**
   * How far the server is ahead of the clock here; negative when it is behind.
   *
   * @param server a name or address, with {@code :port} when it is not 123
   * @throws IOException when it does not answer within two seconds, or has no time to give
   */
  Duration ahead(String server) throws IOException;

  /** By SNTP (RFC 5905). */
  static ServerTime ntp() {
    return server -> {
      int colon = server.lastIndexOf(':');
      boolean named = colon > 0 && server.indexOf(':') == colon;
      var host = InetAddress.getByName(named ? server.substring(0, colon) : server);
      int port = named ? Integer.parseInt(server.substring(colon + 1)) : NTPUDPClient.DEFAULT_PORT;
      try (var client = new NTPUDPClient()) {
        client.setDefaultTimeout(Duration.ofSeconds(2));
        var answer = client.getTime(host, port);
        var message = answer.getMessage();
        // Stratum 0 refuses (kiss of death); leap indicator 3 and 16 say that it has no time
        // itself.
        if (message.getStratum() == 0
            || message.getStratum() >= 16
            || message.getLeapIndicator() == 3) {
          throw new IOException("the server has no time to give");
        }
        answer.computeDetails();
        var offset = answer.getOffset();
        if (offset == null) {
          throw new IOException("the server's answer holds no time");
        }
        return Duration.ofMillis(offset);
      }
    };
  }
}
