package org.musubi.facility;

import static org.musubi.facility.ResponsibilityRule.*;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.musubi.facility.Transfer.Basis;
import org.musubi.facility.Transfer.Form;
import org.musubi.facility.Transfer.Kind;
import org.musubi.facility.Transfer.Receivers;
import org.musubi.facility.Transfer.Segment;
import org.musubi.facility.Transfer.Side;

/**
 * Who answers for a transfer in each section between two demarcation points (責任分界点), by rules R1 to
 * R18 of the seeds. A pure decision: the same transfer always has the same.
 *
 * @param refused whether the transfer must not take place
 * @param consent whether somebody's consent is needed first
 * @param sections from the source to the target; there is one of each
 * @param clauses what the contracts of those concerned must say
 * @param rules that hold for the whole transfer
 */
public record Responsibility(
    boolean refused,
    Consent consent,
    List<Share> sections,
    Set<Clause> clauses,
    Set<ResponsibilityRule> rules) {

  /** The sections, from the source to the target. */
  public enum Section {
    SOURCE_SITE("提供元の施設内"),
    SOURCE_LINE("提供元のCPE装置～相互接続基盤"),
    PLATFORM("相互接続基盤の内部"),
    TARGET_LINE("相互接続基盤～提供先のCPE装置"),
    TARGET_SITE("提供先の施設内");

    private final String japanese;

    Section(String japanese) {
      this.japanese = japanese;
    }

    public String japanese() {
      return japanese;
    }
  }

  /** Who may have to answer. */
  public enum Party {
    SOURCE("提供元", "提供元"),
    TARGET("提供先", "提供先"),
    NETWORK_PROVIDER("ネットワーク事業者（回線）", "回線"),
    OPERATOR("相互接続基盤の事業主体（オンラインサービス）", "事業主体");

    private final String japanese;
    private final String shortly;

    Party(String japanese, String shortly) {
      this.japanese = japanese;
      this.shortly = shortly;
    }

    public String japanese() {
      return japanese;
    }

    /** The same where there is little room. */
    public String shortly() {
      return shortly;
    }
  }

  /** A duty of management (管理責任). */
  public enum Duty {
    SUPERVISION("契約と監督"),
    PURPOSE("利用目的の特定と個人情報の保護"),
    COMPLIANCE("契約の遵守と報告"),
    EAVESDROPPING("盗聴"),
    TAMPERING("改ざん"),
    INTRUSION("侵入"),
    OBSTRUCTION("妨害"),
    AVAILABILITY("可用性");

    private final String japanese;

    Duty(String japanese) {
      this.japanese = japanese;
    }

    public String japanese() {
      return japanese;
    }
  }

  /** Whose yes is needed first. */
  public enum Consent {
    NONE("委託のため、第三者提供の同意を要しません"),
    IMPLICIT("患者の黙示の同意が必要です"),
    EXPLICIT("患者の明示の同意が必要です"),
    EXEMPT("法令の例外に当たるため、同意を要しません");

    private final String japanese;

    Consent(String japanese) {
      this.japanese = japanese;
    }

    public String japanese() {
      return japanese;
    }
  }

  /** What contracts must say. */
  public enum Clause {
    DEMARCATION("責任分界点"),
    OUTAGE_AND_INCIDENT("不通時・事故発生時の対処"),
    MAIN_ACTOR("障害時に主体となる事業者"),
    COMPLAINTS("苦情の申し入れ先"),
    DISCLOSURE("開示等の要求先"),
    SCOPE("提供形態による責任範囲"),
    ENTRUSTMENT("暗号化されていない情報の取扱いの委託と監督");

    private final String japanese;

    Clause(String japanese) {
      this.japanese = japanese;
    }

    public String japanese() {
      return japanese;
    }
  }

  /**
   * Who answers in one section.
   *
   * @param accountable bears 説明責任 and 結果責任: a source or a target, never another
   * @param duties who bears which duties of management
   */
  public record Share(
      Section section,
      Party accountable,
      Map<Party, Set<Duty>> duties,
      Set<ResponsibilityRule> rules) {}

  /** Decides on a transfer. */
  public static Responsibility of(Transfer transfer) {
    var rules = EnumSet.of(R4, R5, R6, R7, R16);
    boolean known = transfer.receivers() != Receivers.SOME_UNIDENTIFIED;
    rules.add(known ? R12 : R13);
    rules.add(transfer.kind() == Kind.ENTRUSTMENT ? R1 : R2);
    return new Responsibility(
        !known && transfer.basis() != Basis.LAW,
        consent(transfer),
        List.of(
            site(transfer, Section.SOURCE_SITE, Party.SOURCE, transfer.source()),
            line(transfer, Section.SOURCE_LINE, Party.SOURCE, transfer.source()),
            platform(transfer),
            line(transfer, Section.TARGET_LINE, Party.TARGET, transfer.target()),
            site(transfer, Section.TARGET_SITE, Party.TARGET, transfer.target())),
        clauses(transfer),
        rules);
  }

  private static Consent consent(Transfer transfer) {
    if (transfer.kind() == Kind.ENTRUSTMENT) {
      return Consent.NONE;
    }
    return switch (transfer.basis()) {
      case IMPLICIT_CONSENT -> Consent.IMPLICIT;
      case EXPLICIT_CONSENT -> Consent.EXPLICIT;
      case LAW -> Consent.EXEMPT;
    };
  }

  private static Set<Clause> clauses(Transfer transfer) {
    var clauses = EnumSet.allOf(Clause.class);
    if (transfer.form() == Form.TO_CPE) {
      clauses.remove(Clause.SCOPE);
    }
    if (transfer.lineEncrypted() && transfer.serviceEncrypted()) {
      clauses.remove(Clause.ENTRUSTMENT);
    }
    return clauses;
  }

  /** The source answers until the target has the information; when it was entrusted, always. */
  private static Party accountable(Transfer transfer, Section section) {
    return section == Section.TARGET_SITE && transfer.kind() == Kind.THIRD_PARTY
        ? Party.TARGET
        : Party.SOURCE;
  }

  private static Share site(Transfer transfer, Section section, Party own, Side side) {
    var draft = new Draft(transfer, section);
    if (own == Party.SOURCE) {
      draft.adds(Party.SOURCE, Duty.SUPERVISION);
    } else if (transfer.kind() == Kind.ENTRUSTMENT) {
      draft.adds(Party.TARGET, Duty.COMPLIANCE).because(R1);
    } else {
      draft.adds(Party.TARGET, Duty.PURPOSE).because(R3);
    }
    draft.technical(own, true);
    if (transfer.form() == Form.INTO_SITE) {
      draft.technical(Party.NETWORK_PROVIDER, !transfer.lineEncrypted()).because(R15);
    }
    if (side == Side.REGIONAL_NETWORK) {
      draft.because(R17);
    }
    return draft.share();
  }

  private static Share line(Transfer transfer, Section section, Party own, Side side) {
    var draft = new Draft(transfer, section);
    draft.adds(Party.SOURCE, Duty.SUPERVISION);
    if (transfer.form() == Form.TO_LINE_END) {
      draft.technical(own, true).because(R15);
    }
    if (transfer.provided().contains(side.segment())) {
      draft.technical(Party.NETWORK_PROVIDER, !transfer.lineEncrypted()).because(R8, R14, R18);
      draft.because(transfer.lineEncrypted() ? R9 : R11);
    } else {
      // Nobody was named who carries it, so it is whose line it is.
      draft.technical(own, true).because(R4, R18);
    }
    return draft.share();
  }

  private static Share platform(Transfer transfer) {
    var draft = new Draft(transfer, Section.PLATFORM);
    draft.adds(Party.SOURCE, Duty.SUPERVISION);
    draft.technical(Party.OPERATOR, !transfer.serviceEncrypted()).because(R8);
    draft.because(transfer.serviceEncrypted() ? R10 : R11);
    boolean lineToo =
        transfer.provided().contains(Segment.SERVICE_SIDE)
            || transfer.provided().contains(Segment.INSTITUTION_SIDE);
    if (transfer.provided().contains(Segment.PLATFORM) && lineToo) {
      draft.technical(Party.NETWORK_PROVIDER, !transfer.lineEncrypted()).because(R18);
      draft.because(transfer.lineEncrypted() ? R9 : R11);
    }
    return draft.share();
  }

  /** A share while it is put together. */
  private static final class Draft {
    private final Section section;
    private final Party accountable;
    private final Map<Party, Set<Duty>> duties = new EnumMap<>(Party.class);
    private final Set<ResponsibilityRule> rules = EnumSet.noneOf(ResponsibilityRule.class);

    Draft(Transfer transfer, Section section) {
      this.section = section;
      this.accountable = accountable(transfer, section);
      because(transfer.kind() == Kind.ENTRUSTMENT ? R1 : R3);
    }

    Draft adds(Party party, Duty... some) {
      duties.computeIfAbsent(party, one -> EnumSet.noneOf(Duty.class)).addAll(List.of(some));
      return this;
    }

    Draft technical(Party party, boolean eavesdropping) {
      adds(party, Duty.TAMPERING, Duty.INTRUSION, Duty.OBSTRUCTION, Duty.AVAILABILITY);
      return eavesdropping ? adds(party, Duty.EAVESDROPPING) : this;
    }

    void because(ResponsibilityRule... some) {
      rules.addAll(List.of(some));
    }

    Share share() {
      return new Share(section, accountable, Map.copyOf(duties), Set.copyOf(rules));
    }
  }
}
