package org.musubi.facility;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the platform listens, and under which names.
 *
 * @param bind the address of both doors
 * @param pages the door for people
 * @param ihe the door for members' systems
 */
@ConfigurationProperties("musubi")
public record DoorProperties(
    @DefaultValue("127.0.0.1") String bind, @DefaultValue Pages pages, @DefaultValue Ihe ihe) {

  /**
   * The door for people.
   *
   * @param port 0 takes any free one
   * @param hosts DNS names and addresses in its certificate
   * @param connections most connections at once
   */
  public record Pages(
      @DefaultValue("8443") int port,
      @DefaultValue({"localhost", "127.0.0.1"}) List<String> hosts,
      @DefaultValue("500") int connections) {}

  /**
   * The door for members' systems: a client certificate is required.
   *
   * @param port 0 takes any free one
   * @param hosts DNS names and addresses in the platform's certificate, as server and as client
   * @param connections most connections at once
   * @param readTimeout longest silence of a client within a request, and before its first byte
   */
  public record Ihe(
      @DefaultValue("8444") int port,
      @DefaultValue({"localhost", "127.0.0.1"}) List<String> hosts,
      @DefaultValue("1000") int connections,
      @DefaultValue("20s") Duration readTimeout) {}
}
