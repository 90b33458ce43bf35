package org.musubi.facility;

import java.util.Set;

/**
 * A transfer of medical information from a source (提供元) over the platform to a target (提供先), as far
 * as the decision on who answers for it depends on it. What only the contracts of those concerned
 * say is put in as an assumption.
 *
 * @param kind in law
 * @param receivers how well they are known
 * @param basis why the information may be given
 * @param lineEncrypted encrypted before the lines' demarcation points and decrypted after them
 * @param serviceEncrypted encrypted before the online service's demarcation points and decrypted
 *     after them; false where the service reads what passes
 * @param form how far the network providers' service reaches at a site
 * @param source what the source's side is
 * @param target what the target's side is
 * @param provided the segments of figure 2 (seed 004) that the network providers serve
 */
public record Transfer(
    Kind kind,
    Receivers receivers,
    Basis basis,
    boolean lineEncrypted,
    boolean serviceEncrypted,
    Form form,
    Side source,
    Side target,
    Set<Segment> provided) {

  public Transfer {
    provided = Set.copyOf(provided);
  }

  /** What the transfer is in law (seed 002 B-1). */
  public enum Kind {
    ENTRUSTMENT("委託"),
    THIRD_PARTY("第三者提供");

    private final String japanese;

    Kind(String japanese) {
      this.japanese = japanese;
    }

    public String japanese() {
      return japanese;
    }
  }

  /** How well the receivers are known before anything is sent. */
  public enum Receivers {
    ONE,
    MANY_IDENTIFIED,
    SOME_UNIDENTIFIED
  }

  /** Why the information may be given. */
  public enum Basis {
    /** 黙示の同意: cases ア～エ of the guideline. */
    IMPLICIT_CONSENT("黙示の同意"),
    /** 明示の同意. */
    EXPLICIT_CONSENT("明示の同意"),
    /** 法令の例外. */
    LAW("法令の定め（同意を要しない）");

    private final String japanese;

    Basis(String japanese) {
      this.japanese = japanese;
    }

    public String japanese() {
      return japanese;
    }
  }

  /** How far a network provider's service reaches at a site (R14; R15 where a contract differs). */
  public enum Form {
    /** Up to the CPE, which is the provider's. */
    TO_CPE("接続機関内のCPE装置まで"),
    /** To the end of the line; the CPE is the site's own. */
    TO_LINE_END("回線の終端まで（CPE装置は接続機関が管理）"),
    /** Beyond the CPE, into the site's own network. */
    INTO_SITE("CPE装置より内側の施設内ネットワークを含む");

    private final String japanese;

    Form(String japanese) {
      this.japanese = japanese;
    }

    public String japanese() {
      return japanese;
    }
  }

  /** What stands at one end. */
  public enum Side {
    INSTITUTION(Segment.INSTITUTION_SIDE),
    REGIONAL_NETWORK(Segment.INSTITUTION_SIDE),
    SERVICE_PROVIDER(Segment.SERVICE_SIDE);

    private final Segment segment;

    Side(Segment segment) {
      this.segment = segment;
    }

    /** The segment between the platform and this side. */
    public Segment segment() {
      return segment;
    }

    /** The side where a Member stands; the operator's own people use the platform as a service. */
    public static Side of(Member.Kind kind) {
      return switch (kind) {
        case INSTITUTION -> INSTITUTION;
        case REGIONAL_NETWORK -> REGIONAL_NETWORK;
        case SERVICE_PROVIDER, OPERATOR -> SERVICE_PROVIDER;
      };
    }
  }

  /** The segments of figure 2 of seed 004. */
  public enum Segment {
    /** ① platform to service provider. */
    SERVICE_SIDE("①"),
    /** ② within the platform. */
    PLATFORM("②"),
    /** ③ platform to institution. */
    INSTITUTION_SIDE("③");

    private final String japanese;

    Segment(String japanese) {
      this.japanese = japanese;
    }

    public String japanese() {
      return japanese;
    }
  }
}
